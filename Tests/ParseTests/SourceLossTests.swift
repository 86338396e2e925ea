import LogModel
import Testing

@testable import Parse

@Suite struct SourceLossTests {
  private static let good = #"{"time":"2025-04-08T15:30:00.123Z","path":"/a","status":200}"#

  private func said(_ message: String) throws -> Reading {
    try Reading(
      lines: #"{"time":"2025-04-08T15:30:00.123Z","level":"warn","msg":"\#(message)"}"#)
  }

  @Test(
    "what a source says it suppressed is summed",
    arguments: [
      ("Suppressed 41 messages from pizza.service", 41),
      ("imuxsock lost 144 messages from pid 7 due to rate-limiting", 144),
      ("imuxsock[pid 7]: 12 messages lost due to rate-limiting", 12),
      ("imjournal: 8 messages lost due to rate-limiting", 8),
      ("message repeated 3 times: [ factory refused ]", 3),
      ("last message repeated 5 times", 5),
      ("net_ratelimit: 37 callbacks suppressed", 37),
      ("Suppressed many messages from x.service", 0), ("Suppressed 99999999999999 messages", 0),
      ("imuxsock is fine and was not rate limited", 0), ("3 alerts were suppressed.", 0),
    ])
  func suppressed(message: String, count: Int) throws {
    #expect(try said(message).count(of: .suppressedAtSource) == count)
  }

  @Test(
    "a rate of sampling other than one is told",
    arguments: [
      (#""sample_rate":0.1"#, 1), (#""samplingRate": "20""#, 1), (#""sampling":1"#, 0),
      (#""sample_rate":44100"#, 0), (#""sampled":true"#, 0), (#""sample_rate":0"#, 0),
    ])
  func sampled(member: String, count: Int) throws {
    let read = try Reading(lines: Self.good.dropLast() + "," + member + "}")
    #expect(read.count(of: .sampledInput) == count)
  }

  @Test(
    "an export that reached its limit says so",
    arguments: [
      ("Line limit: 2 reached, received logs cover 40.00% of the range", 2, true),
      ("Line limit: 100 (100 displayed)", 100, true), ("Line limit: 100", 99, false),
      ("Line limit: 98", 98, false), ("Line limit: none", 2, false),
    ])
  func exports(header: String, rows: Int, isTold: Bool) throws {
    let row = "1744126200123\t2025-04-08T15:30:00.123Z\t" + Self.good
    let head = [#"Common labels: {"app":"pizza"}"#, header, "", ""]
    let all = head + [String](repeating: row, count: rows)
    let read = try Reading(Array((all.joined(separator: "\n") + "\n").utf8))
    #expect((read.count(of: .exportLimit) > 0) == isTold)
  }

  @Test("lines that are no UTF-8 and lines with zeros are counted, wherever blocks end")
  func text() throws {
    let plain = Array((Self.good + "\n").utf8)
    let good = Array((Self.good.dropLast() + ",\"n\":\"é😀\"}\n").utf8)
    let bad = Array((Self.good.dropLast() + ",\"n\":\"").utf8) + [0xE9, 0x22, 0x7D, 0x0A]
    let zero = Array((Self.good.dropLast() + ",\"n\":\"a\0b\"}\n").utf8)
    let filler = [[UInt8]](repeating: plain, count: 150).flatMap { $0 }
    for blockSize in [64, 1000, 256 * 1024] {
      let read = try Reading(
        filler + good + bad + filler + bad + zero + good + filler + zero.dropLast(),
        blockSize: blockSize)
      #expect(read.count(of: .invalidUTF8) == 2 && read.warning(.invalidUTF8)?.line == 152)
      #expect(read.count(of: .nulBytes) == 2 && read.warning(.nulBytes)?.line == 304)
      #expect(read.input.account.unread == 0)
    }
  }

  @Test(
    "UTF-8 is what the Unicode Standard says it is",
    arguments: [
      ([0xC3, 0xA9], true), ([0xE2, 0x82, 0xAC], true), ([0xF0, 0x9F, 0x98, 0x80], true),
      ([0xC0, 0x80], false), ([0xE0, 0x80, 0x80], false), ([0xED, 0xA0, 0x80], false),
      ([0xF4, 0x90, 0x80, 0x80], false), ([0xF5, 0x80, 0x80, 0x80], false), ([0x80], false),
      ([0xC3], false), ([0xE2, 0x82], false), ([0xE2, 0x28, 0xA1], false), ([], true),
      ([0xEF, 0xBF, 0xBF], true), ([0xF0, 0x9F, 0x98], false),
    ] as [([UInt8], Bool)])
  func utf8(bytes: [UInt8], isText: Bool) {
    for lead in [0, 1, 7, 8, 9] {
      let all = [UInt8](repeating: 0x61, count: lead) + bytes
      #expect(all.withUnsafeBytes { TextCheck.isUTF8($0) } == isText)
      let whole = String(validating: all, as: UTF8.self) != nil
      #expect(whole == isText)
    }
  }

  @Test("one odd byte is found at every place of every length")
  func odd() {
    for length in 1...300 {
      var bytes = [UInt8](repeating: 0x7F, count: length)
      #expect(!bytes.withUnsafeBytes { TextCheck.isOdd($0) })
      for (at, byte) in [(0, 0), (length - 1, 0x80), (length / 2, 0), (length / 3, 0xFF)] {
        bytes[at] = UInt8(byte)
        #expect(bytes.withUnsafeBytes { TextCheck.isOdd($0) })
        bytes[at] = 1
      }
    }
  }
}
