import LogModel
import Scan
import Testing

@testable import Parse

/// Records whose keys nobody knows, told by what stands in them.
@Suite struct UnknownJSONTests {
  private static func found(_ text: String) -> [String: String] {
    var sample = [String: String]()
    Array(text.utf8).withUnsafeBytes { line in
      var fields = RecordFields()
      guard JSONLines().read(line, into: &fields) else { return }
      UnknownJSON.fill(&fields, from: line)
      sample = JSONFound.told(fields, in: line)
    }
    return sample
  }

  @Test(
    "a time is found by its key and its form",
    arguments: [
      #"{"happenedAt":"2025-03-12T10:00:05Z"}"#, #"{"happened_at":1741773605}"#,
      #"{"x":"2025-03-12T10:00:05Z"}"#, #"{"when":"1741773605"}"#, #"{"logStamp":1741773605}"#,
      #"{"head":{"sentDate":1741773605}}"#, #"{"head":{"x":"Wed Mar 12 10:00:05 UTC 2025"}}"#,
      #"{"x":"2020-01-01T00:00:00Z","at":1741773605}"#,
      #"{"b_time":"2025-03-12T10:00:06Z","a_time":"2025-03-12T10:00:05Z"}"#,
      #"{"uptime":1600000000,"evt_ts":1741773605}"#,
      #"{"in":{"time_of":"2020-01-01T00:00:00Z"},"my_time":"2025-03-12T10:00:05Z"}"#,
    ])
  func times(line: String) { #expect(Self.found(line)["time"] == "2025-03-12T10:00:05Z") }

  @Test(
    "numbers and words that are no time",
    arguments: [
      #"{"uptime":1741773605}"#, #"{"timeout":1741773605}"#, #"{"count":1741773605}"#,
      #"{"at":0}"#, #"{"at":-1}"#, #"{"when":"1970-01-01T00:00:00Z"}"#,
      #"{"when":"0001-01-01T00:00:00Z"}"#, #"{"at":12}"#, #"{"data":1741773605}"#,
      #"{"when":"soon"}"#, #"{"at":9999999999}"#, #"{"in":{"in":{"at":1741773605}}}"#,
      #"{"stats":1741773605}"#, #"{"when":"2025-03-12"}"#, #"{"when":[1741773605]}"#,
    ])
  func noTimes(line: String) { #expect(Self.found(line)["time"] == nil) }

  @Test("level, message, status and latency are found by key and content")
  func others() {
    let line =
      #"{"when":"2025-03-12T10:00:05Z","sev_name":"ERR","errText":"no oven","#
      + #""note":"a much longer text with many blanks","httpResult":503,"callTook_ms":62.5}"#
    #expect(
      Self.found(line) == [
        "time": "2025-03-12T10:00:05Z", "level": "error", "message": "no oven",
        "status": "503", "milliseconds": "62.5", "unit": "milliseconds",
      ])
    #expect(Self.found(#"{"a":"one two three","b":"one two"}"#)["message"] == "one two three")
    #expect(Self.found(#"{"b":"one two","a":"two one"}"#)["message"] == "two one")
    #expect(Self.found(#"{"a":"word","b":7}"#)["message"] == nil)
    #expect(Self.found(#"{"a":"an error"}"#)["level"] == nil)
    #expect(Self.found(#"{"rank":"Warning"}"#)["level"] == "warning")
    #expect(Self.found(#"{"a":500,"zip_code":"84602"}"#)["status"] == nil)
    #expect(Self.found(#"{"callTime":"1.5s"}"#)["milliseconds"] == "1500.0")
    #expect(Self.found(#"{"callTime":15,"items":3,"durations":4}"#)["milliseconds"] == nil)
  }

  @Test("the order of members decides nothing")
  func order() {
    let members = [
      #""b_at":"2025-03-12T10:00:05Z""#, #""a_at":"2025-03-12T10:00:06Z""#,
      #""m1":"some words""#, #""m2":"more words""#, #""x_status":500"#, #""y_status":404"#,
    ]
    let first = Self.found("{\(members.joined(separator: ","))}")
    for shift in 1..<members.count {
      let turned = members[shift...] + members[..<shift]
      #expect(Self.found("{\(turned.joined(separator: ","))}") == first)
      #expect(Self.found("{\(turned.reversed().joined(separator: ","))}") == first)
    }
    #expect(first["time"] == "2025-03-12T10:00:06Z" && first["status"] == "500")
  }

  @Test("a file of unknown records is read, a known key goes before a guess")
  func files() throws {
    let unknown = try Reading(
      lines: #"{"happenedAt":1741773605123,"lvl_txt":"ERROR","what":"the oven is out"}"#)
    #expect(try unknown.only.time.rfc3339 == "2025-03-12T10:00:05.123Z")
    #expect(try unknown.only.severity == .error)
    let half = try Reading(
      lines: #"{"happenedAt":1741773605123,"level":"warn","msg":"m","path":"/a","status":500}"#)
    #expect(try half.only.time.rfc3339 == "2025-03-12T10:00:05.123Z")
    #expect(try half.only.status == 500 && half.only.severity == .warning)
    let known = try Reading(
      lines: #"{"time":"2025-03-12T10:00:05Z","a_time":"2020-01-01T00:00:00Z","msg":"m"}"#)
    #expect(try known.only.time.rfc3339 == "2025-03-12T10:00:05Z")
    let none = try Reading(lines: #"{"a":1}"#)
    #expect(none.records.isEmpty && none.count(of: .noTimestamp) == 1)
  }
}
