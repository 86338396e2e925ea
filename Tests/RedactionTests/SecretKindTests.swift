import Redaction
import Testing

@Suite("A secret of any kind")
struct SecretKindTests {
  /// What must not be in an output: the secret in the spellings that carriers give it.
  private static func spellings(_ secret: String) -> [String] {
    let once = percentEncoded(secret)
    return [
      secret, encoded(secret, depth: 1), once, percentEncoded(once),
    ]
      + (0..<3).map { shift in
        // The middle of it as base64 has it at each of three places.
        String(
          SecretCarriers.base64(String(repeating: " ", count: shift) + secret).dropFirst(4)
            .prefix(12))
      }
  }

  @Test("is not in the output, whatever it stands in", arguments: SecretCarriers.all.map(\.name))
  func kinds(carrier: String) throws {
    let wrap = try #require(SecretCarriers.all.first { $0.name == carrier }).wrap
    let redactor = Redactor()
    #expect(SecretKinds.all.count >= 100)
    for kind in SecretKinds.all {
      let line = wrap(kind.line)
      let result = redactor.redact(line)
      let leaks = Self.spellings(kind.secret).contains { result.text.contains($0) }
      #expect(!leaks, "\(kind.name) in \(carrier): \(result.text)")
      #expect(redactor.redact(result.text) == RedactedText(text: result.text), "\(kind.name)")
    }
  }

  @Test("is not in the output, whatever is around it and wherever the line is cut after it")
  func surroundings() {
    var numbers = Numbers(23)
    let noise = Array("ab9 _-.:;,=&?/\\\"'{}[]()<>@#$!*\té")
    let redactor = Redactor()
    for round in 0..<1500 {
      let kind = SecretKinds.all[numbers.below(SecretKinds.all.count)]
      let carrier = SecretCarriers.all[numbers.below(4)]
      let around = String((0..<numbers.below(12)).map { _ in noise[numbers.below(noise.count)] })
      let line = around + " " + carrier.wrap(kind.line)
      let result = redactor.redact(line + " " + around)
      #expect(!result.text.contains(kind.secret), "round \(round): \(result.text)")
      #expect(redactor.redact(result.text).text == result.text, "round \(round): \(line)")
    }
  }

  @Test("is known by its letters elsewhere, decoded too")
  func values() {
    let secret = Fakes.opaque
    for line in [
      "password is \(secret)", "mysql -p\(secret) x", "GET /reset/\(secret)",
      "data " + SecretCarriers.base64("{\"token\":\"\(secret)\"}"),
      "GET /go?msg=" + percentEncoded("Invalid password '\(secret)'"),
    ] {
      let known = KnownSecrets()
      _ = known.redact(line, by: Redactor())
      #expect(known.masker().mask("saw \(secret) there").text == "saw [redacted] there", "\(line)")
      #expect(known.masker(without: [secret]).mask(secret).text == secret)
    }
    let known = KnownSecrets()
    _ = known.redact("password=production", by: Redactor())
    #expect(known.masker().mask("in production").text == "in production")
  }

  @Test("is hidden in each line of a block of a private key")
  func blocks() {
    let dashes = "-----"
    let long = Fakes.random(41, count: 64)
    let lines = [
      dashes + "BEGIN OPENSSH PRIVATE KEY" + dashes, long, "FAKEnotreal0/" + "AA==",
      dashes + "END OPENSSH PRIVATE KEY" + dashes, "after it",
    ]
    var block = KeyBlock()
    var shown: [String] = []
    for line in lines {
      shown.append(
        block.isOpen && KeyBlock.mayBeInside(line)
          ? Redactor().redactedBlockLine(line).text : Redactor().redact(line).text)
      block.read(line)
    }
    #expect(shown[1...2].allSatisfy { $0 == "[redacted]" })
    #expect(shown[4] == "after it" && !block.isOpen)
    // By itself, too, a line of the length that all tools write.
    #expect(Redactor().redact("stderr F " + long).text == "stderr F [redacted]")
  }

  @Test("takes time in proportion to the text")
  func isLinear() {
    for link in ["password is+", "password \"a\"b ", "ABSK/", "/reset/aB1", "a%20", "pass pass:"] {
      let line = String(repeating: link, count: 20_000 / link.utf8.count)
      let ratio = (0..<5).map { _ in Self.seconds(line + line) / Self.seconds(line) }.min() ?? 0
      #expect(ratio <= 2.3, "\(link)")
    }
  }

  private static func seconds(_ line: String) -> Double {
    let clock = ContinuousClock()
    let taken = clock.measure { _ = Redactor().redact(line) }
    return Double(taken.components.seconds) + Double(taken.components.attoseconds) * 1e-18
  }
}

@Suite("The name of a file")
struct ShownPathTests {
  @Test("loses its secrets alone, and keeps its endings")
  func names() {
    let secret = Fakes.opaque
    for (path, wanted) in [
      ("logs/token=\(secret).log.gz", "logs/token=[redacted].log.gz"),
      ("a/\(Fakes.shaped[1])/b.log", "a/[redacted]/b.log"),
      ("x.tgz!password=\(secret).txt", "x.tgz!password=[redacted].txt"),
    ] {
      #expect(ShownPath.text(path) == wanted)
      #expect(ShownPath.text(wanted) == wanted)
    }
    for path in [
      "logs/service.log.gz", "token/refresh-2025-04-08.log", "reset/9fceb02d0ae598e95dc970.log",
      "ann@example.com.log", "app-7d9c6b8f5d-x2v9q.log", "-", "/var/log/secret-service.log",
    ] {
      #expect(ShownPath.text(path) == path)
    }
  }
}
