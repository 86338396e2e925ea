import LogModel
import Simulator
import Testing

@testable import Parse

/// Which envelopes and formats lines are offered to, by their first eight bytes.
@Suite struct LineHeadsTests {
  /// Beginnings that some envelope or format asks for, and bytes that stand between.
  private static let words = [
    "{\"log\":\"", "{\"stream", "{\"labels", "{\"timest", "{\"_PID\":", "[GIN] 20", "[pod/a/b",
    "2025-04-", "2025/04/", "Apr  8 1", "<13>1 20", "<34>Oct ", "[2025-04", "[Tue Apr", "Complete",
    "203.0.11", "http 202", "1744110123", "79a59df9", "Common l", "Total by", "time=\"20",
    "+ shop-", "web-1  |", "::1 - - ", "GET /car", "\u{1B}[32mGE", "{\"insert", "  at com",
    "#Fields:",
  ].map { Array($0.utf8.prefix(8)) + [UInt8](repeating: 0x20, count: max(0, 8 - $0.utf8.count)) }

  private static func openings(_ bytes: [UInt8]) -> [UInt32] {
    bytes.withUnsafeBytes { [Envelopes.opening($0), LogFormats.opening($0)] }
  }

  @Test("no envelope and no format tells digits apart but for a 2 in front")
  func digitsAreAlike() {
    var random = SeededGenerator(seed: 14)
    let bytes = Array(UInt8(0x20)..<0x7F) + [0x09, 0x1B, 0xC3]
    for _ in 0..<20_000 {
      var head = Self.words[Int(random.next() % UInt64(Self.words.count))]
      // A beginning with some bytes changed, most of them for digits.
      for _ in 0..<Int(random.next() % 4) {
        let at = Int(random.next() % 8)
        head[at] =
          random.next() % 3 == 0
          ? bytes[Int(random.next() % UInt64(bytes.count))] : 0x30 + UInt8(random.next() % 10)
      }
      let word = head.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
      let plain = withUnsafeBytes(of: LineHeads.plain(word)) { Array($0) }
      #expect(Self.openings(head) == Self.openings(plain), "\(head)")
    }
  }

  @Test("a digit is any other, and nothing else is")
  func plainBytes() {
    for byte in UInt8.min...UInt8.max {
      let word = UInt64(byte) &<< 24 | 0x2D20_2D20_002D_2032
      let plain = LineHeads.plain(word)
      let expected = (0x30...0x39).contains(byte) ? 0x30 : byte
      #expect(UInt8(truncatingIfNeeded: plain &>> 24) == expected)
      #expect(UInt8(truncatingIfNeeded: plain) == 0x32)
    }
  }

  @Test("what is remembered of a head is what is found anew")
  func remembered() {
    let heads = LineHeads()
    for round in 0..<3 {
      for word in Self.words {
        let line = word + Array(" round \(round) of a line".utf8)
        line.withUnsafeBytes { bytes in
          let found = heads.openings(of: bytes)
          #expect([found.envelopes, found.formats] == Self.openings(line))
        }
      }
    }
  }

  /// Lines of many forms and envelopes, several of which begin alike.
  private static let lines = [
    #"203.0.113.9 - - [08/Apr/2025:15:05:09 +0000] "GET /cart HTTP/1.1" 200 5 "-" "curl/8" 0.1"#,
    #"203.0.113.7 - ann [08/Apr/2025:15:05:10 +0000] "POST /pay HTTP/1.1" 503 17"#,
    #"203.0.113.7 - - [08/Apr/2025:15:05:10.5 +0000] "POST /pay HTTP/1.1" 503 17"#,
    #"203.0.113.9 15:05:09 did not answer"#,
    #"2025-04-08T15:05:09.123456789Z stdout F {"path":"/a","status":500}"#,
    #"2025-04-08T15:05:09.123456789Z stderr F ERROR it broke"#,
    #"2025-04-08T15:05:09.123456789Z {"path":"/b","status":200}"#,
    #"2025-04-08T15:05:09.123Z ERROR it broke again"#,
    #"{"log":"GET /a 200\n","stream":"stdout","time":"2025-04-08T15:05:09.1Z"}"#,
    #"{"log":"x","time":"2025-04-08T15:05:09.123Z","path":"/a","status":500}"#,
    #"<13>1 2025-04-08T15:05:09.123Z host shop 1 - - it broke"#,
    #"web-1  | 203.0.113.9 - - [08/Apr/2025:15:05:09 +0000] "GET /cart HTTP/1.1" 200 5"#,
    #"time=2025-04-08T15:05:09.123Z level=error msg="it broke""#,
  ]

  /// What a record is, apart from where its line stands.
  private func told(_ record: ReadRecord) -> String {
    "\(record.time.rfc3339) \(record.kind) \(record.outcome) \(record.status) \(record.service) "
      + "\(record.operation) \(record.said) \(record.severity)"
  }

  @Test("a line is read alike whatever lines that begin like it were read before it")
  func settled() throws {
    for first in Self.lines {
      for second in Self.lines {
        let alone = try Reading(lines: second).records.map(told)
        let behind = try Reading(lines: first, first, second).records
          .filter { $0.line == 3 }.map(told)
        #expect(behind == alone || behind.isEmpty, "\(first) and \(second)")
        if first == second { #expect(behind == alone) }
      }
    }
  }
}
