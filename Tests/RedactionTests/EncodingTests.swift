import Redaction
import Testing

@Suite("A secret in a log line")
struct EncodingTests {
  /// Bodies with `%` for a secret.
  private static let bodies: [(body: String, secrets: [String])] = [
    (#"{"email":"a","password":"%"}"#, [Fakes.password, Fakes.opaque]),
    (#"{"user":{"id":1},"token":"%"}"#, [Fakes.jwt, Fakes.opaque, Fakes.code]),
    (
      #"{"message":"x","followLinkToEndChaos":"https://f.example/api/support/%/report/%"}"#,
      [Fakes.key]
    ),
    (#"{"reportUrl":"https://f.example/api/report?apiKey=%&fixCode=%"}"#, [Fakes.key, Fakes.code]),
    (#"{"headers":{"authorization":"Bearer %","a":"b"}}"#, [Fakes.jwt, Fakes.opaque]),
    (#"{"msg":"login failed password=% user=bob"}"#, [Fakes.password, Fakes.key]),
    (#"{"msg":"sent % on"}"#, Fakes.shaped + [Fakes.jwt]),
    (#"{"url":"mysql://root:%@db:3306/pizza"}"#, [Fakes.password, Fakes.opaque]),
    (#"{"cookie":["sid=%; Path=/"],"pin":123456}"#, [Fakes.opaque]),
  ]

  @Test("is never in the output of an object inside a field of CSV, encoded or not")
  func doubledQuotes() {
    let redactor = Redactor()
    let row = #"a,"{""user"":""bob"",""password"":""%""}",b"#
    for secret in [Fakes.password, Fakes.opaque] {
      for depth in 0...2 {
        let line = encoded(row.replacing("%", with: secret), depth: depth)
        #expect(!redactor.redact(line).text.contains(secret), "\(line)")
        #expect(redactor.redact(line).text.contains("bob"))
      }
    }
  }

  @Test("is never in the output, however deep its body is encoded")
  func depths() {
    let redactor = Redactor()
    for (body, secrets) in Self.bodies {
      for secret in secrets {
        let plain = redactor.redact(body.replacing("%", with: secret)).text
        #expect(JSONCheck.accepts(plain), "\(plain)")
        for depth in 0...3 {
          let inner = encoded(body.replacing("%", with: secret), depth: depth)
          let line =
            depth == 0 ? inner : "{\"path\":\"/api/order\",\"resBody\":\"\(inner)\",\"n\":1}"
          let result = redactor.redact(line)
          #expect(!result.text.contains(secret), "\(result.text)")
          #expect(JSONCheck.accepts(result.text), "\(result.text)")
          #expect(redactor.redact(result.text) == RedactedText(text: result.text))
          // What is around it stays: the encoded body reads as the body does by itself.
          if !body.contains("pin") {
            #expect(result.text.contains(encoded(plain, depth: depth)), "\(result.text)")
          }
        }
      }
    }
  }

  @Test("is never in the output, whatever stands around it and wherever the line is cut")
  func surroundings() {
    var numbers = Numbers(7)
    let noise = Array("ab9 _-.:;,=&?/\\\"'%{}[]()<>@#$!+*\n\té")
    let redactor = Redactor()
    for round in 0..<4000 {
      let (body, secrets) = Self.bodies[numbers.below(Self.bodies.count)]
      let secret = secrets[numbers.below(secrets.count)]
      let around = (0..<numbers.below(12)).map { _ in noise[numbers.below(noise.count)] }
      let line = encoded(body.replacing("%", with: secret), depth: numbers.below(3))
      // A random end is put after a blank: a letter would belong to the secret.
      let whole = String(around.shuffledBy(&numbers)) + " " + line + " " + String(around)
      let result = redactor.redact(whole)
      #expect(!result.text.contains(secret), "round \(round): \(result.text)")
      let again = redactor.redact(result.text)
      #expect(again.text == result.text, "round \(round): \(whole)")
      #expect(again.counts.isEmpty, "round \(round): \(whole)")
      let cut = redactor.redact(String(whole.prefix(numbers.below(whole.count))))
      #expect(!cut.text.contains(secret.prefix(secret.count - 1)), "round \(round)")
    }
  }

  @Test("leaves nothing of itself where the line was cut in the middle of it")
  func cuts() {
    let redactor = Redactor()
    for (body, secrets) in Self.bodies where !body.contains("sent %") {
      for secret in secrets {
        for depth in 0...2 {
          let line = encoded(body.replacing("%", with: secret), depth: depth)
          guard let place = line.range(ofFirst: secret) else {
            Issue.record("no secret in \(line)")
            continue
          }
          for length in 6..<secret.utf8.count {
            let text = redactor.redact(String(line.prefix(place + length))).text
            #expect(!text.contains(secret.prefix(6)), "\(text)")
          }
        }
      }
    }
  }

  @Test("is hidden in bytes that are no UTF-8, which are repaired")
  func repairs() {
    let bytes = Array("caf".utf8) + [0xE9, 0xFF] + Array(" password=\(Fakes.password)".utf8)
    let result = bytes.withUnsafeBytes { Redactor().redact(bytes: $0) }
    #expect(result.text == "caf\u{FFFD}\u{FFFD} password=[redacted]")
    #expect([UInt8]().withUnsafeBytes { Redactor().redact(bytes: $0) }.text.isEmpty)
  }
}

extension Array {
  fileprivate func shuffledBy(_ numbers: inout Numbers) -> [Element] {
    var copy = self
    for index in copy.indices { copy.swapAt(index, numbers.below(copy.count)) }
    return copy
  }
}

extension String {
  /// The place of the first occurrence, in characters.
  fileprivate func range(ofFirst text: String) -> Int? {
    firstRange(of: text).map { distance(from: startIndex, to: $0.lowerBound) }
  }
}
