import LogModel

extension LineTemplate {
  private static let longestNumber = 20
  /// Names of numbers that stand behind no key, by their place among what is masked.
  private static let places: [StaticString] = [
    "#1", "#2", "#3", "#4", "#5", "#6", "#7", "#8",
  ]

  /// Calls `take` with the name and the digits of each number among what is masked: of
  /// `depth=12` the key, else which of the masked words it is.
  static func forEachNumber(
    of text: UnsafeRawBufferPointer, hasEscapes: Bool,
    _ take: (_ name: UnsafeRawBufferPointer, _ number: UnsafeRawBufferPointer) -> Void
  ) {
    var place = 0
    forEachWord(of: text, hasEscapes) { word, form, _ in
      switch form {
      case .plain: return
      case .valued(let count):
        guard let number = number(in: UnsafeRawBufferPointer(rebasing: word[count...])) else {
          return
        }
        take(UnsafeRawBufferPointer(rebasing: word[..<(count &- 1)]), number)
      case .masked:
        place &+= 1
        guard place <= places.count, let number = number(in: word) else { return }
        let name = places[place &- 1]
        take(UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount), number)
      }
    }
  }

  /// The digits of a word that is one number, with a sign, a point or a unit: `-3`, `0.82`,
  /// `12ms`, `(48,211)`. Stamps, addresses and ids are none.
  private static func number(in word: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    var start = 0
    var end = word.count
    while start < end, [0x28, 0x5B, 0x22, 0x27].contains(word[start]) { start += 1 }
    let first = start
    if start < end, word[start] == 0x2D || word[start] == 0x2B { start += 1 }
    guard start < end, word[start] &- 0x30 < 10, end - start <= longestNumber else { return nil }
    var points = 0
    var at = start
    while at < end, word[at] &- 0x30 < 10 || word[at] == 0x2E || word[at] == 0x2C {
      if word[at] == 0x2E { points += 1 }
      at += 1
    }
    end = at
    while end > start, word[end - 1] == 0x2E || word[end - 1] == 0x2C { end -= 1 }
    // What follows may be a unit and closing marks.
    var letters = 0
    while at < word.count {
      let byte = word[at]
      if (byte | 0x20) &- 0x61 < 26 || byte >= 0x80 {
        letters += 1
      } else if ![0x25, 0x29, 0x5D, 0x2C, 0x2E, 0x3B, 0x3A, 0x22, 0x27, 0x2F].contains(byte) {
        return nil
      }
      at += 1
    }
    guard points <= 2, letters <= 5 else { return nil }
    return UnsafeRawBufferPointer(rebasing: word[first..<end])
  }
}
