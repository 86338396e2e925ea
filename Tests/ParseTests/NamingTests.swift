import LogModel
import Scan
import Testing

@testable import Parse

@Suite struct NamingTests {
  @Test(
    "a file's stem is its name without endings and rotation marks",
    arguments: [
      ("logs/order-service.log.2.gz", "order-service"), ("service.log", "service"),
      ("service.log.1", "service"), ("service.log-20250408.gz", "service"),
      ("service-20250408.log", "service"), ("service-2025-04-08.log.gz", "service"),
      ("service_20250408T15.jsonl", "service"),
      ("api.example.com.access.log", "api.example.com.access"),
      ("/var/log/nginx/access.log", "access"), ("web.old", "web"), ("SERVICE.LOG.GZ", "SERVICE"),
      ("v2-api.log", "v2-api"), ("log", "log"), (".log", "log"), ("gz", "gz"), ("", "log"),
      ("2025.log", "2025"), ("-", "stdin"), ("a/b/", "b"), ("é-1.log", "é"), ("....", "log"),
      ("data.json.bak", "data"), ("20250408-api.log", "20250408-api"), ("-1.log", "-1"),
    ])
  func stems(path: String, stem: String) { #expect(FileNaming.stem(of: path) == stem) }

  @Test(
    "routes: no query, ids as :id, at most eight parts",
    arguments: [
      ("/api/order", "/api/order"), ("/api/order?x=1", "/api/order"), ("/a#b", "/a"),
      ("/", "/"), ("", "/"), ("//", "/"), ("?x", "/"), ("/a//b/", "/a/b"), ("menu", "/menu"),
      ("/user/42", "/user/:id"), ("/user/4x2", "/user/4x2"), ("/v1/user", "/v1/user"),
      ("/o/550e8400-e29b-41d4-a716-446655440000", "/o/:id"), ("/o/deadbeef", "/o/deadbeef"),
      ("/o/deadbee1", "/o/:id"), ("/u/a@b.example", "/u/:id"),
      ("/t/abcdefghijklmnop", "/t/abcdefghijklmnop"), ("/t/abcdefghijklmno1", "/t/:id"),
      ("https://h.example:443/api/order?k=v", "/api/order"), ("http://h.example", "/"),
      ("/1/2/3/4/5/6/7/8/9/10", "/:id/:id/:id/:id/:id/:id/:id/:id/…"),
      ("/a b\u{7F}\u{1}", "/a_b__"), ("*", "/*"),
    ])
  func routes(path: String, route: String) {
    var out: [UInt8] = []
    Array(path.utf8).withUnsafeBytes { PathTemplate.append($0, to: &out) }
    #expect(String(decoding: out, as: UTF8.self) == route)
  }

  @Test("a route is bounded, whatever the path")
  func boundedRoutes() {
    for path in [String(repeating: "x", count: 9000), String(repeating: "/yyyyyyy", count: 9000)] {
      var out: [UInt8] = []
      Array(path.utf8).withUnsafeBytes { PathTemplate.append($0, to: &out) }
      #expect(out.count <= 8 * 65 + 4)
    }
  }

  @Test(
    "messages that say the same have one template",
    arguments: [
      ("Failed to fulfill order at factory", "Failed to fulfill order at factory"),
      ("order 42 failed", "order # failed"), ("order 43 failed", "order # failed"),
      ("took 12ms: too long", "took #: too long"), ("for a@b.example, sorry", "for #, sorry"),
      ("  many   blanks\t", "many blanks"), ("first\n    at trace", "first"),
      ("a\u{1F}b", "a b"), ("", ""), ("12", "#"), ("é", "é"),
    ])
  func messages(message: String, template: String) {
    #expect(String(decoding: MessageTemplate.mask(message.utf8), as: UTF8.self) == template)
  }

  @Test("a template is bounded, whatever the message")
  func boundedMessages() {
    let words = String(repeating: "word ", count: 1000)
    #expect(MessageTemplate.mask(words.utf8).split(separator: 0x20).count == 24)
    #expect(MessageTemplate.mask(String(repeating: "é", count: 9000).utf8) == [0x23])
    let long = (0..<24).map { _ in String(repeating: "x", count: 40) }.joined(separator: " ")
    #expect(MessageTemplate.mask(long.utf8).count <= MessageTemplate.byteLimit)
  }

  @Test(
    "a record's type says what it is about",
    arguments: [
      ("", RecordType.request), ("http", .request), ("HTTP", .request), ("request", .request),
      ("access", .request), ("error", .message), ("unhandledError", .message),
      ("Exception", .message), ("unhandledExceptions", .message), ("server", .message),
      ("auth", .message), ("authToken", .message), ("log", .message), ("factory", .dependency),
      ("factory-resp", .dependency), ("db", .dependency), ("dbQuery", .dependency),
      ("pizzaFactory", .dependency), ("order", .dependency), ("httpx", .dependency),
    ])
  func types(type: String, meaning: RecordType) {
    #expect(RecordType(Array(type.utf8)) == meaning)
  }

  @Test(
    "durations have their unit in the value or in the key",
    arguments: [
      ("latency", "12", 12.0), ("latency", "\"12ms\"", 12), ("responseTime", "\"1.5 s\"", 1500),
      ("duration", "\"0.039400s\"", 39.4), ("elapsed_ms", "7.25", 7.25),
      ("request_time", "3.004", 3004),
      ("duration", "\"39us\"", 0.039), ("duration", "\"39µs\"", 0.039),
      ("duration", "\"5ns\"", 5e-6),
      ("duration", "\"2m\"", 120_000), ("duration", "12", nil), ("elapsed", "12", nil),
      ("latency", "-1", nil), ("latency", "\"-1ms\"", nil), ("latency", "\"12\"", nil),
      ("latency", "\"fast\"", nil), ("latency", "\"1h2m\"", 3_720_000),
      ("latency", "\"0x10ms\"", nil),
      ("latency", "1e400", nil), ("latency", "null", nil), ("latency", "\"ms\"", nil),
    ] as [(String, String, Double?)])
  func durations(key: String, value: String, milliseconds: Double?) throws {
    let found = JSONFound(#"{"\#(key)":\#(value)}"#).sample["milliseconds"]
    let read = found.flatMap { Double($0) }
    if let milliseconds, let read {
      #expect(abs(read - milliseconds) < 1e-9 * milliseconds)
    } else {
      #expect(read == milliseconds)
    }
  }

  @Test(
    "levels are words in any case, or the numbers of pino",
    arguments: [
      ("\"info\"", Severity.info), ("\"INFO\"", .info), ("\"Information\"", .info),
      ("\"notice\"", .info), ("\"warn\"", .warning), ("\"WARNING\"", .warning), ("\"err\"", .error),
      ("\"Error\"", .error), ("\"fatal\"", .fatal), ("\"critical\"", .fatal), ("\"panic\"", .fatal),
      ("\"alert\"", .fatal), ("\"emerg\"", .fatal), ("\"debug\"", .debug), ("\"trace\"", .trace),
      ("\"INFO+2\"", .info), ("10", .trace), ("20", .debug), ("30", .info), ("35", .info),
      ("40", .warning), ("50", .error), ("60", .fatal), ("3", nil), ("\"x\"", nil), ("\"\"", nil),
      ("null", nil), ("1e400", nil),
    ] as [(String, Severity?)])
  func levels(value: String, level: Severity?) throws {
    let read = try record(
      #"{"time":"2025-04-08T15:20:00Z","path":"/a","status":200,"level":\#(value)}"#)
    #expect(read?.severity == level ?? .unknown)
  }

  private static func letters(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber || $0.isASCII && $0 < " " }
  }

  @Test("every known key means one thing, and is found")
  func keyTable() {
    var seen: Set<String> = []
    for key in FieldKey.allCases {
      for (index, (name, _)) in key.names.enumerated() {
        #expect(seen.insert(name).inserted, "\(name) means two things")
        let match = Array(name.utf8).withUnsafeBytes { FieldKeyTable.standard.match($0) }
        #expect(match?.key == key && match.map { Int($0.index) } == index, "\(name)")
        for other in [name + "x", "x" + name, String(name.dropLast()) + "\u{1}"] {
          // Whatever parts its words: `xrequest_id` is `x_request_id`.
          let known = FieldKey.allCases.contains {
            $0.names.contains { Self.letters($0.name) == Self.letters(other) }
          }
          #expect(known || FieldKeyTable.standard.match(named: other) == nil, "\(other)")
        }
      }
    }
    #expect(FieldKeyTable.standard.match(named: String(repeating: "k", count: 5000)) == nil)
    #expect(FieldKeyTable.standard.match(named: "") == nil)
  }

  @Test("names of formats and envelopes are told apart")
  func catalogues() {
    let names = LogFormats.names + Envelopes.names
    #expect(Set(names).count == names.count && names.allSatisfy { !$0.isEmpty })
  }
}
