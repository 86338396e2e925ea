import Testing

@testable import Scan

@Suite struct JSONTextTests {
  private func unescape(_ text: String) -> String {
    var out: [UInt8] = []
    Array(text.utf8).withUnsafeBytes { JSONText.unescape($0, into: &out) }
    return String(decoding: out, as: UTF8.self)
  }

  @Test(
    "escapes become what they stand for",
    arguments: [
      ("", ""), ("plain é", "plain é"), (#"a\nb\tc\rd\be\ff"#, "a\nb\tc\rd\u{8}e\u{C}f"),
      (#"\"\\\/"#, "\"\\/"), (#"\u0041\u00e9\u20AC"#, "Aé€"), (#"\uD83C\uDF55!"#, "🍕!"),
      (#"\u0000"#, "\0"), (#"\x41\'"#, "x41'"), (#"\\n"#, #"\n"#),
    ])
  func escapes(text: String, plain: String) { #expect(unescape(text) == plain) }

  @Test(
    "what is no escape is repaired or left out",
    arguments: [
      (#"a\"#, "a"), (#"\u"#, "\u{FFFD}"), (#"\u12"#, "\u{FFFD}12"), (#"\uZZZZ"#, "\u{FFFD}ZZZZ"),
      (#"\uD83C"#, "\u{FFFD}"), (#"\uD83Cx"#, "\u{FFFD}x"), (#"\uDF55"#, "\u{FFFD}"),
      (#"\uD83C\u0041"#, "\u{FFFD}A"), (#"\uD83C\uD83C\uDF55"#, "\u{FFFD}🍕"),
      (#"\uD83C\uDF5"#, "\u{FFFD}\u{FFFD}DF5"), (#"\uD83C\"#, "\u{FFFD}"),
    ])
  func repairs(text: String, plain: String) { #expect(unescape(text) == plain) }

  @Test("bytes that are no text pass unchanged, behind what is there already")
  func bytes() {
    var out: [UInt8] = [1]
    let bytes: [UInt8] = [0xFF, 0x5C, 0x6E, 0xC3]
    bytes.withUnsafeBytes { JSONText.unescape($0, into: &out) }
    #expect(out == [1, 0xFF, 0x0A, 0xC3])
  }

  @Test("a text of any length is that of its pieces, one behind the other")
  func pieces() {
    let pieces: [(String, String)] = [
      ("a", "a"), ("0123456789abcdef", "0123456789abcdef"), (#"\n"#, "\n"), (#"\""#, "\""),
      (#"\\"#, "\\"), (#"\u00e9"#, "é"), (#"\ud83c\udf55"#, "🍕"), (#"\uZ"#, "\u{FFFD}Z"),
      ("é", "é"), ("  ", "  "),
    ]
    for first in pieces {
      for second in pieces {
        for count in 0..<24 {
          let text = String(repeating: first.0, count: count) + second.0
          let plain = String(repeating: first.1, count: count) + second.1
          #expect(unescape(text) == plain, "\(text)")
        }
      }
    }
  }
}
