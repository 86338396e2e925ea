import ChangePoints
import Glibc
import LogModel

/// Calls and failures of a history, put together by hour of the week, of the day, and by date.
struct HourCounts {
  struct Counts: Sendable {
    var attempts = 0
    var failures = 0
    var ratio: Double { attempts > 0 ? Double(failures) / Double(attempts) : 0 }

    mutating func add(_ other: Counts) {
      attempts += other.attempts
      failures += other.failures
    }
  }

  /// An hour of the week or of the day speaks for itself from so many calls on, or from so many
  /// failures that are expected of it.
  private static let leastInHour = 200
  private static let leastExpected = 5.0
  private static let leastInDay = 100
  /// Calls as if seen before, failing as all of the history does.
  private static let prior = 50.0

  private(set) var all = Counts()
  private var ofWeek = [Counts](repeating: Counts(), count: HistoryHours.inWeek)
  private var ofDay = [Counts](repeating: Counts(), count: 24)
  private var dates: [Int64: Counts] = [:]
  /// What was added, to see how much hours scatter.
  private var samples: [Counts] = []
  /// By hour of the day, the worst of one date.
  private var worst = [Double](repeating: 0, count: 24)
  private static let leastInWorst = 20

  mutating func add(_ counts: Counts, hour: Int64) {
    add(counts, place: HistoryHours.place(of: hour))
    if counts.attempts >= Self.leastInWorst {
      let hour = HistoryHours.place(of: hour) % 24
      worst[hour] = max(worst[hour], counts.ratio)
    }
    dates[hour.flooredDivision(by: 24), default: Counts()].add(counts)
  }

  mutating func add(_ counts: Counts, place: Int) {
    all.add(counts)
    samples.append(counts)
    ofWeek[place].add(counts)
    ofDay[place % 24].add(counts)
  }

  private func speaks(_ counts: Counts) -> Bool {
    counts.attempts >= Self.leastInHour
      || Double(counts.attempts) * all.ratio >= Self.leastExpected
  }

  /// An hour of the day, with those beside it where it has too few calls itself.
  private func day(_ hour: Int) -> Counts? {
    if speaks(ofDay[hour]) { return ofDay[hour] }
    var wide = ofDay[hour]
    wide.add(ofDay[(hour + 1) % 24])
    wide.add(ofDay[(hour + 23) % 24])
    return speaks(wide) ? wide : nil
  }

  /// The usual share of the hours that a log covers, each as much as it has calls there.
  ///
  /// - Parameter calls: of the log, by hour since the epoch.
  func share(over calls: [Int64: Int], range: TimeRange) -> BaselineRate {
    var found = BaselineRate(
      share: 0, failures: 0, attempts: 0, range: range, hours: HistoryHours(),
      worstDay: dates.values.filter { $0.attempts >= Self.leastInDay }.map(\.ratio).max()
        ?? all.ratio)
    let overall = (Double(all.failures) + 0.5) / (Double(all.attempts) + Self.prior)
    let scatter = scatter
    var hours = HistoryHours()
    var taken = Counts()
    var days: Set<Int> = []
    var sum = 0.0
    var weight = 0.0
    for (place, calls) in Self.byPlace(calls) {
      var one = all
      if speaks(ofWeek[place]) {
        one = ofWeek[place]
        taken.add(one)
        hours.add(week: place)
      } else if let day = day(place % 24) {
        one = day
        if days.insert(place % 24).inserted { taken.add(ofDay[place % 24]) }
        hours.add(day: place % 24)
      } else {
        hours.addWhole()
      }
      let share =
        (Double(one.failures) + overall * Self.prior) / (Double(one.attempts) + Self.prior)
      let ownShare = own(place, overall, scatter)
      found.byHour[place] = ownShare
      if ownShare >= Self.leastFactor * overall { found.worstByHour[place] = worst[place % 24] }
      sum += share * Double(calls)
      weight += Double(calls)
    }
    if hours.isWhole || taken.attempts == 0 { taken = all }
    found.share = weight > 0 ? sum / weight : overall
    (found.failures, found.attempts) = (taken.failures, taken.attempts)
    found.hours = hours
    return found
  }

  /// The share of an hour that plainly differs from the others, else theirs: an hour that had no
  /// failure by chance is no better than they are.
  private func own(_ place: Int, _ overall: Double, _ scatter: Double) -> Double {
    var base = all
    if let day = day(place % 24), differs(day, from: base, scatter) { base = day }
    let week = ofWeek[place]
    if speaks(week), differs(week, from: base, scatter) { base = week }
    return (Double(base.failures) + overall * Self.prior) / (Double(base.attempts) + Self.prior)
  }

  /// Nats, in times of the scatter, from which on an hour is another thing, and the factor.
  private static let leastNats = 7.0
  private static let leastFactor = 1.5

  private func differs(_ one: Counts, from other: Counts, _ scatter: Double) -> Bool {
    let due = Double(one.attempts) * (Double(other.failures) + 0.5) / (Double(other.attempts) + 1)
    let seen = Double(one.failures)
    let nats = due - seen + (seen > 0 ? seen * log(seen / due) : 0)
    return nats >= Self.leastNats * scatter
      && max(seen, due) >= Self.leastFactor * min(seen, due)
  }

  /// By how much the failures of hours scatter more than chance has it; at least 1.
  private var scatter: Double {
    let residuals = samples.compactMap { one -> Double? in
      let due = Double(one.attempts) * all.ratio
      guard due >= 1 else { return nil }
      return (Double(one.failures) - due) / (due * max(0.01, 1 - all.ratio)).squareRoot()
    }
    return Dispersion.robustVariance(residuals) ?? 1.5
  }

  /// Calls by hour of the week, in its order.
  private static func byPlace(_ calls: [Int64: Int]) -> [(Int, Int)] {
    var places = [Int](repeating: 0, count: HistoryHours.inWeek)
    for (hour, count) in calls { places[HistoryHours.place(of: hour)] += count }
    return places.enumerated().filter { $0.element > 0 }.map { ($0.offset, $0.element) }
  }
}

/// What share of calls fails when nothing is wrong, by earlier logs.
public struct BaselineRate: Hashable, Sendable {
  /// Drawn a little towards what all of the history says.
  public var share: Double
  /// Calls of the hours that the share was taken from, and how many of them failed.
  public var failures: Int
  public var attempts: Int
  /// From the first to the last record of the history.
  public var range: TimeRange
  /// Nothing where all hours count alike.
  public var hours: HistoryHours
  /// The worst of the history's days; its own incidents are left out.
  public var worstDay: Double
  /// The share of each hour of the week that the log has calls in, where hours differ.
  var byHour: [Int: Double] = [:]
  /// Of such hours as have more than the others: the worst of the history's days.
  var worstByHour: [Int: Double] = [:]

  /// What is usual at a moment in seconds since the epoch.
  func share(at moment: Double) -> Double {
    guard !byHour.isEmpty, let hour = Int64(exactly: (moment / 3600).rounded(.down)) else {
      return share
    }
    return byHour[HistoryHours.place(of: hour)] ?? share
  }

  /// The days and hours that it was taken from.
  public var days: HistoryDays { HistoryDays(range: range, hours: hours) }
}
