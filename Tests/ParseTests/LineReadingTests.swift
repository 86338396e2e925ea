import LogModel
import Scan
import TestSupport
import Testing

@testable import Parse

@Suite struct LineReadingTests {
  private static let good = #"{"time":"2025-04-08T15:30:00.123Z","path":"/a","status":200}"#

  @Test("line ends, byte order marks, blanks and zeros do not hide a record")
  func framing() throws {
    let good = Self.good
    let text =
      "\u{FEFF}\(good)\r\n\n \t\r\n  \(good)\n\u{FEFF}\(good)\n\0\0\0\(good)\n\0\0\n\(good)"
    let reading = try Reading(Array(text.utf8))
    #expect(reading.records.map(\.line) == [1, 4, 5, 6, 8])
    #expect(reading.input.account.blank == 2 && reading.input.account.unread == 1)
    // A line of zeros is what matters more, and is told.
    #expect(reading.warning(.nulBytes)?.line == 7 && reading.count(of: .nulBytes) == 2)
    #expect(reading.input.status == .partial)
  }

  @Test(
    "an input of nothing, of blanks or of a mark alone has no records",
    arguments: [
      ("", 0), ("\n", 1), (" ", 1), ("\n\n\r\n", 3), ("\u{FEFF}", 1),
    ])
  func nothing(text: String, lines: Int) throws {
    let reading = try Reading(Array(text.utf8))
    #expect(reading.records.isEmpty && reading.input.account.blank == lines)
    #expect(reading.input.account.lines == lines && reading.input.zone == nil)
    #expect(reading.input.warnings.isEmpty)
  }

  @Test(
    "a line of two megabytes is passed over and its neighbours are read", arguments: [64, 4096])
  func longLine(blockSize: Int) throws {
    let long = #"{"a":""# + String(repeating: "x", count: 2 << 20) + "\"}"
    let text = "\(Self.good)\n\(long)\n\(Self.good)\n\(long)"
    let reading = try Reading(Array(text.utf8), blockSize: blockSize)
    #expect(reading.records.map(\.line) == [1, 3] && reading.input.account.lines == 4)
    let warning = try #require(reading.warning(.lineTooLong))
    #expect(warning.count == 2 && warning.line == 2 && warning.byteOffset == 1 + Self.good.count)
    #expect(reading.records[1].byteOffset == 2 + Self.good.count + long.count)
  }

  @Test("the longest line that is read has one mebibyte", arguments: [0, 1])
  func limit(extra: Int) throws {
    let rest = StreamParser.lineLimit + extra - Self.good.count - #","a":"""#.count
    let line = Self.good.dropLast() + #","a":""# + String(repeating: "x", count: rest) + "\"}"
    for end in ["", "\n", "\nlast"] {
      for size in [64, 1 << 20] {
        let reading = try Reading(Array((line + end).utf8), blockSize: size)
        #expect(reading.records.count == 1 - extra && reading.count(of: .lineTooLong) == extra)
      }
    }
  }

  @Test("where the stream is cut, the torn line is unread; a whole one needs no line end")
  func cut() throws {
    let text = Array("\(Self.good)\n\(Self.good)".utf8)
    #expect(try Reading(text).records.count == 2)
    for size in [10, 400] {
      // Without compression, as one member's bytes are its packed ones.
      let packed = GzipWriter.member(
        Array(repeating: text, count: size).joined(separator: [0x0A]).map { $0 }, level: 0)
      let reading = try Reading(Array(packed.dropLast(8 + 20)))
      #expect(reading.records.count == size * 2 - 1 && reading.input.account.unread == 1)
      #expect(reading.input.status == .partial)
      #expect(reading.warning(.unreadLines)?.line == size * 2)
      #expect(reading.count(of: .gzipTruncated) == 1)
      // Cut inside the check sum: the last line is all there, but nobody knows.
      let late = try Reading(Array(packed.dropLast(3)))
      #expect(late.records.count == size * 2 - 1 && late.input.account.lines == size * 2)
    }
    // A plain file cut inside its last record.
    let torn = try Reading(Array(text.dropLast(9)))
    #expect(torn.records.count == 1 && torn.input.account.unread == 1)
  }

