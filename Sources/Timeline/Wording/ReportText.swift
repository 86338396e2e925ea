import LogModel

/// A sentence of a report, with what recount says kept apart from what the data say.
///
/// A renderer escapes the parts that come from data in its own way and prints the times in
/// its own zone, so a sentence stays in pieces until then:
///
///     let text: ReportText = [.words("Last "), .code("GET /menu"), .words(" at "), .clock(t)]
///     text.plain(in: .utc, on: t)  // Last GET /menu at 15:24:55
public struct ReportText: Hashable, Sendable, ExpressibleByArrayLiteral {
  /// One part of a sentence.
  public enum Piece: Hashable, Sendable {
    /// recount's own words; they need no escaping.
    case words(String)
    /// Data shown letter by letter: an operation, a version.
    case code(String)
    /// Data within a sentence: what a person wrote, a name.
    case data(String)
    /// Data between quotation marks: a message of a log.
    case quoted(String)
    /// Hours, minutes and seconds.
    case clock(Timestamp)
    /// Hours and minutes, floored.
    case minute(Timestamp)
    /// The date alone.
    case date(Timestamp)
    /// The name of the zone that the text is shown in.
    case zoneName
  }

  /// The parts, in reading order.
  public var pieces: [Piece]

  /// A text of the given parts.
  public init(_ pieces: [Piece]) { self.pieces = pieces }

  /// A text of the given parts.
  public init(arrayLiteral elements: Piece...) { pieces = elements }

  /// One text after the other, with nothing between.
  public static func + (a: ReportText, b: ReportText) -> ReportText {
    ReportText(a.pieces + b.pieces)
  }

  /// The sentence without any markup, for JSON and for a terminal.
  ///
  /// - Parameter day: the day that needs no date; a time on another day carries its own.
  public func plain(in zone: DisplayZone, on day: Timestamp?) -> String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .words(let words): text += words
      case .code(let data), .data(let data): text += data
      case .quoted(let data): text += "\"" + data + "\""
      case .clock(let time): text += zone.clock(time, on: day)
      case .minute(let time): text += zone.minute(time, on: day)
      case .date(let time): text += zone.date(time)
      case .zoneName: text += zone.name
      }
    }
    return text
  }

  /// `a, b and c`, or ``a, b, c and 9 more`` of which only some are named.
  ///
  /// - Parameter rest: what stands behind the number of those that are not named.
  static func list(
    _ items: [ReportText], of all: Int, rest: (Int) -> String = { "\($0) more" }
  ) -> ReportText {
    var text: ReportText = []
    for (index, item) in items.enumerated() {
      let isLast = index == items.count - 1 && all == items.count
      if index > 0 { text = text + [.words(isLast ? " and " : ", ")] }
      text = text + item
    }
    return all > items.count ? text + [.words(" and " + rest(all - items.count))] : text
  }

  /// The text with more words before its full stop.
  public func beforeFullStop(_ more: ReportText) -> ReportText {
    var copy = self
    if case .words(let words)? = copy.pieces.last, words.hasSuffix(".") {
      copy.pieces[copy.pieces.count - 1] = .words(String(words.dropLast()))
    }
    return copy + more + [.words(".")]
  }
}

/// Data cut to a length that a row can hold; cut after redaction, so no half secret remains.
enum Shortened {
  static func message(_ text: String) -> String { cut(text, to: 200) }
  static func note(_ text: String) -> String { cut(text, to: 400) }
  static func operation(_ text: String) -> String { cut(text, to: 120) }
  static func name(_ text: String) -> String { cut(text, to: 80) }

  private static func cut(_ text: String, to length: Int) -> String {
    let scalars = text.unicodeScalars
    let kept = scalars.prefix(length)
    return kept.endIndex == scalars.endIndex ? text : String(kept) + "…"
  }
}
