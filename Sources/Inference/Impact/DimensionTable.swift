import Glibc
import LogModel

/// What each value of one dimension did while an incident lasted.
struct DimensionTable {
  /// One value, with the successes that it has at most where they are not known.
  struct Value {
    var name: String
    var failures: Int
    /// `nil` where they are counted together with those of others.
    var successes: Int?
    var successesAtMost: Int
  }

  var dimension: String
  /// In the order of their names.
  var values: [Value]
  /// Of all values, named or not.
  var failures: Int
  var successes: Int
  /// How many values there are, at least.
  var valueCount: Int

  /// The values that the failures are concentrated in.
  var concentrations: [Concentration] {
    values.compactMap { value in
      let concentration = Concentration(
        dimension: dimension, value: value.name, failures: value.failures,
        allFailures: failures, attempts: value.successes.map { $0 + value.failures },
        allAttempts: failures + successes)
      return isConcentrated(value, concentration.failuresShare) ? concentration : nil
    }
  }

  /// Failures that a concentration needs at least.
  private static let leastFailures = 5
  /// How likely chance may be, over all values of the dimension, to make one.
  private static let chance = 0.001

  private func isConcentrated(_ value: Value, _ share: Double) -> Bool {
    let all = Double(failures + successes)
    let attempts = Double(value.failures + value.successesAtMost)
    guard value.failures >= Self.leastFailures, all > attempts else { return false }
    let attemptsShare = attempts / all
    guard attemptsShare <= Self.limit(of: share) * share else { return false }
    // The others fail far more rarely; half a failure stands for those that were not seen.
    let others = (Double(failures - value.failures) + 0.5) / (all - attempts + 1)
    guard Double(value.failures) / attempts >= 3 * others else { return false }
    return Double(max(1, valueCount))
      * Self.chance(of: share, in: failures, expecting: attemptsShare) <= Self.chance
  }

  /// The part of its share of the failures that a value's share of the attempts may be.
  private static func limit(of failuresShare: Double) -> Double {
    failuresShare >= 0.9 ? 0.9 : failuresShare >= 0.8 ? 0.5 : failuresShare >= 0.5 ? 0.25 : 0
  }

  /// Chernoff's bound on a binomial share of at least `share`.
  private static func chance(of share: Double, in trials: Int, expecting p: Double) -> Double {
    guard p > 0, p < 1, share > p else { return p > 0 ? 1 : 0 }
    var divergence = share * log(share / p)
    if share < 1 { divergence += (1 - share) * log((1 - share) / (1 - p)) }
    return exp(-Double(trials) * divergence)
  }
}
