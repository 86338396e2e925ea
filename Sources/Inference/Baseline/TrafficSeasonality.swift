import ChangePoints
import LogModel

/// How many requests are usual at an hour, by earlier logs, and how much that differs by day.
///
/// An hour of the week speaks for itself where two weeks or more are known of it; else the hour
/// of all workdays, or of all weekend days; else the hour of any day; else all hours alike.
struct TrafficSeasonality: Sendable {
  /// What a rate was taken from, the most specific first.
  enum Scope: Int, Comparable, Sendable {
    case hourOfWeek, kindOfDay, hourOfDay, whole
    static func < (a: Scope, b: Scope) -> Bool { a.rawValue < b.rawValue }
  }

  private static let leastOfWeek = 2
  /// Below so many requests an hour a median is too coarse.
  private static let leastForMedian = 10.0

  /// By hour of the week.
  private let rates: [(perSecond: Double, scope: Scope)]
  let scatter: TrafficDispersion
  /// From its first to its last record.
  let range: TimeRange

  /// - Returns: `nil` where less than an hour is known, or no request came.
  init?(_ history: TrafficHistory, range: TimeRange) {
    let hours = HourlyTraffic(history)
    guard let whole = Self.usual(hours.all), whole > 0 else { return nil }
    let rates = (0..<HistoryHours.inWeek).map { place -> (perSecond: Double, scope: Scope) in
      if hours.ofWeek[place].count >= Self.leastOfWeek, let rate = Self.usual(hours.ofWeek[place]) {
        return (rate, .hourOfWeek)
      }
      if let rate = Self.usual(hours.ofKind[HourlyTraffic.kind(of: place)]) {
        return (rate, .kindOfDay)
      }
      if let rate = Self.usual(hours.ofDay[place % 24]) { return (rate, .hourOfDay) }
      return (whole, .whole)
    }
    self.rates = rates
    self.range = range
    scatter = TrafficDispersion(history, hours)
  }

  private static func usual(_ rates: [Double]) -> Double? {
    guard !rates.isEmpty else { return nil }
    let median = Dispersion.quantile(rates.sorted(), 0.5)
    if rates.count > 2, median * 3600 >= leastForMedian { return median }
    return rates.reduce(0, +) / Double(rates.count)
  }

  /// Requests a second at a moment in seconds since the epoch, between the middles of hours.
  func rate(at moment: Double) -> Double {
    let place = moment / 3600 - 0.5
    let whole = place.rounded(.down)
    guard let hour = Int64(exactly: whole) else { return 0 }
    let (one, next) = (HistoryHours.place(of: hour), HistoryHours.place(of: hour + 1))
    return rates[one].perSecond
      + (rates[next].perSecond - rates[one].perSecond) * (place - whole)
  }

  /// Whether the hours of a stretch are known of such days: a weekend says nothing of workdays.
  func knows(from: Double, to: Double) -> Bool {
    places(from, to).allSatisfy { rates[$0].scope <= .kindOfDay }
  }

  /// What the rates of a stretch were taken from.
  func days(from: Double, to: Double) -> HistoryDays {
    var hours = HistoryHours()
    for place in places(from, to) {
      switch rates[place].scope {
      case .hourOfWeek: hours.add(week: place)
      case .kindOfDay: hours.add(kind: HourlyTraffic.kind(of: place))
      case .hourOfDay: hours.add(day: place % 24)
      case .whole: hours.addWhole()
      }
    }
    return HistoryDays(range: range, hours: hours)
  }

  private func places(_ from: Double, _ to: Double) -> [Int] {
    guard let first = Int64(exactly: (from / 3600).rounded(.down)),
      let last = Int64(exactly: (max(from, to - 1) / 3600).rounded(.down))
    else { return [] }
    return Set((first...min(last, first + 167)).map(HistoryHours.place)).sorted()
  }
}