  @Test("no line is glued together across damage")
  func seam() throws {
    let lines = (0..<60).map { Self.good.replacing("/a", with: "/from\($0 % 26)") }
    let parts = [lines[..<20], lines[20..<40], lines[40...]].map {
      Array($0.joined(separator: "\n").utf8)
    }
    var members = [parts[0] + [0x0A], parts[1] + [0x0A], parts[2]].map { GzipWriter.member($0) }
    members[1][0] = 0
    members[1][1] = 0
    let reading = try Reading(members.flatMap { $0 })
    #expect(reading.records.count == 40 && reading.input.account.unread == 0)
    #expect(reading.input.status == .partial)
    let file = try Reading([0x1F, 0x8B, 8])
    #expect(file.input.status == .unreadable && file.input.account.lines == 0)
  }

  @Test(
    "what is no record is unread, with the place of the first",
    arguments: [
      "plain words", "}", "{", "[1]", "\"cut", "{\"status\":200", "{\"a\":1}", "42", "nil",
      #"{"time":"2025-04-08T15:30:00Z","status":200}{"time":"2025-04-08T15:30:00Z","status":500}"#,
      #"{"time":"2025-04-08T15:30:00Z","status":200} behind"#,
      #"{"time":"2025-04-08T15:30:00Z","status":200,"resBody":"cut"#,
      #"10.0.0.1 - - [08/Apr/2025:15:02:11 +0000] "GET / HTTP/1.1" 200"#,
      #"10.0.0.1 - - [32/Apr/2025:15:02:11 +0000] "GET / HTTP/1.1" 200 5"#,
      "\u{1}\u{2}binary\u{FFFD}", "Common labels", "1744125600123", "15:30:00 words",
    ])
  func unread(line: String) throws {
    let reading = try Reading(lines: Self.good, line, Self.good)
    #expect(reading.records.map(\.line) == [1, 3] && reading.input.account.unread == 1)
    let warning = reading.warning(.unreadLines) ?? reading.warning(.noTimestamp)
    #expect(warning?.line == 2 && warning?.byteOffset == Self.good.utf8.count + 1)
  }

