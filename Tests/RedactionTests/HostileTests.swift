import Redaction
import Testing

@Suite("A hostile line")
struct HostileTests {
  private static let pieces = [
    "password", "token", "key", "=", ":", "\"", "'", "\\", "%", "25", "22", "3D", "@", ".", "ey",
    "eyJ", "Bearer ", "/support/", "/report/", "://", "u0022", "{", "}", "[", "]", ",", ";", "&",
    "?", "<", ">", "--", "-----BEGIN ", "x", "Q7", "redacted", "[redacted]", " ", "\n",
    Fakes.opaque, Fakes.jwt, Fakes.mail, "authorization", "cookie", "pin",
    "123456", "null", "code", "%2F", "\\/", "Basic ", "</", "name", "\u{1B}",
    "4111111111111111", "com", "é", "$2b$10$", "value", "*", "#", "sk_live_", "https", "amp;",
  ]

  /// Chains that would be read again from each of their links by a careless rule: the test
  /// would not end in its time if that grew with the square of the length.
  @Test(
    "is read in one pass, however long it is",
    .timeLimit(.minutes(10)),
    arguments: [
      "a", "\\", "\"", "'", "=", ":", "%", "%25", "%3D", "@", "a@", "@a.", "a.b@c.d", "-", "--",
      "code=", "key=aB1cD2eF3!", "key=\"", "pass:", "token=", "token:[]", "token:[,", "token: ",
      "password=\"", "password='", "pwd=/", "sig=SIG", "ey-", "eyJ", "ey.", "eyJa.", "sk-", "SG.",
      "glc_", "ghp_", "pypi-", "Bearer+", "Bearer+x=\"", "basic+", "Bearer ", "://", "://a:b",
      "%3A%2F%2F", "http://a%3A%2F%2F", "/support/", "/support/a", "/support/a/report/", "/token/",
      "/webhooks/", "<token>", "<token>a", "$2b$10$", "-----BEGIN A", "--token ", "4111 ", "4111-",
      "1234567890123456 ", "{\"key\":\"password\",", "\\\"token\\\":", "\\u0022", "&amp;", "[", "{",
      "cookie=a; ", "a,", "password=a,b", "\u{1B}[31m", "é@", "name:\"token\"", "token=\\",
    ])
  func isLinear(link: String) {
    let line = String(repeating: link, count: 200_000 / link.utf8.count)
    let redactor = Redactor()
    var values = SecretValues()
    let result = redactor.redact(line, collecting: &values)
    #expect(!result.text.isEmpty)
    _ = values.mask(line)
  }

  /// As above, where what stands at the end shows that none of it was a value.
  @Test(
    "is read in one pass to its end",
    .timeLimit(.minutes(10)),
    arguments: [
      ":pin>", "a:%2F%2F", "'-u", "'-ua:/", "'-p", "--pin=%22,", "password(", "the password is (",
    ])
  func isLinearToItsEnd(link: String) {
    let line = String(repeating: link, count: 400_000 / link.utf8.count) + " ."
    #expect(!Redactor().redact(line).text.isEmpty)
  }

  @Test("of JSON stays JSON, whatever its strings hold")
  func randomJSON() {
    var numbers = Numbers(13)
    let redactor = Redactor()
    for round in 0..<20_000 {
      let line = Self.value(depth: 0, &numbers)
      let result = redactor.redact(line)
      #expect(JSONCheck.accepts(line), "round \(round): \(line)")
      #expect(JSONCheck.accepts(result.text), "round \(round): \(line)")
    }
  }

  private static func value(depth: Int, _ numbers: inout Numbers) -> String {
    switch numbers.below(depth > 3 ? 4 : 8) {
    case 0: return String(numbers.below(1_000_000))
    case 1: return ["true", "null", "1.5e3", "-2"][numbers.below(4)]
    case 2, 3: return string(text(&numbers, upTo: 14))
    case 4: return string(value(depth: depth + 1, &numbers))
    case 5:
      return "["
        + (0..<numbers.below(4)).map { _ in value(depth: depth + 1, &numbers) }
        .joined(separator: ",") + "]"
    default:
      return "{"
        + (0..<numbers.below(5)).map { _ in
          string(text(&numbers, upTo: 4)) + (numbers.below(3) == 0 ? " : " : ":")
            + value(depth: depth + 1, &numbers)
        }.joined(separator: ", ") + "}"
    }
  }

  private static func string(_ content: String) -> String {
    "\"" + encoded(content, depth: 1).replacing("\u{1B}", with: "\\u001b") + "\""
  }

  private static func text(_ numbers: inout Numbers, upTo count: Int) -> String {
    (0..<numbers.below(count)).map { _ in pieces[numbers.below(pieces.count)] }.joined()
  }

  @Test("of a megabyte is redacted whole")
  func longLine() {
    let record = #"{"path":"/api/auth","token":"%","n":"#.replacing("%", with: Fakes.opaque)
    let line = (0..<18_000).map { record + "\($0)}" }.joined(separator: ",")
    let result = Redactor().redact(line)
    #expect(line.utf8.count > 1_000_000)
    #expect(result.counts[.token] == 18_000)
    #expect(!result.text.contains(Fakes.opaque))
  }

  @Test("of any bytes neither stops the program nor changes when redacted again")
  func anyBytes() {
    var numbers = Numbers(12)
    let redactor = Redactor()
    for round in 0..<20_000 {
      let line = Self.text(&numbers, upTo: 24)
      let once = redactor.redact(line)
      let twice = redactor.redact(once.text)
      #expect(twice.text == once.text, "round \(round): \(line)")
    }
    for _ in 0..<2000 {
      let bytes = (0..<numbers.below(64)).map { _ in UInt8(truncatingIfNeeded: numbers.next() >> 20)
      }
      _ = bytes.withUnsafeBytes { redactor.redact(bytes: $0) }
    }
  }
}
