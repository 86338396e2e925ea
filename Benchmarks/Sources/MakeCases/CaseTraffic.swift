import Glibc
import Simulator

/// When requests come and how long they take.
///
/// Two models, written apart: what was tuned on the first is measured on the second.
struct CaseTraffic {
  enum Model: String, CaseIterable {
    /// Gamma gaps (regular visitors), log-normal latencies, failures apart from one another.
    case first
    /// Sessions: bursts of requests of one user with Pareto gaps, heavy-tailed latencies, failures
    /// that come in runs, and a level of traffic that drifts.
    case second
  }

  let model: Model
  private var random: SeededGenerator
  /// The second model's drift, and whether its failures are in a run.
  private var drift = 0.0
  private var isInRun = false

  init(_ model: Model, seed: UInt64) {
    self.model = model
    random = SeededGenerator(seed: seed).fork(model.rawValue)
  }

  mutating func uniform() -> Double {
    (Double(random.next() >> 11) + 0.5) / 9_007_199_254_740_992
  }

  mutating func chance(_ share: Double) -> Bool { random.chance(share) }
  mutating func below(_ bound: Int) -> Int { random.below(bound) }

  mutating func normal() -> Double {
    (-2 * log(uniform())).squareRoot() * cos(2 * .pi * uniform())
  }

  /// Moments up to `seconds` at which an operation is asked for.
  ///
  /// - Parameter factor: of the ordinary rate, at a moment.
  mutating func arrivals(
    rate: Double, seconds: Double, factor: (Double) -> Double
  ) -> [Double] {
    var times: [Double] = []
    var at = 0.0
    while at < seconds {
      let share = factor(at)
      guard share > 0 else {
        // In small steps: a gap as long as a rate of nothing asks for has no end.
        at += 1
        continue
      }
      let here = rate * share * level()
      switch model {
      case .first: at += -(log(uniform()) + log(uniform())) / (2 * here)
      case .second:
        // A session of one to five requests; the next one comes after a heavy-tailed pause.
        let size = 1 + below(5)
        at += 2 * -log(uniform()) / here * (0.5 + 0.5 / uniform().squareRoot())
        var step = at
        for _ in 0..<size where step < seconds {
          times.append(step)
          step += 0.2 / pow(uniform(), 0.7)
        }
        continue
      }
      if at < seconds { times.append(at) }
    }
    // What was drawn before a silence does not come in it.
    return times.filter { factor($0) > 0 }.sorted()
  }

  /// The traffic's level now; drifts in the second model.
  private mutating func level() -> Double {
    guard model == .second else { return 1 }
    drift = 0.995 * drift + 0.02 * normal()
    return exp(drift)
  }

  mutating func latency(median: Double) -> Double {
    switch model {
    case .first: median * exp(0.35 * normal())
    case .second: median * (0.6 + 0.4 / pow(uniform(), 0.35))
    }
  }

  /// Whether one attempt fails at a share; in the second model failures keep together.
  mutating func fails(_ share: Double) -> Bool {
    guard share > 0 else { return false }
    guard model == .second, share < 1 else { return chance(share) }
    // Runs of three on the average, of the same share in all.
    isInRun = isInRun ? chance(2.0 / 3 + share / 3) : chance(share / 3 / max(1e-9, 1 - share))
    return isInRun
  }
}
