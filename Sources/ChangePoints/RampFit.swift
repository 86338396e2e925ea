import Glibc

/// Asks whether a run rose slowly, and if so when the rise began.
///
/// The ratio is fitted as `p0 + (p1 - p0) * clip((t - begin) / length, 0, 1)` over a grid of
/// begins and lengths and compared with the best step. Calls are counted into slots of 5 s,
/// or of a cell if that is wider.
struct RampFit {
  private static let lengths = [
    30, 60, 90, 120, 180, 240, 300, 375, 450, 525, 600, 675, 750, 900, 1050, 1200, 1500, 1800,
    2400,
  ]
  /// Nats by which a ramp must beat the best step.
  private static let margin = 3.0
  /// How likely a run is to rise slowly before its calls are looked at.
  private static let prior = 0.3
  /// Shortest rise told from a step, in slots.
  private static let leastSlots = 3
  /// Seconds before and after the first failure that are looked at, and where a rise may begin.
  private static let secondsBefore = 2400.0
  private static let secondsAfter = 2700.0
  private static let beginsBefore = 1800.0
  /// The first failure of a run may be one that came anyway, minutes before the rise.
  private static let beginsAfter = 600.0

  let series: RatioSeries
  let baseline: Double
  let phi: Double
  let cellWidth: Double

  /// Most slots of all that is looked at: a bound on the work.
  private static let mostSlots = 400.0

  /// Seconds of a slot for the run of `cells`.
  private func slotSeconds(_ cells: Range<Int>, _ floor: Int) -> Double {
    guard series.times.indices.contains(floor) else { return max(5, cellWidth) }
    let origin = series.times[cells.lowerBound]
    let after = min(Self.secondsAfter, series.times[cells.upperBound - 1] - origin)
    let before = min(Self.secondsBefore, origin - series.times[floor])
    let seen = after + before
    return max(5, cellWidth, seen.isFinite ? seen / Self.mostSlots : 0)
  }

  /// What is known of a slow rise.
  struct Rise {
    /// Where it begins, if it is one.
    var begin: IntervalEstimate
    /// The chance that it is one.
    var chance: Double
    /// A step is by far the worse explanation.
    var isPlain: Bool
  }

  /// Begin of the rise of the run of `cells`; `nil` when the run is too short to hold one.
  ///
  /// Cells before `floor`, which belong to an earlier run, are left out.
  func rise(of cells: Range<Int>, after floor: Int) -> Rise? {
    // Where no call succeeded nothing rose: the first failure parts good from bad.
    let totals = series.totals(cells)
    guard totals.attempts > totals.failures else { return nil }
    let slot = slotSeconds(cells, floor)
    guard let slots = Slots(series, cells, after: floor, width: slot, shift: cellWidth / 2) else {
      return nil
    }
    let late = lateRatio(cells)
    guard late > baseline * 1.5 else { return nil }
    let ends = Ends(baseline: baseline, late: late)
    let lowest = max(-Int(Self.beginsBefore / slot), slots.lowest)
    let begins = Array(stride(from: lowest, through: Int(Self.beginsAfter / slot), by: 1))
    let lengths = Self.lengths.map { Int(Double($0) / slot) }.filter { $0 >= Self.leastSlots }
    var steps: [Double] = []
    for begin in begins {
      // A step need not fall on the border of a slot: one slot of rise is a step too.
      for share in [0.0, 0.25, 0.5, 0.75] {
        steps.append(fit(slots, begin, first: share, late, ends))
      }
    }
    let bestStep = steps.max() ?? -Double.infinity
    var fits: [Double] = []
    var bestRamp = -Double.infinity
    for length in lengths {
      let table = rise(over: length, late)
      for begin in begins {
        let value = fit(slots, begin, table, ends)
        fits.append(value)
        bestRamp = max(bestRamp, value)
      }
    }
    guard bestRamp.isFinite, bestStep.isFinite else { return nil }
    let best = max(bestRamp, bestStep)
    let ramp = Self.prior * fits.reduce(0) { $0 + exp($1 - best) } / Double(fits.count)
    let step =
      (1 - Self.prior) * steps.reduce(0) { $0 + exp($1 - best) } / Double(steps.count)
    var spread: [IntervalEstimate.Mass] = []
    for (index, begin) in begins.enumerated() {
      var mass = 0.0
      for length in lengths.indices {
        mass += exp(fits[length * begins.count + index] - bestRamp)
      }
      let from = slots.origin + (Double(begin) - 0.5) * slot
      spread.append(.init(from: from, to: from + slot, mass: mass))
    }
    return IntervalEstimate(spread: spread).map { begin in
      Rise(
        begin: begin, chance: ramp / (ramp + step), isPlain: bestRamp - bestStep > Self.margin)
    }
  }

