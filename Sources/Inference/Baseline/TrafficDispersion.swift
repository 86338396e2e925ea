import ChangePoints
import LogModel

/// How far an ordinary day's requests lie from what other days lead to expect.
///
/// Each day of the history is held against the others, its own level taken out: what is left is
/// how much stretches of ten minutes to three hours differ on days when nothing was wrong.
struct TrafficDispersion: Sendable {
  /// Lengths of stretches that are looked at, in seconds.
  private static let lengths: [Int64] = [600, 1800, 3600, 10_800]
  private static let leastExpected = 10.0
  private static let leastWindows = 12
  /// Where too little is known to tell: a standard deviation of so much of what is expected.
  private static let unknown = 0.3
  /// Of healthy stretches so small a share lies outside of `usual`.
  private static let tail = 0.005

  /// Of counts over ten minutes, in times of what chance alone has; at least 1.
  private(set) var phi = 2.0
  /// Of an hour, as a share of what is expected.
  private(set) var hourly = TrafficDispersion.unknown
  /// Of a whole day, likewise.
  private(set) var daily = TrafficDispersion.unknown
  /// The days that could be held against others.
  private(set) var days = 0
  /// By length, observed by expected: the lowest and the highest of ordinary days.
  private var extremes: [(low: Double, high: Double)?] = []

  private struct Bin {
    var bin: Int64
    var seen: Double
    var due: Double
  }

  init(_ history: TrafficHistory, _ hours: HourlyTraffic) {
    let byDay = Self.bins(history, hours.elsewhere())
    var levels: [Double] = []
    var ratios = [[Double]](repeating: [], count: Self.lengths.count)
    var chance = [Double](repeating: 0, count: Self.lengths.count)
    var residuals: [Double] = []
    for bins in byDay {
      let due = bins.reduce(0) { $0 + $1.due }
      let seen = bins.reduce(0) { $0 + $1.seen }
      guard due >= 2 * Self.leastExpected, seen > 0 else { continue }
      let level = seen / due
      levels.append(level)
      for (at, length) in Self.lengths.enumerated() {
        Self.forEachWindow(bins, of: max(1, length / history.binSeconds)) { seen, due in
          let due = due * level
          if at == 0, due >= 1 { residuals.append((seen - due) / due.squareRoot()) }
          guard due >= Self.leastExpected else { return }
          ratios[at].append(seen / due)
          chance[at] += 1 / due
        }
      }
    }
    days = levels.count
    if let spread = Dispersion.robustVariance(residuals) { phi = spread }
    if let spread = Self.spread(levels, least: 3, chance: 0) { daily = spread }
    let at = ratios[2].count >= Self.leastWindows ? 2 : 3
    let byChance = chance[at] / Double(max(1, ratios[at].count))
    if let spread = Self.spread(ratios[at], least: Self.leastWindows, chance: byChance) {
      hourly = spread
    }
    extremes = ratios.map { all in
      guard all.count >= Self.leastWindows else { return nil }
      let sorted = all.sorted()
      return (
        Dispersion.quantile(sorted, Self.tail), Dispersion.quantile(sorted, 1 - Self.tail)
      )
    }
  }

  /// Observed by expected of ordinary stretches as long as this, or not much shorter.
  ///
  /// - Returns: `nil` where the history does not say.
  func usual(over seconds: Double) -> (low: Double, high: Double)? {
    let fitting = Self.lengths.indices.last { Double(Self.lengths[$0]) <= seconds } ?? 0
    // Where requests are rare only long stretches say anything.
    return extremes.indices.contains(fitting) ? extremes[fitting...].compactMap { $0 }.first : nil
  }

  /// Where 90 % of counts lie of which so many are expected.
  func interval(expecting count: Double, levelIsKnown: Bool) -> (low: Double, high: Double) {
    let share = levelIsKnown ? hourly : (hourly * hourly + daily * daily).squareRoot()
    let deviation = (phi * count + share * share * count * count).squareRoot()
    return (max(0, count - 1.645 * deviation), count + 1.645 * deviation)
  }

  private static func bins(
    _ history: TrafficHistory, _ others: [Int64: Double]
  ) -> [[Bin]] {
    let seconds = history.binSeconds
    var days: [[Bin]] = []
    var day = Int64.min
    history.forEachBin { bin, count in
      let middle = Double(bin * seconds) + Double(seconds) / 2
      let hour = (bin * seconds).flooredDivision(by: 3600)
      guard let own = others[hour] else { return }
      let inside = middle / 3600 - Double(hour) - 0.5
      let next = others[inside < 0 ? hour - 1 : hour + 1] ?? own
      let rate = own + (next - own) * inside.magnitude
      let date = hour.flooredDivision(by: 24)
      if date != day { days.append([]) }
      day = date
      days[days.count - 1].append(
        Bin(bin: bin, seen: Double(count), due: rate * Double(seconds)))
    }
    return days
  }

  /// Stretches of so many bins that follow one another.
  private static func forEachWindow(
    _ bins: [Bin], of length: Int64, _ body: (_ seen: Double, _ due: Double) -> Void
  ) {
    var window = Int64.min
    var sum = (seen: 0.0, due: 0.0, count: Int64(0))
    for one in bins {
      let own = one.bin.flooredDivision(by: length)
      if own != window { sum = (0, 0, 0) }
      window = own
      sum = (sum.seen + one.seen, sum.due + one.due, sum.count + 1)
      if sum.count == length { body(sum.seen, sum.due) }
    }
  }

  /// The deviation of ratios beyond what chance has.
  private static func spread(_ ratios: [Double], least: Int, chance: Double) -> Double? {
    guard ratios.count >= least else { return nil }
    let sorted = ratios.sorted()
    let middle = max(1e-9, Dispersion.quantile(sorted, 0.5))
    let wide =
      (Dispersion.quantile(sorted, 0.75) - Dispersion.quantile(sorted, 0.25)) / 1.349 / middle
    return max(0.02, max(0, wide * wide - chance).squareRoot())
  }
}
