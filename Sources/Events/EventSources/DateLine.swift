import Scan

/// A line of a text that gives a day: `2025-04-08`, `Tuesday, April 8th, 2025`, `8 Apr 2025`.
enum DateLine {
  /// The day as `2025-04-08`; `nil` where the line says anything else.
  static func date(_ line: String) -> String? {
    guard line.utf8.count <= 48 else { return nil }
    let words = parts(of: line).filter { !days.contains(String($0.prefix(3))) }
    return words.count <= 3 ? date(in: words, wholly: true) : nil
  }

  /// The first day that a heading or title names.
  static func date(within text: String) -> String? { date(in: parts(of: text), wholly: false) }

  private static func parts(of text: String) -> [String] {
    text.lowercased().split { $0.isWhitespace || ",()[]#*_:|".contains($0) }
      .map(String.init)
  }

  private static func date(in words: [String], wholly: Bool) -> String? {
    for (at, word) in words.enumerated() {
      let iso = String(word.prefix(10).map { $0 == "/" ? "-" : $0 })
      if HandwrittenTime.date(iso.utf8) != nil, !wholly || words.count == 1 && word.count == 10 {
        return iso
      }
      guard let month = months.firstIndex(of: String(word.prefix(3))), word.allSatisfy(\.isLetter)
      else { continue }
      let near = [at - 1, at + 1].first { words.indices.contains($0) && day(words[$0]) != nil }
      guard let near, let day = day(words[near]) else { continue }
      let years = [max(at, near) + 1].filter { words.indices.contains($0) }
      guard let year = years.compactMap({ Int(words[$0]) }).first, (1990...2100).contains(year)
      else { continue }
      let date = "\(year)-\(two(month + 1))-\(two(day))"
      return HandwrittenTime.date(date.utf8) == nil ? nil : date
    }
    return nil
  }

  /// `8`, `8th`.
  private static func day(_ word: String) -> Int? {
    let digits = word.prefix(while: \.isNumber)
    guard let day = Int(digits), (1...31).contains(day),
      ["", "st", "nd", "rd", "th"].contains(word.dropFirst(digits.count))
    else { return nil }
    return day
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
  private static let days: Set<String> = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
}
