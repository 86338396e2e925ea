import Glibc
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
  /// Operations that rules are looked for, of incidents and of all others each.
  static let mostOperations = 6
  /// The same where there is no incident.
  static let mostWithoutIncident = 3
  /// Fewer calls in a window vary too much by chance to say that some are missing.
  static let leastCounted = 20.0

  private let replay: RuleReplay
  /// One false alarm in so many seconds is allowed.
  private let budgetSeconds: Double
  /// Only rules on what incidents hit are looked for.
  private let ofIncidentsAlone: Bool

  public init(_ replay: RuleReplay, budgetSeconds: Double, ofIncidentsAlone: Bool = false) {
    self.replay = replay
    self.budgetSeconds = budgetSeconds
    self.ofIncidentsAlone = ofIncidentsAlone
  }

  private var signals: RuleSignals { replay.signals }

  /// The best rule of each signal that would have fired in an incident, the most telling first;
  /// where there is no incident, that of each signal of the busiest operations.
  ///
  /// Rules on missing requests are always told.
  public func rules() -> [RecommendedRule] {
    var found: [RecommendedRule] = []
    let hasIncident = !replay.incidents.isEmpty
    let hit = Set(replay.incidents.flatMap(\.operations).map(signals.names.shortName))
    for (at, name) in operations.enumerated() {
      let rate = rate(of: name)
      let window = Self.window(forRate: rate)
      // One failure alone is to fire nothing.
      let least = max(0.01, min(0.5, 1.5 / max(1e-9, rate * Double(max(60, window)) / 60)))
      func best(_ signal: RuleSignal, _ comparison: Condition.Comparison, least: Double) {
        let rules = Self.holds.compactMap {
          fitted(signal, comparison, hold: $0, least: least)
        }
        if let best = self.best(of: rules) { found.append(best) }
      }
      best(
        RuleSignal(.failures(name), per: .attempts(name), windowSeconds: window), .above,
        least: least)
      best(
        RuleSignal(.latency(.quantile(0.95), name), windowSeconds: window), .above, least: 1)
      if hasIncident {
        best(RuleSignal(.latency(.mean, name), windowSeconds: window), .above, least: 1)
        if rate * Double(max(600, window)) / 60 >= Self.leastCounted {
          best(RuleSignal(.attempts(name), windowSeconds: max(600, window)), .below, least: 0)
        }
      } else if at + 1 >= Self.mostWithoutIncident {
        break
      }
      let isAsked = hit.contains(name) || (hit.isEmpty && at == 0)
      if isAsked, let missing = missing(name, rate: rate) { found.append(missing) }
    }
    let lines = Self.holds.compactMap {
      fitted(RuleSignal(.lines(.error)), .above, hold: $0, least: 1)
    }
    if let best = best(of: lines) { found.append(best) }
    return telling(found).sorted {
      ($0.isForMissing ? 1 : 0, -$0.caught.count, $0.meanDelay, $0.rule.text)
        < ($1.isForMissing ? 1 : 0, -$1.caught.count, $1.meanDelay, $1.rule.text)
    }
  }

  /// Of rules that fire in some incident: those that are about what it hit, and others where no
  /// such rule fires in it, for among many signals one will be off by chance.
  private func telling(_ rules: [RecommendedRule]) -> [RecommendedRule] {
    guard !replay.incidents.isEmpty else { return rules }
    let told = rules.map { rule in
      (rule: rule, related: Set(rule.caught.map(\.id)).intersection(related(to: rule.rule)))
    }
    let known = told.reduce(into: Set<String>()) { $0.formUnion($1.related) }
    return told.filter { rule, related in
      rule.isForMissing || !related.isEmpty || rule.caught.contains { !known.contains($0.id) }
    }.map(\.rule)
  }

  /// The incidents that a rule on failures, latencies or lines is about, by what they hit. Fewer
  /// requests than usual may have many reasons, so a rule on these is about none.
  private func related(to rule: AlertRule) -> Set<String> {
    let incidents = replay.incidents
    switch rule.condition.signal.term {
    case .lines: return Set(incidents.map(\.id))
    case .failures(let name), .latency(_, let name):
      let refs = signals.names.refs(name)
      return Set(incidents.filter { !refs.isDisjoint(with: $0.operations) }.map(\.id))
    case .attempts where rule.gate == nil: return []
    case .attempts(let name):
      let refs = signals.names.refs(name)
      return Set(incidents.filter { !refs.isDisjoint(with: $0.operations) }.map(\.id))
    case .named: return []
    }
  }

  /// Attempts of an operation a minute, outside of incidents.
  private func rate(of name: String) -> Double {
    guard let minutes = try? signals.minutes(of: name, in: RuleSignal(.attempts(name))) else {
      return 0
    }
    let healthy = replay.isHealthy(held: 1)
    let covered = signals.coverage(of: Set(signals.names.refs(name).map(\.service)))
    var (calls, steps) = (0.0, 0.0)
    for step in healthy.indices where healthy[step] {
      calls += minutes.attempts[step]
      steps += covered[step]
    }
    return steps > 0 ? calls * 60 / (steps * Double(signals.counts.stepSeconds)) : 0
  }

  /// Few calls a minute make no share and no quantile: then longer is counted (seconds).
  private static func window(forRate rate: Double) -> Int {
    rate >= 5 ? 0 : rate >= 1 ? 300 : rate >= 0.3 ? 600 : 1800
  }

  /// Those of incidents, then the busiest.
  private var operations: [String] {
    let busy = signals.counts.operations.sorted {
      (-$0.arrivals, $0.ref.service, $0.ref.operation)
        < (-$1.arrivals, $1.ref.service, $1.ref.operation)
    }.map(\.ref)
    let known = Set(busy)
    let hit = replay.incidents.flatMap(\.operations).filter(known.contains)
    var names: [String] = []
    func add(_ refs: [OperationRef], upTo most: Int) {
      for ref in refs where names.count < most {
        let name = signals.names.shortName(of: ref)
        if !names.contains(name) { names.append(name) }
      }
    }
    add(hit, upTo: Self.mostOperations)
    if !ofIncidentsAlone { add(busy, upTo: names.count + Self.mostOperations) }
    return names
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

  /// The rule of a signal with the threshold nearest to the usual that keeps to the budget.
  ///
  /// - Parameter least: lower thresholds would fire on nothing.
  private func fitted(
    _ signal: RuleSignal, _ comparison: Condition.Comparison, hold: Int, least: Double
  ) -> RecommendedRule? {
    var rule = AlertRule(Condition(signal, comparison, 0), holdSeconds: hold)
    guard let held = try? replay.held(by: rule) else { return nil }
    let isHealthy = replay.isHealthy(held: replay.reach(of: rule))
    let known = held.indices.map { isHealthy[$0] ? held[$0] : .nan }
    let sign = comparison.isBelow ? -1.0 : 1
    let sided = comparison.isBelow ? known.map { -$0 } : known
    guard let fitted = Self.threshold(sided, crossings: allowed(known)) else { return nil }
    let extreme = fitted * sign
    if comparison.isBelow {
      rule.condition.threshold = Self.roundedDown(extreme / Self.margin)
      guard rule.condition.threshold > least else { return nil }
    } else {
      rule.condition.threshold = max(
        Self.roundedUp(least), Self.roundedUp(extreme * Self.margin))
    }
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
  /// joins the runs beside it. Only few values are that high, so of a long series those are put in
  /// order first that a sample says are the highest.
  static func threshold(_ values: [Double], crossings most: Int) -> Double? {
    let known = values.indices.filter { !values[$0].isNaN }
    guard known.count > 4096 else { return lowered(values, known, most).threshold }
    let sample = stride(from: 0, to: known.count, by: 16).map { values[known[$0]] }.sorted(by: >)
    let cut = sample[sample.count / 32]
    let high = lowered(values, known.filter { values[$0] >= cut }, most)
    return high.isReached ? high.threshold : lowered(values, known, most).threshold
  }

  /// The same among the values at some places, and whether there would have been too many crossings
  /// below it.
  private static func lowered(
    _ values: [Double], _ places: [Int], _ most: Int
  ) -> (threshold: Double?, isReached: Bool) {
    let order = places.sorted { (values[$1], $0) < (values[$0], $1) }
    guard var lowest = order.first.map({ values[$0] }) else { return (nil, false) }
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
      if runs > most { return (lowest, true) }
    }
    return (lowest, false)
  }

  /// Two digits, upwards: more would claim what a history cannot hold.
  static func roundedUp(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    var scale = 1.0
    while value * scale < 10 { scale *= 10 }
    while value * scale >= 100 { scale /= 10 }
    return ((value * scale) - 1e-9).rounded(.up) / scale
  }

  /// The same downwards.
  static func roundedDown(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    var scale = 1.0
    while value * scale < 10 { scale *= 10 }
    while value * scale >= 100 { scale /= 10 }
    return ((value * scale) + 1e-9).rounded(.down) / scale
  }

  // MARK: Missing requests

  /// Requests of other operations a minute that a rule on missing ones needs at least.
  private static let leastOthers = 2.0

  /// A rule on requests that do not come, gated on the traffic of all others.
  ///
  /// It holds for so long that calls by chance (a Poisson process) leave such a hole no more often
  /// than the budget allows, however short the history is.
  private func missing(_ name: String, rate: Double) -> RecommendedRule? {
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
    for hold in Self.holds + [900, 1800] {
      let holes = budgetSeconds / 60 * rate * exp(-rate * Double(hold) / 60)
      guard holes <= 1 else { continue }
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