  /// Bad share of the second half of the run, by time.
  private func lateRatio(_ cells: Range<Int>) -> Double {
    let times = series.times
    let middle = (times[cells.lowerBound] + times[cells.upperBound - 1]) / 2
    var from = cells.lowerBound
    while from < cells.upperBound - 1, times[from] < middle { from += 1 }
    let late = series.totals(from..<cells.upperBound)
    return RatioBaseline.clamp((late.failures + 0.5) / (late.attempts + 1))
  }

  /// Log-chances of a bad and of a good call, in pairs, for each slot of a rise.
  private func rise(over steps: Int, _ late: Double) -> [Double] {
    var table: [Double] = []
    table.reserveCapacity(2 * steps)
    for step in 0..<steps {
      let share = (Double(step) + 0.5) / Double(steps)
      let ratio = baseline + (late - baseline) * share
      table.append(log(ratio))
      table.append(log(1 - ratio))
    }
    return table
  }

  /// Log-chances of a bad and of a good call before the rise and behind it.
  private struct Ends {
    let before: (bad: Double, good: Double)
    let behind: (bad: Double, good: Double)

    init(baseline: Double, late: Double) {
      before = (log(baseline), log(1 - baseline))
      behind = (log(late), log(1 - late))
    }
  }

  private func fit(
    _ slots: Slots, _ begin: Int, first share: Double, _ late: Double, _ ends: Ends
  ) -> Double {
    let ratio = baseline + (late - baseline) * share
    return fit(slots, begin, [log(ratio), log(1 - ratio)], ends)
  }

  /// Log-likelihood of all slots for a rise from slot `begin` on, shaped by `table`.
  private func fit(_ slots: Slots, _ begin: Int, _ table: [Double], _ ends: Ends) -> Double {
    let start = min(max(0, begin - slots.lowest), slots.count)
    let stop = min(start + table.count / 2, slots.count)
    var sum =
      slots.bad(0, start) * ends.before.bad + slots.good(0, start) * ends.before.good
    sum = slots.add(start..<stop, weighedBy: table, to: sum)
    sum +=
      slots.bad(stop, slots.count) * ends.behind.bad
      + slots.good(stop, slots.count) * ends.behind.good
    return sum / phi
  }

  /// Running sums of good and bad calls by slot round the start of a run.
  private struct Slots {
    /// Time of slot 0's beginning: the first failing call of the run, or its cell's beginning.
    let origin: Double
    /// Number of the first slot, at most 0.
    let lowest: Int
    private var badSums: [Double]
    private var goodSums: [Double]

    var count: Int { badSums.count - 1 }
    func bad(_ from: Int, _ to: Int) -> Double { badSums[to] - badSums[from] }
    func good(_ from: Int, _ to: Int) -> Double { goodSums[to] - goodSums[from] }

    /// Adds the calls of each slot, each by its own pair of a table, one slot after the other.
    func add(_ slots: Range<Int>, weighedBy table: [Double], to first: Double) -> Double {
      var sum = first
      badSums.withUnsafeBufferPointer { bad in
        goodSums.withUnsafeBufferPointer { good in
          table.withUnsafeBufferPointer { table in
            for slot in slots {
              let pair = 2 * (slot - slots.lowerBound)
              sum +=
                (bad[slot + 1] - bad[slot]) * table[pair]
                + (good[slot + 1] - good[slot]) * table[pair + 1]
            }
          }
        }
      }
      return sum
    }

    /// `nil` when the run is too short to hold a rise.
    init?(
      _ series: RatioSeries, _ cells: Range<Int>, after floor: Int, width: Double, shift: Double
    ) {
      origin = series.times[cells.lowerBound] - shift
      let length = series.times[cells.upperBound - 1] - origin
      guard length >= 20, series.times.indices.contains(floor) else { return nil }
      let first = series.times[floor]
      let after = Int(min(RampFit.secondsAfter, length) / width) + 1
      let known = max(0, min(RampFit.secondsBefore, origin - first))
      lowest = -Int(known / width)
      var bad = [Double](repeating: 0, count: after - lowest + 1)
      var good = bad
      let (zero, bottom) = (origin, lowest)
      func add(_ cell: Int) -> Bool {
        let place = ((series.times[cell] - zero) / width).rounded(.down)
        guard place >= Double(bottom), place < Double(after) else { return false }
        let index = Int(place) - bottom + 1
        bad[index] += series.bad[cell]
        good[index] += series.good[cell]
        return true
      }
      var cell = cells.lowerBound
      while cell < cells.upperBound, add(cell) { cell += 1 }
      cell = cells.lowerBound - 1
      while cell >= floor, add(cell) { cell -= 1 }
      for index in 1..<bad.count {
        bad[index] += bad[index - 1]
        good[index] += good[index - 1]
      }
      badSums = bad
      goodSums = good
    }
  }
}
