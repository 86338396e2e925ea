import LogModel

/// A rule that keeps to a budget of false alarms on the history, and what it would have done.
public struct RecommendedRule: Sendable {
  public var outcome: RuleOutcome
  /// Healthy buckets that the threshold was fitted on.
  public var buckets: Int
  /// It alerts on a lack of requests.
  public var isForMissing: Bool

  public var rule: AlertRule { outcome.rule }
}

/// Searches thresholds and durations by signal: the lowest threshold that keeps to the budget of
/// false alarms on everything outside of incidents.
///
/// No incident is in what a threshold is fitted on, so how soon a rule would have fired in one is
/// told by data that it was not made of.
public struct RuleRecommendation {
  /// Seconds that a condition may have to hold.
  static let holds = [60, 120, 180, 300, 600]
  /// The ones that are asked for before the shortest and the longest: one outlier makes a rule of
  /// one bucket useless, and ten minutes are late.
  static let preferred: Set<Int> = [120, 180, 300]
  /// A threshold lies so much beyond the highest value that the budget allows.
  static let margin = 1.1
  /// Operations that rules are looked for, besides those of incidents.
  static let mostOperations = 6

  private let replay: RuleReplay
  /// One false alarm in so many seconds is allowed.
  private let budgetSeconds: Double

  public init(_ replay: RuleReplay, budgetSeconds: Double) {
    self.replay = replay
    self.budgetSeconds = budgetSeconds
  }

  private var signals: RuleSignals { replay.signals }

  /// The best rule of each signal that would have fired in an incident, the most telling first;
  /// where there is no incident, that of each signal. Rules on missing requests are always told.
  public func rules() -> [RecommendedRule] {
    var found: [RecommendedRule] = []
    for name in operations {
      let term = { (statistic: RuleSignal.Statistic) in
        RuleSignal(.latency(statistic, name))
      }
      let shares = RuleSignal(.failures(name), per: .attempts(name))
      for signal in [shares, term(.quantile(0.95)), term(.mean)] {
        if let best = best(of: Self.holds.compactMap { fitted(signal, hold: $0) }) {
          found.append(best)
        }
      }
      if let missing = missing(name) { found.append(missing) }
    }
    let lines = RuleSignal(.lines(.error))
    if let best = best(of: Self.holds.compactMap { fitted(lines, hold: $0) }) {
      found.append(best)
    }
    if !replay.incidents.isEmpty {
      found.removeAll { !$0.isForMissing && $0.caught.isEmpty }
    }
    return found.sorted {
      ($0.isForMissing ? 1 : 0, -$0.caught.count, $0.meanDelay, $0.rule.text)
        < ($1.isForMissing ? 1 : 0, -$1.caught.count, $1.meanDelay, $1.rule.text)
    }
  }

  /// Those of incidents, then the busiest.
  private var operations: [String] {
    let busy = signals.counts.operations.sorted {
      (-$0.arrivals, $0.ref.service, $0.ref.operation)
        < (-$1.arrivals, $1.ref.service, $1.ref.operation)
    }.map(\.ref)
    let hit = replay.incidents.flatMap(\.operations).filter(busy.contains)
    var names: [String] = []
    for ref in hit + busy.prefix(Self.mostOperations) {
      let name = signals.names.shortName(of: ref)
      if !names.contains(name) { names.append(name) }
    }
    return Array(names.prefix(Self.mostOperations + hit.count))
  }

  private func best(of rules: [RecommendedRule]) -> RecommendedRule? {
    rules.min {
      let (a, b) = ($0, $1)
      let order = { (one: RecommendedRule) in
        (
          -one.caught.count, Self.preferred.contains(one.rule.holdSeconds) ? 0 : 1,
          one.meanDelay, one.rule.holdSeconds
        )
      }
      return order(a) < order(b)
    }
  }

