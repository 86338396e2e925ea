import Redaction
import Testing

@Suite("An address with secrets")
struct AddressTests {
  private let redactor = Redactor()
  private let key = Fakes.key
  private let code = Fakes.code

  @Test("keeps host, path and names of its parameters")
  func query() {
    let line = "open https://factory.example/api/report?apiKey=\(key)&fixCode=\(code)#top now"
    let result = redactor.redact(line)
    #expect(
      result.text
        == "open https://factory.example/api/report?apiKey=[redacted]&fixCode=[redacted]#top now")
    #expect(result.counts.sorted.map(\.kind) == ["url-key"])
    #expect(result.counts[.urlKey] == 2)
  }

  @Test("loses both parts of a report link, in every spelling of its slashes")
  func reportLink() {
    for slash in ["/", "\\/", "%2F", "%252F"] {
      let path = ["", "api", "support", key, "report", code].joined(separator: slash)
      let wanted = path.replacing(key, with: "[redacted]").replacing(code, with: "[redacted]")
      let line = #"{"followLinkToEndChaos":"\#(path)","n":1}"#
      let result = redactor.redact(line)
      #expect(result.text == #"{"followLinkToEndChaos":"\#(wanted)","n":1}"#)
      #expect(result.counts[.urlKey] == 2)
    }
  }

  @Test("loses what a cut left of a report link")
  func cutLink() {
    let link = "https://f.example/api/support/\(key)/report/\(code)"
    for length in stride(from: link.count - 1, to: link.count - 30, by: -1) {
      let text = redactor.redact(String(link.prefix(length))).text
      #expect(!text.contains(key.prefix(8)), "\(text)")
      #expect(!text.contains(code.prefix(4)), "\(text)")
    }
  }

  @Test("loses its parameters when it is a parameter of another")
  func nested() {
    let inner = "https://f.example/r?apiKey=\(key)&fixCode=\(code)&user=bob"
    let once = "GET /go?to=\(percentEncoded(inner))&page=2 200"
    let twice = "GET /go?to=\(percentEncoded(percentEncoded(inner)))&page=2 200"
    for line in [once, twice] {
      let text = redactor.redact(line).text
      #expect(text == line.replacing(key, with: "[redacted]").replacing(code, with: "[redacted]"))
    }
    let json = "/x?filter=" + percentEncoded(#"{"token":"\#(key)","n":1}"#)
    #expect(redactor.redact(json).text == json.replacing(key, with: "[redacted]"))
  }

  @Test("loses its user part and keeps its host")
  func userPart() {
    let word = Fakes.password
    for (line, wanted) in [
      ("redis://:\(word)@cache:6379/0", "redis://[redacted]@cache:6379/0"),
      ("mysql://root:\(word)@db:3306/pizza", "mysql://[redacted]@db:3306/pizza"),
      ("https://\(key)@git.example/a.git", "https://[redacted]@git.example/a.git"),
      ("amqp://a:\(word)@b@mq/x", "amqp://[redacted]@mq/x"),
      ("url=https%3A%2F%2Fa%3A\(word)%40h%2F", "url=https%3A%2F%2F[redacted]%40h%2F"),
      ("dsn=root:\(word)@tcp(db:3306)/pizza", "dsn=root:[redacted]@tcp(db:3306)/pizza"),
      ("http://a:\(word.prefix(6))", "http://[redacted]"),
    ] {
      #expect(redactor.redact(line).text == wanted)
    }
    for line in ["http://localhost:8080", "ssh://git@host/a.git", "at http://h:80: refused"] {
      #expect(redactor.redact(line).text == line)
    }
  }

  @Test("loses a random part after one named as a secret, and hooks of chat systems")
  func paths() {
    #expect(redactor.redact("GET /api/token/\(key)/x").text == "GET /api/token/[redacted]/x")
    #expect(redactor.redact("GET /api/token/refresh").text == "GET /api/token/refresh")
    let hook = "https://hooks.slack.com/services/T0FAKE/B0NOT/" + Fakes.opaque
    #expect(redactor.redact(hook).text == "https://hooks.slack.com/services/[redacted]")
    #expect(redactor.redact("POST /webhooks/stripe").text == "POST /webhooks/stripe")
  }
}
