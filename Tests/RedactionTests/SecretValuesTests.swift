import Redaction
import Testing

@Suite("A value known as a secret from elsewhere")
struct SecretValuesTests {
  private func collected(_ lines: [String], capacity: Int = 65_536) -> SecretValues {
    var values = SecretValues(capacity: capacity)
    for line in lines { _ = Redactor().redact(line, collecting: &values) }
    return values
  }

  @Test("is masked by its letters in other texts, whatever stands around it")
  func masks() {
    let secret = Fakes.opaque
    let values = collected(["{\"apiKey\":\"\(secret)\"}", "token=\(Fakes.code) x"])
    let result = values.mask("pre\(secret)post and /x/\(Fakes.code)?a, \(secret)")
    #expect(result.text == "pre[redacted]post and /x/[redacted]?a, [redacted]")
    #expect(result.counts[.value] == 3)
    #expect(values.mask(result.text) == RedactedText(text: result.text))
    #expect(values.mask("nothing of it").counts.isEmpty)
  }

  @Test("is found in the spelling of its sender too")
  func spellings() {
    let values = collected(["GET /a?token=" + percentEncoded("FAKE+not/real=9")])
    #expect(values.mask("sent FAKE+not/real=9 on").text == "sent [redacted] on")
  }

  @Test("is found as the signature of a web token that was kept apart")
  func signatures() {
    let values = collected(["{\"token\":\"\(Fakes.jwt)\"}", "saw \(Fakes.jwt)"])
    let signature = Fakes.jwt.split(separator: ".").last.map(String.init) ?? ""
    #expect(values.mask("params: ['\(signature)', 1]").text == "params: ['[redacted]', 1]")
  }

  @Test("is no value that is short, masked, a name of a field, or a word of a sentence")
  func leavesCommonWords() {
    let values = collected([
      "pin=1234567", "password=*********", "password=password", "token: connection lost",
      "token=undefined", "password=[redacted]", "/api/support/:vendorToken/report/:fixCode",
    ])
    #expect(values.isEmpty)
    let word = collected(["password=administrator"])
    #expect(word.mask("administrators and administrator").text == "administrators and [redacted]")
  }

  @Test("is the same set whatever the order of texts, also past its capacity")
  func isOrderFree() {
    let lines = (0..<300).map { "token=\(Fakes.random($0))" }
    let text = (0..<300).map { Fakes.random($0) }.joined(separator: " ")
    let forward = collected(lines, capacity: 50)
    let backward = collected(lines.reversed(), capacity: 50)
    var joined = collected(Array(lines.prefix(120)), capacity: 50)
    joined.formUnion(collected(Array(lines.dropFirst(120)), capacity: 50))
    #expect(forward.count == 50)
    #expect(forward.mask(text) == backward.mask(text))
    #expect(forward.mask(text) == joined.mask(text))
    #expect(forward.mask(text).counts[.value] == 50)
    #expect(collected(lines).mask(text).counts[.value] == 300)
  }

  @Test("is masked to its end when it is longer than what is kept of it")
  func longValues() {
    let secret = Fakes.random(5, count: 300)
    let values = collected(["{\"session\":\"\(secret)\"}"])
    #expect(values.mask("a \(secret) b").text == "a [redacted] b")
  }
}

@Suite("Counts")
struct RedactionCountsTests {
  @Test("add up by kind and are listed by name")
  func add() {
    var one = RedactionCounts()
    one.add(.urlKey, count: 2)
    one.add(.jwt)
    one.add(.email, count: 0)
    var other = RedactionCounts()
    other.add(.urlKey)
    let sum = one + other
    #expect(sum.sorted.map(\.kind) == ["jwt", "url-key"])
    #expect(sum.sorted.map(\.count) == [1, 3])
    #expect(sum == other + one)
    #expect(sum.total == 4)
    #expect(sum[.email] == 0)
  }
}
