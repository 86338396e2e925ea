import Redaction
import Testing

@Suite("A hostile line")
struct HostileTests {
  /// Chains that would be read again from each of their links by a careless rule: the test
  /// would not end in its time if that grew with the square of the length.
  @Test(
    "is read in one pass, however long it is",
    .timeLimit(.minutes(2)),
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
    let pieces = [
      "password", "token", "key", "=", ":", "\"", "'", "\\", "%", "25", "22", "3D", "@", ".", "ey",
      "eyJ", "Bearer ", "/support/", "/report/", "://", "u0022", "{", "}", "[", "]", ",", ";", "&",
      "?", "<", ">", "--", "-----BEGIN ", "x", "Q7", "redacted", "[redacted]", " ", "\n", "\u{1B}",
      "4111111111111111", "com", "é", "$2b$10$", "value", "*", "#", "sk_live_", "https", "amp;",
    ]
    let redactor = Redactor()
    for round in 0..<200_000 {
      let line = (0..<numbers.below(24)).map { _ in pieces[numbers.below(pieces.count)] }.joined()
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
