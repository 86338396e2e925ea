import Scan

/// One line of a timeline in Markdown: a bullet or none, a clock, and what happened.
struct MarkdownRow {
  /// The time as it is written, with its day and zone where it has them.
  private let time: String
  var words: String
  /// The first link of the words.
  private(set) var link: String?
  /// Its clock is set off by signs, or it has a bullet that YAML does not know.
  let isMarked: Bool
  /// It begins like a clock and has none.
  private(set) var isMalformed = false

  /// `nil` for a line that is neither a bullet nor begins with a clock.
  init?(_ line: String) {
    var rest = line[...]
    var bullet: Character?
    if let first = rest.first, "-*+•_".contains(first), rest.dropFirst().first == " " {
      bullet = first
      rest = rest.dropFirst(2)
    }
    let body = rest.trimmed
    let isSetOff = body.first.map { "*_`".contains($0) } ?? false
    let (head, behind) = Self.parted(body)
    let plain = Self.plain(behind)
    words = plain.text
    link = plain.link
    isMarked = isSetOff || bullet.map { $0 != "-" } ?? false
    let isClock = head.contains(":") && head.contains(where: \.isNumber)
    time = isClock ? head : ""
    guard bullet != nil || isClock && NoteText(head + " x") != nil else { return nil }
    if isClock, NoteText(head + " x") == nil, head.first?.isNumber ?? false, head.count <= 12 {
      isMalformed = true
    }
  }

  /// The row in the form of a note; `nil` where it has no time or no words.
  var note: NoteText? {
    guard !time.isEmpty, !words.isEmpty else { return nil }
    var (clock, behind) = (time, words)
    // Of a stretch of time the row is its begin.
    for dash in [" – ", " - ", "–", "-"] {
      let ends = clock.split(separator: dash, maxSplits: 1).map { $0.trimmed }
      guard ends.count == 2, ends[0].contains(":"), ends[1].contains(":"),
        NoteText(ends[0] + " x") != nil, NoteText(ends[1] + " x") != nil
      else { continue }
      clock = ends[0]
      behind += " (until \(ends[1]))"
      break
    }
    return NoteText(clock + " - " + behind)
  }

  /// The clock at the front, without the signs around it, and what stands behind it.
  private static func parted(_ body: String) -> (head: String, behind: String) {
    if let first = body.first, "*_`".contains(first) {
      let mark = body.prefix { $0 == first }
      let inside = body.dropFirst(mark.count)
      if let end = inside.range(of: String(mark)) {
        let clock = inside[..<end.lowerBound].trimmed
        return (withoutColon(clock), withoutDash(inside[end.upperBound...].trimmed))
      }
    }
    // The longest front of up to five words that is a time or a stretch of time.
    let words = body.split(separator: " ", maxSplits: 6)
    for count in (1...5).reversed() where count <= words.count {
      let end = words[count - 1].endIndex
      let front = withoutColon(String(body[..<end]))
      guard isTime(front) else { continue }
      return (front, withoutDash(body[end...].trimmed))
    }
    guard let first = words.first else { return ("", "") }
    return (withoutColon(String(first)), withoutDash(body[first.endIndex...].trimmed))
  }

  private static func isTime(_ front: String) -> Bool {
    let clock = EventTime.withoutAbout(front).rest
    if HandwrittenTime(spoken: clock) != nil { return true }
    for dash in [" – ", " - ", "–", "-"] {
      let ends = clock.split(separator: dash, maxSplits: 1).map { $0.trimmed }
      if ends.count == 2, ends.allSatisfy({ HandwrittenTime(spoken: $0) != nil }) { return true }
    }
    return false
  }

  private static func withoutColon(_ text: String) -> String {
    var text = text
    while let last = text.last, ":,;".contains(last) { text.removeLast() }
    return text
  }

  private static func withoutDash(_ text: String) -> String {
    for mark in ["- ", "– ", "— ", "-> ", "→ ", ": ", "| "] where text.hasPrefix(mark) {
      return text.dropFirst(mark.count).trimmed
    }
    return text
  }

  /// The cells of a table's row.
  static func cells(of line: String) -> [String] {
    var cells = line.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmed }
    if cells.first?.isEmpty ?? false { cells.removeFirst() }
    if cells.last?.isEmpty ?? false { cells.removeLast() }
    return cells
  }

  /// Words without emphasis, of links their words, and the first link.
  static func plain(_ text: String) -> (text: String, link: String?) {
    var plain = ""
    var link: String?
    var rest = text[...]
    while let open = rest.firstIndex(of: "[") {
      let inside = rest[rest.index(after: open)...]
      guard let close = inside.firstIndex(of: "]"),
        inside[inside.index(after: close)...].hasPrefix("("),
        let end = inside[close...].firstIndex(of: ")")
      else {
        plain += rest[...open]
        rest = inside
        continue
      }
      let address = inside[inside.index(close, offsetBy: 2)..<end]
      plain += rest[..<open] + inside[..<close]
      if link == nil { link = String(address) } else { plain += " (\(address))" }
      rest = inside[inside.index(after: end)...]
    }
    plain += rest
    for mark in ["**", "__", "`"] {
      plain = plain.split(separator: mark, omittingEmptySubsequences: false).joined()
    }
    return (plain.trimmed, link)
  }
}
