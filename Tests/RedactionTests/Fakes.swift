/// Secrets that are none, put together at run time, so that no line here holds a literal that
/// a secret scanner would take for a live one.
enum Fakes {
  /// Letters and digits that look drawn at random, and say what they are.
  static func random(_ seed: Int, count: Int = 24) -> String {
    var numbers = Numbers(UInt64(seed))
    let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789")
    let tail = (0..<max(0, count - 8)).map { _ in letters[numbers.below(letters.count)] }
    return "FAKE" + String(tail) + "n0T4"
  }

  static let password = ["NOT", "real", "-pass", "w0rd"].joined()
  static let key = random(1, count: 32)
  static let code = random(2, count: 20)
  static let opaque = random(3)
  static let jwt = [
    "ey" + "JhbGciOiJGQUtFIn0", "ey" + "JzdWIiOiJOT1RSRUFMIn0", "FAKE" + "sig-NOT_real0123456",
  ].joined(separator: ".")
  static let card = ["4111", "1111", "1111", "1111"].joined()
  static let mail = ["diner.fake", "example.com"].joined(separator: "@")

  /// Kinds of keys known by their beginning.
  static let shaped: [String] = [
    "AK" + "IA" + "FAKENOTREAL23456", "gh" + "p_" + "FAKENOTREALfakenotreal0123456789abcd",
    "github" + "_pat_" + "11FAKENOTREAL0abcdefghij_klmnop", "gl" + "pat-" + "FAKENOTREAL-fake0123",
    "xox" + "b-" + "123456789012-FAKENOTREAL", "sk" + "_live_" + "FAKENOTREAL0123456789abcd",
    "wh" + "sec_" + "FAKENOTREAL0123456789", "AI" + "za" + "FAKENOTREAL0123456789abcdefghijklmno",
    "npm" + "_" + "FAKENOTREALfakenotreal0123456789abcd",
    "S" + "G." + "FAKENOTREAL012345678.FAKENOTREAL0123456789abcdefghi",
    "glsa" + "_" + "FAKENOTREAL0123456789abcdefghijkl",
    "pypi" + "-" + "FAKENOTREAL0123456789abcdefghijklmnop",
    "sk" + "-proj-" + "FAKENOTREAL0123456789abcdef",
    "$2" + "b$10$" + "FAKENOTREALfakenotreal.0123456789/abcdefghijklmnopqr",
  ]
}

/// A small generator with a seed: the same numbers on every machine.
struct Numbers {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }

  mutating func below(_ bound: Int) -> Int { Int(next() >> 33) % bound }
}

/// A text as it stands in a JSON string, encoded once or more; depth 0 leaves it.
func encoded(_ text: String, depth: Int) -> String {
  guard depth > 0 else { return text }
  var inner = ""
  for character in encoded(text, depth: depth - 1).unicodeScalars {
    switch character {
    case "\"": inner += "\\\""
    case "\\": inner += "\\\\"
    case "\n": inner += "\\n"
    default: inner.unicodeScalars.append(character)
    }
  }
  return inner
}

/// A text as it stands in an address.
func percentEncoded(_ text: String) -> String {
  text.utf8.map { byte in
    let character = Character(Unicode.Scalar(byte))
    if character.isLetter || character.isNumber || "-._~".contains(character) {
      return String(character)
    }
    let digits = String(byte, radix: 16, uppercase: true)
    return "%" + (digits.count == 1 ? "0" : "") + digits
  }.joined()
}
