import LogModel
import Parse
import Scan

/// What `--since` and `--until` ask for, before the logs tell which day a time of day means.
///
/// The one rule of all commands: a time of day without a date is of today, if any input has a
/// record of today; else of the last day of the logs for which the window holds a record. Beside
/// a time with a date it is the first such time after that one, or the last before it. Of two
/// times of day the second may lie behind midnight.
struct WindowRequest: Sendable {
  /// One side of the window.
  enum Bound: Sendable {
    case moment(Timestamp, isDated: Bool)
    case clock(HandwrittenTime)
  }

  let since: Bound?
  let until: Bound?
  let zone: ZoneRules
  /// The day of now, as ``zone`` counts it, in days since 1970.
  let today: Int64

  init(since: Bound?, until: Bound?, zone: ZoneRules, now: Timestamp) {
    self.since = since
    self.until = until
    self.zone = zone
    today = Self.day(of: now, in: zone)
  }

  private init(_ other: WindowRequest) {
    since = nil
    until = nil
    zone = other.zone
    today = other.today
  }

  /// The same without a window.
  var unbounded: WindowRequest { WindowRequest(self) }

  /// Whether the window depends on nothing that the logs tell.
  var isFixed: Bool {
    if case .clock? = since { return false }
    if case .clock? = until { return false }
    return true
  }

  var isEmpty: Bool { since == nil && until == nil }

  /// Since when records are wanted, where that needs no log to be known.
  var statedSince: Timestamp? {
    guard case .moment(let moment, _)? = since else { return nil }
    return moment
  }

  // MARK: Days

  /// The window with times of day taken as of one day, in days since 1970.
  func window(on day: Int64) -> ReportWindow {
    switch (since, until) {
    case (.clock(let from), .clock(let to)):
      let window = ReportWindow(since: moment(from, on: day), until: moment(to, on: day))
      // A night: 23:30 to 00:30.
      return window.isEmpty && window.since != window.until
        ? ReportWindow(since: window.since, until: moment(to, on: day + 1)) : window
    case (.moment(let from, isDated: true), .clock(let to)):
      let day = Self.day(of: from, in: zone)
      let sameDay = moment(to, on: day)
      return ReportWindow(
        since: from, until: sameDay.map { $0 > from } ?? true ? sameDay : moment(to, on: day + 1))
    case (.clock(let from), .moment(let to, isDated: true)):
      let day = Self.day(of: to, in: zone)
      let sameDay = moment(from, on: day)
      return ReportWindow(
        since: sameDay.map { $0 < to } ?? true ? sameDay : moment(from, on: day - 1), until: to)
    default:
      return ReportWindow(since: moment(since, on: day), until: moment(until, on: day))
    }
  }

  /// The window that is meant, of logs that span `span`.
  ///
  /// - Parameter holdsRecord: whether any input has a record in a window.
  func window(
    in span: TimeRange?, isToday: Bool, holdsRecord: (ReportWindow) -> Bool
  ) -> ReportWindow {
    guard !isFixed, let span else { return window(on: today) }
    let first = Self.day(of: span.from, in: zone)
    let last = Self.day(of: span.to, in: zone)
    if isToday {
      // A night may have begun yesterday.
      let candidates = [window(on: today), window(on: today - 1)].filter { window in
        window.until.map { Self.day(of: $0, in: zone) >= today } ?? true
      }
      return candidates.first { $0.touches(span.from, span.to) && holdsRecord($0) }
        ?? window(on: today)
    }
    var day = last
    // A night may have begun the day before the logs do.
    while day >= (isOfClocks ? first - 1 : first), last - day < Self.daysLookedAt {
      let window = window(on: day)
      if !window.isEmpty, window.touches(span.from, span.to), holdsRecord(window) {
        return window
      }
      day -= 1
    }
    return window(on: last)
  }

  private var isOfClocks: Bool {
    guard case .clock? = since, case .clock? = until else { return false }
    return true
  }

  /// Days of a log that are tried, from its last: stamps far off may span centuries.
  private static let daysLookedAt: Int64 = 4000

  /// The day of a moment, in days since 1970, as the zone's clocks show it.
  static func day(of time: Timestamp, in zone: ZoneRules) -> Int64 {
    (time.seconds + Int64(zone.offset(atUTC: time.seconds))).flooredDivision(by: 86_400)
  }

  private func moment(_ bound: Bound?, on day: Int64) -> Timestamp? {
    switch bound {
    case nil: nil
    case .moment(let moment, _): moment
    case .clock(let clock): moment(clock, on: day)
    }
  }

  private func moment(_ clock: HandwrittenTime, on day: Int64) -> Timestamp? {
    clock.timestamp(on: CivilTime(secondsSinceEpoch: day &* 86_400), in: zone)
  }

  // MARK: Counting before the day is known

  /// The stretches by which records are to be counted; `nil` where no window is asked for.
  var bounds: StretchCounts.Bounds? {
    guard !isEmpty else { return nil }
    if isFixed {
      let fixed = window(on: today)
      return { Self.stretch(of: $0, between: [fixed.since, fixed.until]) }
    }
    return { nanoseconds in
      let day = Self.day(of: Timestamp(nanoseconds: nanoseconds), in: zone)
      let windows = (day - 2...day + 2).map(window)
      return Self.stretch(of: nanoseconds, between: windows.flatMap { [$0.since, $0.until] })
    }
  }

  private static func stretch(
    of nanoseconds: Int64, between bounds: [Timestamp?]
  ) -> Range<Int64> {
    var from = Int64.min
    var to = Int64.max
    for bound in bounds.compactMap({ $0?.nanoseconds }) {
      if bound <= nanoseconds { from = max(from, bound) } else { to = min(to, bound) }
    }
    return from..<to
  }
}

/// The stretch of time that is reported: `since` is part of it, `until` is not.
struct ReportWindow: Sendable, Hashable {
  /// `nil` where all that is earlier is wanted, too.
  var since: Timestamp?
  /// `nil` where all that is later is wanted, too.
  var until: Timestamp?

  /// Whether a moment, in nanoseconds since 1970, lies in it.
  func holds(_ nanoseconds: Int64) -> Bool {
    if let since, nanoseconds < since.nanoseconds { return false }
    if let until, nanoseconds >= until.nanoseconds { return false }
    return true
  }

  /// Whether any part of a stretch lies in it.
  func touches(_ from: Timestamp, _ to: Timestamp) -> Bool {
    since.map { to >= $0 } ?? true && until.map { from < $0 } ?? true
  }

  /// Whether it ends before it has begun.
  var isEmpty: Bool {
    guard let since, let until else { return false }
    return since >= until
  }
}
