extension PeopleMask {
  /// A line of a file with a stand-in where it names somebody, also in letters that JSON spells
  /// by their code: `Bj\u00f6rn`.
  public func masked(line: String) -> String {
    masked(line.contains("\\u") ? Self.spelledOut(line) : line)
  }

  /// Letters as letters; what JSON must escape stays escaped.
  private static func spelledOut(_ line: String) -> String {
    var text = String.UnicodeScalarView()
    var rest = line.unicodeScalars[...]
    while let first = rest.first {
      if first == "\\", rest.dropFirst().first == "\\" {
        text.append(contentsOf: rest.prefix(2))
        rest = rest.dropFirst(2)
        continue
      }
      let digits = rest.dropFirst(2).prefix(4)
      if first == "\\", rest.dropFirst().first == "u", digits.count == 4,
        let code = UInt32(String(digits), radix: 16), let scalar = Unicode.Scalar(code),
        PersonWord.isPart(scalar) || scalar == "@" || scalar == " "
      {
        text.append(scalar)
        rest = rest.dropFirst(6)
        continue
      }
      text.append(first)
      rest = rest.dropFirst()
    }
    return String(text)
  }
}
