import Glibc

/// Tells recoveries from chance: where an incident fails a share of its calls, some that succeed
/// in a row are no recovery.
///
/// A gap between failures parts two phases when it holds more good events than the share of the
/// rest explains, and lasts for long enough that somebody could have noticed.
struct RecoveryGaps {
  /// What stands between two failures, or between two stretches of them.
  struct Gap {
    var good: Int
    /// Failures that the model leaves out of the stretches beside it.
    var bad: Int
    var seconds: Double
  }

  /// In time order.
  let gaps: [Gap]
  /// Failures of the incident that are in none of the gaps.
  let failures: Int
  /// Good events that are in none of the gaps.
  var successes = 0
  /// From the first failure to the last.
  let seconds: Double

  /// Gaps that are expected by chance in one incident, at most.
  private static let chance = 0.01
  /// A recovery lasts so long, or a tenth of a short incident.
  private static let leastSeconds = 60.0
  private static let leastPart = 0.1

  /// Which of the gaps are recoveries, in order.
  ///
  /// The longest is looked at first: those that are recoveries say nothing of the share.
  var recoveries: [Int] {
    let least = Self.leastSeconds(of: seconds)
    let ranked = gaps.indices.filter {
      gaps[$0].good >= PhaseFinder.sustained && gaps[$0].seconds >= least
    }.sorted { (gaps[$1].good, $0) < (gaps[$0].good, $1) }
    var good = successes + gaps.reduce(0) { $0 + $1.good }
    var bad = failures + gaps.reduce(0) { $0 + $1.bad }
    var found: [Int] = []
    for index in ranked {
      let gap = gaps[index]
      let rest = (good: good - gap.good, bad: bad - gap.bad)
      guard Self.isRecovery(gap, beside: rest) else { break }
      found.append(index)
      (good, bad) = rest
    }
    return found.sorted()
  }

  static func leastSeconds(of seconds: Double) -> Double { min(leastSeconds, leastPart * seconds) }

  /// By the large-deviation bound on so few failures among so many attempts, at each place where
  /// such a gap could have begun.
  private static func isRecovery(_ gap: Gap, beside rest: (good: Int, bad: Int)) -> Bool {
    let share = (Double(rest.bad) + 0.5) / (Double(rest.bad + rest.good) + 1)
    let attempts = Double(gap.good + gap.bad)
    let own = Double(gap.bad) / max(1, attempts)
    guard own < share else { return false }
    var nats = (1 - own) * Glibc.log((1 - own) / (1 - share))
    if own > 0 { nats += own * Glibc.log(own / share) }
    let places = max(1, Double(rest.bad))
    return attempts * nats >= Glibc.log(places / chance)
  }
}
