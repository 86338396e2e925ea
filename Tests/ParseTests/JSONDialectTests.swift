import LogModel
import Scan
import Testing

@testable import Parse

/// What is read as JSON, what in spite of not being any, and what is not read.
@Suite struct JSONDialectTests {
  private static func line(_ members: String) -> String {
    #"{"time":"2025-03-12T10:00:05Z","path":"/a","status":500,\#(members)}"#
  }

  @Test(
    "numbers that are none, a comma too many and two objects are bad lines",
    arguments: [
      #""x":NaN"#, #""x":-NaN"#, #""x":Infinity"#, #""x":-Infinity"#, #""x":01"#, #""x":-00"#,
      #""x":1,"#, #""x":1}{"a":1"#, #""x":1} {"a":1"#, #""x":[1,]} "#, #""x":1 , "#,
    ])
  func badLines(members: String) throws {
    // Inside of containers that are passed over, commas are not looked at.
    guard !members.contains("[") else { return }
    let reading = try Reading(lines: Self.line(members))
    #expect(reading.records.isEmpty && reading.count(of: .unreadLines) == 1, "\(members)")
  }

  @Test(
    "what is unusual and JSON",
    arguments: [
      #""x":1e400"#, #""x":18446744073709551616"#, #""x":-0"#, #""x":0"#, #""x":0.5"#,
      #""x":"NaN""#, #""x":"a,}""#, #""x":"\ud800 \udc00 \uZZZZ""#, #""":1"#, #""x":{}"#,
      #""x":[[],{}]"#, #""x":"01""#, #""latency":1e400"#, #""level":18446744073709551616"#,
      #""user":1e999"#, #""duration_ms":99999999999999999999999999"#,
    ])
  func goodLines(members: String) throws {
    let reading = try Reading(lines: Self.line(members))
    #expect(try reading.only.status == 500 && reading.count(of: .lenientJSON) == 0)
  }

  @Test("a control byte inside a string is read, and counted as lenient")
  func controls() throws {
    for control in ["\u{1}", "\t", "\u{1B}[31m", "\u{0}"] {
      let reading = try Reading(lines: Self.line(#""message":"a\#(control)b""#))
      #expect(try reading.only.status == 500)
      #expect(reading.count(of: .lenientJSON) == 1, "\(control.debugDescription)")
    }
    // Between values a tab is white space.
    let spaced = try Reading(lines: Self.line("\t\"x\":\t1\t"))
    #expect(spaced.records.count == 1 && spaced.count(of: .lenientJSON) == 0)
  }

  @Test("keys with escapes are what they stand for; the last of equal keys counts")
  func keys() throws {
    let escaped = #"{"ti\u006de":"2025-03-12T10:00:05Z","\u0070ath":"/a","sta\u0074us":500}"#
    #expect(try record(escaped)?.status == 500 && record(escaped)?.operation == "/a")
    #expect(try record(Self.line(#""status":404"#))?.status == 404)
    #expect(try record(Self.line(#""sta\u0074us":404"#))?.status == 404)
    #expect(try record(Self.line(#""stat\us":404"#))?.status == 500)
  }

  @Test("nesting of any depth is passed in proportion to its length", arguments: [400, 100_000])
  func depth(levels: Int) throws {
    for key in ["x", "fields", "req", "user", "http", "error", "log", "record"] {
      for (open, close) in [("[", "]"), (#"{"fields":"#, "}"), (#"{"req":"#, "}")] {
        let count = min(levels, 1_000_000 / (open.utf8.count + 2))
        let value =
          String(repeating: open, count: count) + (open == "[" ? "" : "1")
          + String(repeating: close, count: count)
        // In time that grows faster than the length, this would not end.
        #expect(try record(Self.line(#""\#(key)":\#(value)"#))?.status == 500)
      }
    }
  }

  @Test("a line of many members is read like any other")
  func manyMembers() throws {
    let many = (0..<20_000).map { #""k\#($0)":\#($0)"# }.joined(separator: ",")
    #expect(try record(Self.line(many))?.status == 500)
    let same = Array(repeating: #""user":"k""#, count: 5000).joined(separator: ",")
    #expect(try record(Self.line(same))?.identity == .user)
  }

  @Test("times that stand for nothing leave the place to another")
  func emptyTimes() throws {
    for none in ["0", "-1", "null", #""""#, #""1970-01-01T00:00:00Z""#, #""0001-01-01T00:00:00Z""#]
    {
      let line = #"{"@timestamp":\#(none),"t":"2025-03-12T10:00:05Z","path":"/a","status":500}"#
      #expect(try record(line)?.time.rfc3339 == "2025-03-12T10:00:05Z", "\(none)")
      let alone = try Reading(lines: #"{"@timestamp":\#(none),"path":"/a","status":500}"#)
      // A clock that was never set is told from no clock at all.
      let code: InputWarning.Code = none.contains("1970") ? .timeOutOfRange : .noTimestamp
      #expect(alone.records.isEmpty && alone.count(of: code) == 1, "\(none)")
    }
  }
}
