/// Secrets that look like secrets to a redactor and like fakes to a person.
enum FakeSecrets {
  private static let alphabet = [UInt8](
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
  private static let hexadecimal = [UInt8]("0123456789abcdef".utf8)

  /// Adds a token of three parts whose payload begins with FAKE.
  static func putToken(into text: inout [UInt8], _ generator: inout SeededGenerator) {
    text.put("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.FAKE")
    putLetters(80, into: &text, &generator)
    text.append(0x2E)
    putLetters(43, into: &text, &generator)
  }

  /// `FAKE` and `count` hexadecimal digits: the form of a vendor's key.
  static func key(_ count: Int, _ generator: inout SeededGenerator) -> String {
    var text = [UInt8]("FAKE".utf8)
    for _ in 0..<count { text.append(hexadecimal[generator.below(16)]) }
    return text.asText
  }

  private static func putLetters(
    _ count: Int, into text: inout [UInt8], _ generator: inout SeededGenerator
  ) {
    var bits: UInt64 = 0
    for position in 0..<count {
      if position % 10 == 0 { bits = generator.next() }
      text.append(alphabet[Int(bits & 63)])
      bits &>>= 6
    }
  }
}