  @Test(
    "moments in every form that loggers write",
    arguments: [
      ("1744125600", "2025-04-08T15:20:00Z"), ("1744125600123", "2025-04-08T15:20:00.123Z"),
      ("1744125600123456", "2025-04-08T15:20:00.123456Z"),
      ("1744125600123456789", "2025-04-08T15:20:00.123456789Z"),
      ("1744125600123000000", "2025-04-08T15:20:00.123Z"),
      ("1744125600.5", "2025-04-08T15:20:00.500Z"),
      ("\"1744125600123\"", "2025-04-08T15:20:00.123Z"),
      ("\"2025-04-08T15:20:00+02:00\"", "2025-04-08T13:20:00Z"),
      ("\"2025-04-08 15:20:00,123\"", "2025-04-08T15:20:00.123Z"),
      ("null", ""), ("\"soon\"", ""), ("7", ""), ("-1", ""), ("true", ""), ("{}", ""),
      ("1e400", ""), ("99999999999999999999", ""), ("\"0001-01-01T00:00:00Z\"", ""),
    ])
  func times(value: String, stamp: String) throws {
    let reading = try Reading(lines: #"{"ts":\#(value),"message":"m"}"#)
    #expect(reading.records.map(\.time.rfc3339) == (stamp.isEmpty ? [] : [stamp]))
    #expect(reading.count(of: .noTimestamp) == (stamp.isEmpty ? 1 : 0))
  }

  @Test("of several times the better name wins, of equal keys the last")
  func keys() throws {
    let read = try record(
      #"{"t":1744125601000,"time":"2025-04-08T15:20:02Z","@timestamp":"2025-04-08T15:20:03Z","#
        + #""date":"2025-04-08T15:20:04Z","status":500,"statusCode":200,"path":"/a","#
        + #""statusCode":404,"path":"/b"}"#)
    #expect(read?.time.rfc3339 == "2025-04-08T15:20:03Z")
    #expect(read?.status == 404 && read?.operation == "/b")
  }

  @Test(
    "a time without a zone is read as told, else as UTC, and that is said",
    arguments: [
      #"{"asctime":"2025-04-08 09:05:09,123","message":"m"}"#,
      "2025-04-08 09:05:09.123\t{\"message\":\"m\"}",
    ])
  func zones(line: String) throws {
    let assumed = try Reading(lines: line, line)
    #expect(assumed.records.first?.time.rfc3339 == "2025-04-08T09:05:09.123Z")
    #expect(assumed.count(of: .zoneAssumed) == 1)
    #expect(assumed.input.zone == .init(name: "UTC", basis: .assumed))
    let zone = ZoneRules(name: "Etc/Mountain", offset: -6 * 3600, abbreviation: "MDT")
    let told = try Reading(lines: line, options: ParseOptions(zone: zone))
    #expect(told.records.first?.time.rfc3339 == "2025-04-08T15:05:09.123Z")
    #expect(told.input.warnings.isEmpty)
    #expect(told.input.zone == .init(name: "Etc/Mountain", basis: .option))
  }

  @Test(
    "how statuses are written, and what they mean",
    arguments: [
      ("200", 200, Outcome.success), ("\"204\"", 204, .success), ("301", 301, .success),
      ("500.0", 500, .failure), ("599", 599, .failure), ("401", 401, .rejected),
      ("404", 404, .rejected), ("429", 429, .rejected), ("\"shipped\"", 0, .unknown),
      ("600", 0, .unknown), ("99", 0, .unknown), ("-200", 0, .unknown), ("null", 0, .unknown),
      ("1e400", 0, .unknown), ("18446744073709551616", 0, .unknown), ("[200]", 0, .unknown),
      ("true", 0, .unknown), ("200.5", 0, .unknown),
    ])
  func statuses(value: String, status: Int, outcome: Outcome) throws {
    let read = try record(
      #"{"time":"2025-04-08T15:20:00Z","path":"/a","status":\#(value)}"#)
    #expect(read?.status == status && read?.outcome == outcome && read?.kind == .request)
  }

  @Test(
    "numbers that JSON does not know make a line lenient, not lost",
    arguments: [
      "-", "1.", ".5", "+1", "0x10", "***", "undefined", "'text'",
    ])
  func badNumbers(value: String) throws {
    let reading = try Reading(
      lines: #"{"time":"2025-04-08T15:20:00Z","x":\#(value),"path":"/a","status":500}"#)
    #expect(try reading.only.status == 500 && reading.only.operation == "/a")
    #expect(reading.count(of: .lenientJSON) == 1 && reading.warning(.lenientJSON)?.line == 1)
    // A line in which nothing says what happened stays unread.
    #expect(
      try Reading(lines: #"{"time":"2025-04-08T15:20:00Z","x":\#(value)}"#).records.isEmpty)
  }

  @Test("nesting of any depth ends no program", arguments: ["[", "{\"a\":"])
  func depth(opener: String) throws {
    let closer = opener == "[" ? "]" : "}"
    let deep = String(repeating: opener, count: 100_000)
    let whole = deep + (opener == "[" ? "" : "1") + String(repeating: closer, count: 100_000)
    let line = #"{"time":"2025-04-08T15:20:00Z","path":"/","status":500,"reqBody":\#(whole)}"#
    #expect(try record(line)?.status == 500)
    let reading = try Reading(lines: line, deep, Self.good)
    #expect(reading.records.count == 2 && reading.input.account.unread == 1)
  }

  @Test(
    "lines that are nearly JSON take time in proportion to their length",
    arguments: [
      ("{\"a\":", "}"), ("{\"req\":{\"x\":", "]}"), ("{\"a\":[", "}"), (",\"a\":\"", "}"),
      ("{\"a\" :  ", "***}"), ("\",\"", "}"), ("\\\"", "}"), ("{,", "}"),
    ])
  func hostile(piece: String, end: String) throws {
    let line = "{" + String(repeating: piece, count: 900_000 / piece.utf8.count) + end
    var reading: Reading?
    let spent = try ContinuousClock().measure { reading = try Reading(lines: line, Self.good) }
    #expect(reading?.records.map(\.line) == [2] && spent < .seconds(20))
  }

  @Test("JSON strings, escapes and bad UTF-8 are read as far as they go")
  func strings() throws {
    let bare = try Reading(lines: #""a bare string""#, "1744125600123\t\"SELECT 1\"")
    #expect(bare.records.map(\.kind) == [.message] && bare.count(of: .noTimestamp) == 1)
    var bytes = Array(
      #"{"time":"2025-04-08T15:20:00Z","path":"/a","status":500,"message":"no "#.utf8)
    bytes += [0xFF, 0x01] + Array("\u{2028} here\"}\n".utf8)
    let read = try Reading(bytes).only
    #expect(read.signs == "500|no \u{FFFD} \u{2028} here|")
  }

  @Test("a separator inside a key does not make another signature part")
  func separators() throws {
    let read = try record(
      #"{"time":"2025-04-08T15:20:00Z","path":"/a","status":500,"resBody":{"a"#
        + "\u{1F}b\":1,\"message\":\"c\u{1F}d\"}}")
    #expect(read?.signs == "500|c d|{a_b,message}")
  }
}
