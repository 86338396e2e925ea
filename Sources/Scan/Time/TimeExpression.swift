import LogModel

/// A moment as a person types it after `--since`, `--until` or `--now`.
public struct TimeExpression: Hashable, Sendable {
  private enum Form: Hashable, Sendable {
    case written(HandwrittenTime)
    case date(CivilTime)
    /// Midnight, so many days from the day of now.
    case day(Int64, at: HandwrittenTime?)
    /// Nanoseconds from now.
    case relative(Int64)
    case epoch(Timestamp)
  }

  /// The forms that are read, for help and errors.
  public static let forms = """
    2025-04-08T15:02:11Z, '2025-04-08 15:02', 2025-04-08, 15:02, today, yesterday, now, -2h, \
    '2h ago', +5min or @1744124531
    """

  public let text: String
  private let form: Form

  /// A time of day alone, such as `15:02`: which day it means is for the reader to find out.
  public var clock: HandwrittenTime? {
    guard case .written(let time) = form, time.date == nil else { return nil }
    return time
  }

  /// Whether it names its date, and does not count from now.
  public var isDated: Bool {
    switch form {
    case .written, .date, .epoch: clock == nil
    case .day, .relative: false
    }
  }

  /// Throws ``ExpressionError`` if `text` has none of the ``forms``.
  public init(_ text: String) throws(ExpressionError) {
    let trimmed = String(decoding: Array(text.utf8).trimmingBlanks(), as: UTF8.self)
    guard let form = Self.form(of: trimmed) else {
      throw ExpressionError(text: text, wanted: "time", forms: Self.forms)
    }
    self.text = text
    self.form = form
  }

  /// The moment that is meant.
  ///
  /// - Parameters:
  ///   - now: what relative forms and `today` count from.
  ///   - referenceDate: the date of a clock without one, such as `15:02`.
  ///   - zone: whose clock and midnight are meant where no zone was typed.
  ///
  /// Throws ``ExpressionError`` for a moment that no log can hold.
  public func resolve(
    relativeTo now: Timestamp, referenceDate: CivilTime, zone: ZoneRules
  ) throws(ExpressionError) -> Timestamp {
    guard let moment = moment(now, referenceDate, zone) else {
      throw ExpressionError(text: text, wanted: "time", forms: Self.forms)
    }
    return moment
  }

  private func moment(
    _ now: Timestamp, _ referenceDate: CivilTime, _ zone: ZoneRules
  ) -> Timestamp? {
    switch form {
    case .written(let time): return time.timestamp(on: referenceDate, in: zone)
    case .date(let date): return Self.midnight(date, in: zone)
    case .epoch(let moment): return moment
    case .relative(let nanoseconds):
      let (sum, overflow) = now.nanoseconds.addingReportingOverflow(nanoseconds)
      guard !overflow else { return nil }
      return Timestamp(nanoseconds: sum, fractionDigits: Int(now.fractionDigits))
    case .day(let days, let clock):
      let local = now.seconds + Int64(zone.offset(atUTC: now.seconds)) + days * 86_400
      let date = CivilTime(secondsSinceEpoch: local)
      guard let clock else { return Self.midnight(date, in: zone) }
      return clock.timestamp(on: date, in: zone)
    }
  }

  private static func midnight(_ date: CivilTime, in zone: ZoneRules) -> Timestamp? {
    let days = CivilTime.daysSinceEpoch(year: date.year, month: date.month, day: date.day)
    return ParsedTime(seconds: days * 86_400, zone: .missing).timestamp(in: zone)
  }

  private static func form(of text: String) -> Form? {
    let bytes = Array(text.utf8)
    if let time = HandwrittenTime(text) { return .written(time) }
    if let date = HandwrittenTime.date(bytes) { return .date(date) }
    switch bytes.first {
    case UInt8(ascii: "@"):
      return bytes.dropFirst().withUnsafeBytes { EpochText.parse($0) }.map { .epoch($0) }
    case UInt8(ascii: "-"): return relative(text.dropFirst(), sign: -1)
    case UInt8(ascii: "+"): return relative(text.dropFirst(), sign: 1)
    default: break
    }
    if text == "now" { return .relative(0) }
    if text.hasSuffix(" ago") { return relative(text.dropLast(4), sign: -1) }
    let words = text.split(separator: " ", maxSplits: 1)
    guard let first = words.first else { return nil }
    let days: [Substring: Int64] = ["today": 0, "yesterday": -1]
    guard let day = days[first] else { return nil }
    guard words.count == 2 else { return .day(day, at: nil) }
    guard let clock = HandwrittenTime(String(words[1])), clock.date == nil else { return nil }
    return .day(day, at: clock)
  }

  private static func relative(_ text: Substring, sign: Int64) -> Form? {
    guard let length = try? DurationExpression(String(text)) else { return nil }
    return .relative(sign * length.nanoseconds)
  }
}