  /// The rule of a signal with the lowest threshold that keeps to the budget.
  private func fitted(_ signal: RuleSignal, hold: Int) -> RecommendedRule? {
    var rule = AlertRule(Condition(signal, .above, 0), holdSeconds: hold)
    guard let held = try? replay.held(by: rule) else { return nil }
    let isHealthy = replay.isHealthy(held: signals.steps(of: hold))
    let known = held.indices.map { isHealthy[$0] ? held[$0] : .nan }
    guard let highest = Self.threshold(known, crossings: allowed(known)) else { return nil }
    let least = signal.unit.leastThreshold
    rule.condition.threshold = max(least, Self.roundedUp(highest * Self.margin))
    if signal.unit == .share, rule.condition.threshold >= 1 { return nil }
    return RecommendedRule(
      outcome: replay.outcome(of: rule, held: held), buckets: known.count { !$0.isNaN },
      isForMissing: false)
  }

  /// False alarms that the history may hold.
  private func allowed(_ known: [Double]) -> Int {
    let seconds = Double(known.count { !$0.isNaN }) * Double(signals.counts.stepSeconds)
    return Int(seconds / budgetSeconds)
  }

  /// The lowest threshold from which on upwards a series crosses it so often at most.
  ///
  /// Thresholds are lowered from the highest value on; each value that comes above stands alone, or
  /// joins the runs beside it.
  static func threshold(_ values: [Double], crossings most: Int) -> Double? {
    let order = values.indices.filter { !values[$0].isNaN }.sorted {
      (values[$1], $0) < (values[$0], $1)
    }
    guard var lowest = order.first.map({ values[$0] }) else { return nil }
    var isAbove = [Bool](repeating: false, count: values.count + 2)
    var runs = 0
    var at = 0
    while at < order.count {
      let value = values[order[at]]
      lowest = value
      // All of one value come above together.
      while at < order.count, values[order[at]] == value {
        let place = order[at] + 1
        runs += 1 - (isAbove[place - 1] ? 1 : 0) - (isAbove[place + 1] ? 1 : 0)
        isAbove[place] = true
        at += 1
      }
      if runs > most { break }
    }
    return lowest
  }

  /// Two digits, upwards: more would claim what a history cannot hold.
  static func roundedUp(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    var scale = 1.0
    while value * scale < 10 { scale *= 10 }
    while value * scale >= 100 { scale /= 10 }
    return ((value * scale) - 1e-9).rounded(.up) / scale
  }

  // MARK: Missing requests

  /// Requests of other operations a minute that a rule on missing ones needs at least.
  private static let leastOthers = 2.0

  /// A rule on requests that do not come, gated on the traffic of all others.
  private func missing(_ name: String) -> RecommendedRule? {
    let none = RuleSignal(.attempts(name))
    let all = RuleSignal(.attempts(nil))
    guard let own = try? signals.values(of: none, isBelow: true),
      let every = try? signals.values(of: all, isBelow: true)
    else { return nil }
    let others = zip(every, own).map { $0 - $1 }.filter { !$0.isNaN }.sorted()
    let usual = own.filter { !$0.isNaN }.sorted()
    guard !others.isEmpty, !usual.isEmpty, usual[usual.count / 2] >= 1 else { return nil }
    let gate = (others[others.count / 2] / 2).rounded(.down)
    guard gate >= Self.leastOthers else { return nil }
    let limit = Condition(all, .above, gate > 10 ? (gate / 5).rounded(.down) * 5 : gate)
    for hold in Self.holds {
      let rule = AlertRule(Condition(none, .below, 1), holdSeconds: hold, gate: limit)
      guard let held = try? replay.held(by: rule) else { return nil }
      let outcome = replay.outcome(of: rule, held: held)
      if Double(outcome.falseAlarms.count) <= (outcome.healthySeconds / budgetSeconds) {
        return RecommendedRule(
          outcome: outcome, buckets: usual.count, isForMissing: true)
      }
    }
    return nil
  }
}

extension RecommendedRule {
  /// The incidents in which it would have fired.
  public var caught: [RuleOutcome.InIncident] { outcome.incidents.filter { $0.fired != nil } }

  /// Seconds from the first bad event until it would have fired, on average.
  public var meanDelay: Double {
    let delays = caught.compactMap(\.afterSeconds)
    return delays.isEmpty ? .infinity : delays.reduce(0, +) / Double(delays.count)
  }
}

extension RuleUnit {
  /// A lower threshold would fire on nothing: one failure, one line, no time at all.
  fileprivate var leastThreshold: Double {
    switch self {
    case .share: 0.01
    case .perMinute: 1
    case .milliseconds: 1
    case .plain: 0
    }
  }
}
