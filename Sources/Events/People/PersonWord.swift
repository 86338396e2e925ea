/// A run of letters and digits in a text.
struct PersonWord {
  var range: Range<String.UnicodeScalarView.Index>
  var small: String
  var isCapitalised: Bool

  static func words(in text: String) -> [PersonWord] {
    let scalars = text.unicodeScalars
    var words: [PersonWord] = []
    var at = scalars.startIndex
    while at < scalars.endIndex {
      guard isPart(scalars[at]) else {
        at = scalars.index(after: at)
        continue
      }
      var end = at
      while end < scalars.endIndex, isPart(scalars[end]) { end = scalars.index(after: end) }
      words.append(
        PersonWord(
          range: at..<end, small: String(scalars[at..<end]).lowercased(),
          isCapitalised: scalars[at].properties.isUppercase))
      at = end
    }
    return words
  }

  /// Letters, their marks, and digits.
  static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return (0x30...0x39).contains(scalar.value) || (0x41...0x5A).contains(scalar.value & 0xDF)
    }
    return scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
  }
}
