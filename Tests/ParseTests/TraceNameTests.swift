import Ingest
import LogModel
import Testing

@testable import Parse

/// What records call their request: the names under which it stands, and its forms.
@Suite struct TraceNameTests {
  private static let head =
    #""time":"2025-04-08T10:00:00Z","method":"GET","path":"/a","status":200"#
  private static let id = "4bf92f3577b34da6a3ce929d0e0e4736"

  /// One a record; `nil` where it names none.
  private func traces(_ lines: [String]) throws -> [UInt64?] {
    let file = try TemporaryFile(
      Array(lines.map { $0 + "\n" }.joined().utf8), name: "service.log")
    var traces: [UInt64?] = []
    let parser = StreamParser(
      stream: try DecodedStream(path: file.path), rules: .standard, options: ParseOptions()
    ) { batch in
      let named = Dictionary(uniqueKeysWithValues: batch.traces.map { ($0.record, $0.trace) })
      traces += batch.records.indices.map { named[$0] }
    }
    _ = parser.run()
    return traces
  }

  private func json(_ members: String) -> String { "{\(Self.head),\(members)}" }

  @Test(
    "one request has one hash, whatever its key and its form",
    arguments: [
      #""traceId":"\#(id)""#, #""TraceID":"\#(id)""#, #""trace":{"id":"\#(id)"}"#,
      #""trace.id":"\#(id)","span_id":"00f067aa0ba902b7""#, #""ctx":{"trace_id":"\#(id)"}"#,
      #""request_id":"\#(id)""#, #""X-Request-ID":"\#(id)""#, #""correlationId":"\#(id)""#,
      #""trace_id":"\#(id.uppercased())""#, #""requestId":"x","trace_id":"\#(id)""#,
      #""trace_id":"4bf92f35-77b3-4da6-a3ce-929d0e0e4736""#,
      #""traceparent":"00-\#(id)-00f067aa0ba902b7-01""#,
      #""logging.googleapis.com/trace":"projects/shop/traces/\#(id)""#,
    ])
  func forms(members: String) throws {
    let found = try traces([json(#""trace_id":"\#(Self.id)""#), json(members)])
    #expect(found.count == 2 && found[0] != nil && found[0] == found[1])
  }

  @Test("logfmt and text name it, too")
  func text() throws {
    let lines = [
      json(#""trace_id":"\#(Self.id)""#),
      "time=2025-04-08T10:00:00Z level=info method=GET path=/a status=200 traceID=\(Self.id)",
      "2025-04-08T10:00:00Z INFO done method=GET path=/a status=200 trace_id=\(Self.id)",
      json(#""trace_id":"\#(Self.id)","n":1"#),
    ]
    #expect(Set(try traces(lines)).count == 1)
  }

  @Test(
    "counters, zeros, stacks and other values are no names",
    arguments: [
      #""request_id":"17""#, #""request_id":1234567"#, #""trace_id":"-""#, #""trace_id":"""#,
      #""trace_id":"00000000000000000000000000000000""#, #""trace_id":"--------------""#,
      #""trace":"Error: no heat at bake (oven.js:12)""#, #""trace_id":null"#,
      #""trace_id":["4bf92f3577b34da6"]"#, #""id":"4bf92f3577b34da6""#,
      #""trace_id":"\#(String(repeating: "a", count: 129))""#,
    ])
  func none(members: String) throws {
    #expect(try traces([json(members)]) == [nil])
  }

  @Test("a name of almost only dashes is read no further than it goes")
  func dashes() throws {
    let dashes = { String(repeating: "-", count: $0) }
    // As long as a traceparent, with dashes where it has them.
    let spread = "4b-f92f3577" + dashes(24) + "-" + dashes(16) + "-01"
    let plain = "4bf92f357701"
    let found = try traces([spread, plain].map { json(#""trace_id":"\#($0)""#) })
    #expect(found.count == 2 && found[0] != nil && found[0] == found[1])
  }

  @Test("a line that is said over and over names its request each time")
  func echoes() throws {
    let line =
      #"{"time":"2025-04-08T10:00:00.000Z","level":"info","path":"/a","method":"GET","#
      + #""status":200,"trace_id":"\#(Self.id)"}"#
    let found = try traces(Array(repeating: line, count: 600))
    #expect(found.count == 600 && Set(found).count == 1 && found[0] != nil)
  }
}
