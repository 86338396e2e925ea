import Redaction
import Testing

@Suite("A secret known by its shape")
struct ShapeTests {
  private let redactor = Redactor()

  @Test("is hidden wherever it stands")
  func keys() {
    for secret in Fakes.shaped {
      for (before, after) in [
        ("saw ", " there"), ("\"", "\""), ("x='", "',"), ("a\\n", "\\nb"), ("?q%3D", "&b"),
        ("", ""),
      ] {
        let result = redactor.redact(before + secret + after)
        #expect(result.text == before + "[redacted]" + after)
        #expect(result.counts.total == 1)
      }
    }
  }

  @Test("is hidden as a web token, whole or cut, and counted as one under any name")
  func webTokens() {
    let jwt = Fakes.jwt
    #expect(redactor.redact("got \(jwt), ok").text == "got [redacted], ok")
    #expect(redactor.redact(#"{"token":"\#(jwt)"}"#).counts[.jwt] == 1)
    #expect(redactor.redact("h=\(jwt)").counts[.jwt] == 1)
    for length in 9..<jwt.count {
      #expect(redactor.redact("got " + jwt.prefix(length)).text == "got [redacted]")
    }
    for line in ["eyeJacket.blue.large", "ey.you.there", "see eyes.example.com/a.b"] {
      #expect(redactor.redact(line).text == line)
    }
  }

  @Test("is hidden after its scheme, and the words of a sentence are not")
  func schemes() {
    let secret = Fakes.opaque
    for (line, wanted) in [
      ("sent Bearer \(secret) to", "sent Bearer [redacted] to"),
      ("h=bearer%20\(secret)&a=1", "h=bearer%20[redacted]&a=1"),
      ("['Basic \(secret)==']", "['Basic [redacted]']"),
    ] {
      #expect(redactor.redact(line).text == wanted)
    }
    for line in [
      "the bearer of bad news", "Bearer token missing", "basic understanding", "Basic Auth",
      #"WWW-Authenticate: Bearer realm="pizza", error="invalid_token""#,
      "bearer authentication required", "Basic plan",
    ] {
      #expect(redactor.redact(line).text == line)
    }
  }

  @Test("is hidden as a PEM block through its end or the end of its field")
  func blocks() {
    let dashes = "-----"
    let head = dashes + "BEGIN FAKE PRIVATE KEY" + dashes
    let tail = dashes + "END FAKE PRIVATE KEY" + dashes
    let body = "\n" + Fakes.key + "\n" + Fakes.opaque + "\n"
    #expect(redactor.redact("a " + head + body + tail + " b").text == "a [redacted] b")
    let field = #"{"data":"\#(encoded(head + body + tail, depth: 1))","n":1}"#
    #expect(redactor.redact(field).text == #"{"data":"[redacted]","n":1}"#)
    let cut = #"{"data":"\#(encoded(head + body, depth: 1))","n":1}"#
    #expect(redactor.redact(cut).text == #"{"data":"[redacted]","n":1}"#)
    let certificate = dashes + "BEGIN CERTIFICATE" + dashes + " MII"
    #expect(redactor.redact(certificate).text == certificate)
  }

  @Test("is hidden as a card number, in groups or not")
  func cards() {
    let card = Fakes.card
    let groups = stride(from: 0, to: 16, by: 4).map { String(card.dropFirst($0).prefix(4)) }
    for text in [card, groups.joined(separator: " "), groups.joined(separator: "-")] {
      let result = redactor.redact("paid with \(text), thanks")
      #expect(result.text == "paid with [redacted], thanks")
      #expect(result.counts[.card] == 1)
    }
    for line in [
      "order " + card.dropLast() + "2", "orderId=" + card, #"{"requestTime": \#(card)}"#,
      "x" + card, card + "0000", "1." + card,
    ] {
      #expect(redactor.redact(line).text == line)
    }
  }

  @Test("is hidden as an e-mail address, unless addresses are kept")
  func addresses() {
    let mail = Fakes.mail
    for (before, after) in [
      ("from ", " today"), ("<", ">"), (#"{\"email\":\""#, #"\"}"#), (#"a\n"#, "\\n"), ("", "."),
      ("?a%3D", "&b=1"),
    ] {
      let result = redactor.redact(before + mail + after)
      #expect(result.text == before + "[email]" + after)
      #expect(result.counts[.email] == 1)
    }
    let parameter = "?mail=" + mail.replacing("@", with: "%40")
    #expect(redactor.redact(parameter).text == "?mail=[email]")
    let keeping = Redactor(RedactionRules(keep: [.ip, .email]))
    #expect(keeping.redact("from " + mail).text == "from " + mail)
  }
}
