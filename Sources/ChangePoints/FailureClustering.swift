import Glibc

/// How failures of a healthy series keep together: retries of one call, sessions, a worker's bad
/// minute.
///
/// Calls fail by a baseline share, and more often in the wake of a failure. How much more is
/// learned by the number of calls since (the lag) and of failures so far, from bursts of a handful
/// of failures: longer ones are incidents unless such bursts make them likely. A burst is judged
/// by what the others teach, so that a lone one is no habit.
struct FailureClustering {
  /// Lags of a class double from class to class: 1, 2, 3-4, 5-8 calls...
  static let lagClasses = 7
  /// Failures of one burst that teach: the longer ones say what the shorter say.
  static let teachingFailures = 6
  /// Bursts that have to be seen before what they teach weighs half.
  private static let doubt = 3.0
  /// The same for the length of bursts, in failures expected.
  private static let lengthDoubt = 2.0

  /// For each cell the added chance of failing that a failure before it gives; 0 in no wake.
  /// Empty where no cell has any.
  private(set) var added: [Double] = []
  /// The largest added chance of a cell that has a failure.
  private(set) var strongest = 0.0

  private struct Lesson {
    var calls = [Double](repeating: 0, count: FailureClustering.lagClasses)
    var failures = [Double](repeating: 0, count: FailureClustering.lagClasses)
    /// Bursts with a call of the class.
    var bursts = [Double](repeating: 0, count: FailureClustering.lagClasses)
    /// By the failures before: expected by lag alone, and seen.
    var due = [Double](repeating: 0, count: FailureClustering.teachingFailures)
    var seen = [Double](repeating: 0, count: FailureClustering.teachingFailures)

    mutating func subtract(_ other: Lesson) {
      for at in calls.indices {
        calls[at] -= other.calls[at]
        bursts[at] -= other.bursts[at]
        failures[at] -= other.failures[at]
      }
      for at in due.indices {
        due[at] -= other.due[at]
        seen[at] -= other.seen[at]
      }
    }
    mutating func add(_ other: Lesson) {
      for at in calls.indices {
        calls[at] += other.calls[at]
        bursts[at] += other.bursts[at]
        failures[at] += other.failures[at]
      }
      for at in due.indices {
        due[at] += other.due[at]
        seen[at] += other.seen[at]
      }
    }
  }

  /// One cell in the wake of a failure.
  private struct Step {
    var cell: Int
    var lagClass: Int
    /// Failures of the burst before it.
    var before: Int
    var calls: Double
    var failures: Double
    var teaches: Bool
  }

  init() {}

  /// What the cells outside `excluded` teach, told for all cells.
  init(_ series: RatioSeries, share: Double, excluded: [Bool]) {
    let reach = Self.reach(share)
    var bursts: [[Step]] = []
    var steps: [Step] = []
    var before = 0
    var lag = 0.0
    func close() {
      if !steps.isEmpty { bursts.append(steps) }
      steps = []
      before = 0
    }
    for cell in 0..<series.count {
      let bad = series.bad[cell]
      let calls = bad + series.good[cell]
      lag += max(1, calls)
      if before > 0 {
        if lag > Double(reach) {
          close()
        } else {
          steps.append(
            Step(
              cell: cell, lagClass: Self.lagClass(lag - (bad > 1 ? calls - 1 : 0)), before: before,
              calls: calls, failures: bad,
              teaches: !excluded[cell] && before <= Self.teachingFailures))
        }
      }
      if bad > 0 {
        before += Int(min(bad, 64))
        lag = 0
      }
    }
    close()
    guard !bursts.isEmpty else { return }
    learn(bursts, series.count, share)
  }

  /// Calls that a wake lasts at most: beyond, the next failure comes by chance.
  private static func reach(_ share: Double) -> Int {
    Int(min(Double(1 << (lagClasses - 1)), max(2, 0.5 / max(share, 1e-6))))
  }

  private static func lagClass(_ lag: Double) -> Int {
    var size = 1.0
    var index = 0
    while size < lag, index < lagClasses - 1 {
      size *= 2
      index += 1
    }
    return index
  }

  private mutating func learn(_ bursts: [[Step]], _ count: Int, _ share: Double) {
    var lessons: [Lesson] = []
    var all = Lesson()
    for burst in bursts {
      var lesson = Lesson()
      for step in burst where step.teaches {
        lesson.calls[step.lagClass] += step.calls
        lesson.failures[step.lagClass] += step.failures
        lesson.bursts[step.lagClass] = 1
      }
      all.add(lesson)
      lessons.append(lesson)
    }
    let general = Self.hazards(all, share, doubt: 0)
    var lengths = Lesson()
    for (index, burst) in bursts.enumerated() {
      for step in burst where step.teaches {
        let place = step.before - 1
        lessons[index].due[place] += step.calls * general[step.lagClass]
        lessons[index].seen[place] += step.failures
      }
      lengths.add(lessons[index])
    }
    all = lengths
    var added = [Double](repeating: 0, count: count)
    for (burst, own) in zip(bursts, lessons) {
      var others = all
      others.subtract(own)
      let hazards = Self.hazards(others, share, doubt: Self.doubt)
      let lengths = Self.lengths(others)
      for step in burst {
        let place = min(step.before, Self.teachingFailures) - 1
        let hazard = min(0.98, hazards[step.lagClass] * lengths[place])
        let more = (hazard - share) / (1 - share)
        if more > 0 {
          added[step.cell] = more
          if step.failures > 0 { strongest = max(strongest, more) }
        }
      }
    }
    if strongest > 0 { self.added = added }
  }

  /// The chance of a call in each class of lags to fail, never rising with the lag.
  private static func hazards(_ lesson: Lesson, _ share: Double, doubt: Double) -> [Double] {
    var pools: [(failures: Double, calls: Double, bursts: Double, size: Int)] = []
    for at in 0..<lagClasses {
      var pool = (
        failures: lesson.failures[at], calls: lesson.calls[at], bursts: lesson.bursts[at], size: 1
      )
      while let last = pools.last,
        last.failures * pool.calls <= pool.failures * last.calls
      {
        pool = (
          pool.failures + last.failures, pool.calls + last.calls, max(pool.bursts, last.bursts),
          pool.size + last.size
        )
        pools.removeLast()
      }
      pools.append(pool)
    }
    return pools.flatMap { pool -> [Double] in
      let calls = max(0, pool.calls)
      let failures = min(calls, max(0, pool.failures))
      let spread = doubt > 0 ? (failures * (1 - failures / max(1, calls))).squareRoot() : 0
      let seen = calls > 0 ? min(calls, failures + spread) / calls : 0
      let known = max(0, pool.bursts) / max(1, max(0, pool.bursts) + doubt)
      let chance = share + (seen - share) * known
      return [Double](repeating: max(share, chance), count: pool.size)
    }
  }

  /// By the failures before, how many more or fewer follow than the lag alone says.
  private static func lengths(_ lesson: Lesson) -> [Double] {
    var factors = [Double](repeating: 1, count: teachingFailures)
    var due = lesson.due.reduce(0, +)
    var seen = lesson.seen.reduce(0, +)
    var last = 1.0
    for at in 0..<teachingFailures {
      last = min(1, (max(0, seen) + lengthDoubt * last) / (max(0, due) + lengthDoubt))
      factors[at] = last
      due -= lesson.due[at]
      seen -= lesson.seen[at]
    }
    return factors
  }
}
