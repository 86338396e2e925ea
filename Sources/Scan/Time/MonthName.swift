/// Names of months, short or whole: in English, and as loggers write them in the language of their
/// machine.
///
///     Apr   April   april   avr.   Mai   août   März   dez   octubre
enum MonthName {
  /// The month whose name begins at `start`, and where it ends; what follows the name of another
  /// language than English is a mark of a date and a digit.
  static func end(
    _ line: UnsafeRawBufferPointer, at start: Int
  ) -> (number: Int, end: Int)? {
    guard start &+ 3 < line.count else { return nil }
    if let month = ClfTime.month(line, at: start) {
      let rest = line[(start &+ 3)...].prefix(7).prefix { ($0 | 0x20) &- 0x61 < 26 || $0 >= 0x80 }
      if rest.isEmpty, line[start &+ 3] != 0x2E { return (month, start &+ 3) }
      if rest.elementsEqual(LoggerTime.months[month - 1].utf8.dropFirst(3))
        || month == 9 && rest.elementsEqual("t".utf8), rest.endIndex < line.count,
        line[rest.endIndex] != 0x2E
      {
        return (month, rest.endIndex)
      }
    }
    return foreign(line, at: start)
  }

  private static let limit = 12

  private static func foreign(
    _ line: UnsafeRawBufferPointer, at start: Int
  ) -> (number: Int, end: Int)? {
    let word = line[start...].prefix(limit).prefix { ($0 | 0x20) &- 0x61 < 26 || $0 >= 0x80 }
    var end = word.endIndex
    if end < line.count, line[end] == 0x2E { end &+= 1 }
    guard word.count >= 3, end < line.count else { return nil }
    let digit: Int
    switch line[end] {
    case 0x2F, 0x2D: digit = end &+ 1
    case 0x20: digit = LeadingStamp.blanks(line, from: end)
    default: return nil
    }
    guard digit < line.count, line[digit] &- 0x30 < 10 else { return nil }
    let found = names.firstIndex { names in
      names.contains { name in
        name.utf8.count == word.count && zip(word, name.utf8).allSatisfy(isSame)
      }
    }
    return found.map { ($0 &+ 1, end) }
  }

  /// Capitals are those of ASCII, and those that UTF-8 writes behind C3.
  private static func isSame(_ byte: UInt8, _ small: UInt8) -> Bool {
    byte == small || byte | 0x20 == small && (byte &- 0x41 < 26 || byte &- 0x80 < 0x1F)
  }

  /// By their month, in French, German, Spanish, Italian, Portuguese, Dutch and the languages of
  /// Scandinavia; English ones may have a dot behind them.
  private static let names: [[String]] = [
    [
      "jan", "janv", "janvier", "januar", "jän", "jänner", "ene", "enero", "gen", "gennaio",
      "janeiro", "januari",
    ],
    [
      "feb", "févr", "fév", "fevr", "février", "fevrier", "februar", "febrero", "febbraio", "fev",
      "fevereiro", "februari",
    ],
    [
      "mar", "mars", "märz", "mär", "mrz", "marz", "marzo", "março", "marco", "mrt", "maart",
      "marts",
    ],
    ["apr", "avr", "avril", "abr", "abril", "aprile"],
    ["mai", "mayo", "mag", "maggio", "maio", "mei", "maj"],
    ["jun", "juin", "juni", "junio", "giu", "giugno", "junho"],
    ["jul", "juil", "juillet", "juli", "julio", "lug", "luglio", "julho"],
    ["aug", "août", "aout", "ago", "agosto", "augustus", "augusti"],
    ["sep", "sept", "septembre", "septiembre", "set", "settembre", "setembro"],
    ["oct", "octobre", "okt", "oktober", "octubre", "ott", "ottobre", "out", "outubro"],
    ["nov", "novembre", "noviembre", "novembro"],
    [
      "dec", "déc", "décembre", "decembre", "dez", "dezember", "dic", "diciembre", "dicembre",
      "dezembro", "des", "desember",
    ],
  ]
}
