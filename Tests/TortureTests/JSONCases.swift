import TestSupport

extension TortureCase {
  /// One odd line between good ones.
  private static func odd(
    _ name: String, _ line: @escaping @autoclosure @Sendable () -> String, isRecord: Bool,
    codes: Set<String> = []
  ) -> TortureCase {
    TortureCase(
      "JSON: " + name,
      bytes: { Array((goodLines(200) + line() + "\n" + goodLines(3, from: 300)).utf8) },
      records: isRecord ? 204 : 203, unread: isRecord ? 0 : 1,
      codes: codes.union(isRecord ? [] : ["unread-lines"]))
  }

  private static let head = #"{"time":"2025-03-02T10:30:00Z","level":"info","#

  static let json: [TortureCase] = [
    odd(
      "four hundred levels",
      head + #""a":"# + String(repeating: "[", count: 400) + String(repeating: "]", count: 400)
        + "}", isRecord: true),
    odd(
      "a hundred thousand open brackets",
      head + #""a":"# + String(repeating: "[", count: 100_000), isRecord: false),
    odd(
      "a hundred thousand levels",
      head + #""a":"# + String(repeating: "[", count: 100_000)
        + String(repeating: "]", count: 100_000) + "}", isRecord: true),
    odd(
      "duplicate keys", head + #""statusCode":500,"path":"/x","statusCode":200}"#, isRecord: true),
    odd("keys with escapes", head + #""m\u0073g":"hello"}"#, isRecord: true),
    odd("1e400", head + #""n":1e400,"duration_ms":1e400}"#, isRecord: true),
    odd(
      "2^64 as a status", head + #""statusCode":18446744073709551616,"path":"/x"}"#, isRecord: true),
    odd("a status in words", head + #""status":"shipped"}"#, isRecord: true),
    odd("a status as text", head + #""status":"200","path":"/x"}"#, isRecord: true),
    odd("a status that is null", head + #""statusCode":null,"path":"/x"}"#, isRecord: true),
    odd("a lone surrogate", head + #""message":"\ud800 and \udc00"}"#, isRecord: true),
    odd(
      "a raw tab in a string", head + "\"message\":\"a\tb\"}", isRecord: true,
      codes: ["lenient-json"]),
    odd("NaN", head + #""n":NaN}"#, isRecord: false),
    odd("a leading zero", head + #""n":01}"#, isRecord: false),
    odd("a trailing comma", head + #""n":1,}"#, isRecord: false),
    odd("two objects on a line", good(400) + good(401), isRecord: false),
    odd("text behind the object", good(400) + " ok", isRecord: false),
    odd("a cut object", String(good(400).dropLast(9)), isRecord: false),
    odd("an array", "[1,2,3]", isRecord: false),
    odd("a number", "42", isRecord: false),
    odd("an empty object", "{}", isRecord: false, codes: ["no-timestamp"]),
    odd(
      "ten thousand keys",
      head + (0..<10_000).map { "\"k\($0)\":\($0)" }.joined(separator: ",") + "}", isRecord: true),
    odd(
      "a body inside a body inside a body",
      head
        + #""path":"/x","statusCode":200,"resBody":"{\"a\":\"{\\\"b\\\":\\\"{}\\\"}\"}"}"#,
      isRecord: true),
    odd(
      "a body a hundred thousand levels deep",
      head + #""path":"/x","statusCode":500,"resBody":""#
        + String(repeating: "[", count: 100_000) + "\"}", isRecord: true),
    TortureCase(
      "JSON: pretty-printed objects, one after another",
      bytes: {
        Array(
          (0..<5).map {
            """
            {
              "time": "2025-03-02T10:00:0\($0)Z",
              "level": "info",
              "message": "hello"
            }

            """
          }.joined().utf8)
      }, records: 5, unread: 0),
  ]
}
