import LogModel
import Scan

/// A line from a person's memory: `~15:20 Ann: looked at the dashboard`.
///
/// First the time, with `~` before it for "about"; then, if wanted and in any order, a kind and
/// a name, each with a colon behind it; the rest is the text.
public struct NoteText: Sendable {
  var time: HandwrittenTime
  var isApproximate: Bool
  var kind: EventKind
  var who: String?
  var text: String
  /// Kind and name were read out of the text.
  private var isTold = false

  /// The row of a note typed at the command line.
  ///
  /// - Parameters:
  ///   - index: which note it is, 1-based; the row's line, under the path `--note`.
  ///   - date: the day of a note that gives only a clock.
  ///   - zone: whose clock is meant where the note states no zone.
  ///   - people: notes whom the note names.
  ///   - redact: takes the secrets out of a text.
  ///
  /// Throws ``NoteTextError`` if there is no time at the front or no text after it.
  public static func parse(
    _ text: String, index: Int, date: CivilTime, zone: ZoneRules, people: PeopleBook? = nil,
    redact: (String) -> String
  ) throws(NoteTextError) -> EventRow {
    guard let note = NoteText(text) else { throw .noTime(text) }
    guard !note.text.isEmpty else { throw .noText(text) }
    guard let moment = note.time.timestamp(on: date, in: zone) else { throw .noTime(text) }
    let source = SourceRef(path: "--note", line: index, byteOffset: 0)
    return note.row(at: moment, source: source, people: people, redact: redact)
  }

  /// `nil` if `text` does not begin with a time.
  init?(_ text: String) {
    let (rest, isApproximate) = EventTime.withoutAbout(text)
    self.isApproximate = isApproximate
    guard let (time, behind) = Self.time(in: rest) else { return nil }
    self.time = time
    var words = Self.withoutDash(behind)
    var kind: EventKind?
    var who: String?
    while let (label, behind) = Self.label(of: words) {
      if kind == nil, let named = EventKindWords.kind(label) {
        kind = named
      } else if who == nil, Self.isName(label) {
        who = label
      } else {
        break
      }
      words = behind
    }
    self.kind = kind ?? .note
    self.who = who
    self.text = words
    if kind == nil, let meaning = NoteMeaning(words) {
      self.kind = meaning.kind
      self.who = who ?? meaning.who
      isTold = true
    } else if kind == .engineerNotified, who == nil, Self.isName(words) {
      // `page: Ann`
      self.who = words
    }
  }

  /// The row at a moment that the caller worked out.
  func row(
    at moment: Timestamp, source: SourceRef, people: PeopleBook?, redact: (String) -> String
  ) -> EventRow {
    var row = EventRow(
      time: moment, approximate: isApproximate, kind: kind,
      who: who.map { KeptText.name(redact($0)) }, text: KeptText.text(redact(text)),
      origin: .human, source: source)
    row.isTold = isTold
    if let who { row.person = people?.note(who, kind, at: moment) ?? 0 }
    return row
  }

  /// The longest run of words at the front that is a time, and what stands behind it.
  private static func time(in text: String) -> (HandwrittenTime, rest: String)? {
    let words = text.split(separator: " ", maxSplits: 4, omittingEmptySubsequences: true)
    for count in (1...4).reversed() where count <= words.count {
      var candidate = words.prefix(count).joined(separator: " ")
      if let last = candidate.last, ":,;".contains(last) { candidate.removeLast() }
      guard let time = HandwrittenTime(spoken: candidate) ?? HandwrittenTime(zoned: candidate)
      else { continue }
      return (time, text[words[count - 1].endIndex...].trimmed)
    }
    return nil
  }

  /// A dash between the time and the text is punctuation.
  private static func withoutDash(_ text: String) -> String {
    for dash in ["- ", "– ", "— ", "-> ", "→ ", ": ", "| "] where text.hasPrefix(dash) {
      return text.dropFirst(dash.count).trimmed
    }
    return text
  }

  /// Up to three words before a colon and a blank, and what stands behind them.
  private static func label(of text: String) -> (label: String, rest: String)? {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let label = text[..<colon]
    let behind = text[text.index(after: colon)...]
    guard label.count <= 40, (1...3).contains(label.split(separator: " ").count),
      behind.first.map(\.isWhitespace) ?? true
    else { return nil }
    return (label.trimmed, behind.trimmed)
  }

  /// Whether a label is somebody's name: each word begins with a capital or `@`.
  private static func isName(_ label: String) -> Bool {
    label.split(separator: " ").allSatisfy { word in
      guard let first = word.first, first.isUppercase || first == "@" else { return false }
      return word.allSatisfy { $0.isLetter || $0.isNumber || "@.-_'’".contains($0) }
    }
  }
}

/// A note that recount cannot place; says which forms it reads.
public enum NoteTextError: Error, Hashable, CustomStringConvertible {
  case noTime(String)
  case noText(String)

  public var description: String {
    switch self {
    case .noTime(let note):
      """
      the note '\(note)' does not begin with a time; use 15:20, 15:20:30, '2025-04-08 15:20' or \
      2025-04-08T15:20:30Z, with ~ in front for about
      """
    case .noText(let note):
      "the note '\(note)' says nothing; write what happened after the time"
    }
  }
}
