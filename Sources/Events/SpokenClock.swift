import Scan

/// A clock of twelve hours as people and chats write it: `3:24 PM`, `11:54:51 a.m.`
enum SpokenClock {
  /// The text with its clock in 24 hours; `nil` where it has none of twelve.
  static func plain(_ text: String) -> String? {
    let small = text.lowercased()
    let marks: [(String, isAfternoon: Bool)] = [
      ("a.m.", false), ("p.m.", true), ("am", false), ("pm", true),
    ]
    for (mark, isAfternoon) in marks {
      guard let at = range(of: mark, in: small) else { continue }
      let before = small[..<at.lowerBound].trimmed
      let behind = small[at.upperBound...].trimmed
      // Of `2025-04-08 3:24` the last word is the clock.
      let words = before.split(separator: " ")
      guard let clock = words.last, let hour = hour(of: clock, isAfternoon) else { return nil }
      let rest = clock.drop { $0 != ":" }
      let time = (hour < 10 ? "0\(hour)" : "\(hour)") + (rest.isEmpty ? ":00" : rest)
      let parts = words.dropLast().map(String.init) + [time, behind.uppercased()]
      return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }
    return nil
  }

  private static func hour(of clock: Substring, _ isAfternoon: Bool) -> Int? {
    guard let hour = Int(clock.prefix { $0 != ":" }), (1...12).contains(hour) else { return nil }
    return hour % 12 + (isAfternoon ? 12 : 0)
  }

  /// Where the mark stands behind a digit or a blank, and before the end or a blank.
  private static func range(of mark: String, in text: String) -> Range<String.Index>? {
    var at = text.startIndex
    while at < text.endIndex {
      let rest = text[at...]
      if rest.hasPrefix(mark), at > text.startIndex {
        let before = text[text.index(before: at)]
        let end = text.index(at, offsetBy: mark.count)
        if before.isNumber || before == " ", end == text.endIndex || text[end] == " " {
          return at..<end
        }
      }
      at = text.index(after: at)
    }
    return nil
  }
}

extension HandwrittenTime {
  /// A time as ``init(_:)`` reads it, or one with a clock of twelve hours.
  init?(spoken text: String) {
    if let time = HandwrittenTime(text) {
      self = time
    } else if let plain = SpokenClock.plain(text), let time = HandwrittenTime(plain) {
      self = time
    } else {
      return nil
    }
  }
}
