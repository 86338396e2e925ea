import LogModel

/// An incident as a back-test sees it: when it was, and when somebody noticed.
public struct IncidentStretch: Sendable {
  public var id: String
  public var operations: [OperationRef]
  /// From the last good event, where there is one, to the first good one after it.
  public var from: Timestamp
  /// The first bad event.
  public var firstBad: Timestamp
  public var to: Timestamp
  /// When it was noticed; `nil` where the evidence does not say.
  public var detected: Timestamp?

  public init(
    id: String, operations: [OperationRef], from: Timestamp, firstBad: Timestamp, to: Timestamp,
    detected: Timestamp?
  ) {
    self.id = id
    self.operations = operations
    self.from = from
    self.firstBad = firstBad
    self.to = to
    self.detected = detected
  }
}

/// What became of one rule on the history.
public struct RuleOutcome: Sendable {
  /// What it did in one incident.
  public struct InIncident: Sendable {
    public var id: String
    /// When it would have fired; `nil` for never.
    public var fired: Timestamp?
    /// It was firing when the incident began.
    public var wasFiringBefore: Bool
    /// Seconds from the first bad event.
    public var afterSeconds: Double?
    /// Seconds before somebody noticed, negative where it would have been later.
    public var beforeDetectionSeconds: Double?
    /// The value nearest to firing that it held for as long as the rule asks; `nil` where none
    /// is known.
    public var closest: Double?
  }

  public var rule: AlertRule
  public var incidents: [InIncident]
  /// When it would have fired outside of every incident.
  public var falseAlarms: [Timestamp]
  /// What is known of the history outside of incidents, in seconds.
  public var healthySeconds: Double
  /// The value nearest to firing in all of the history, and when it was reached.
  public var closest: (value: Double, time: Timestamp)?
  /// It fired at some time.
  public var hasFired: Bool

  /// Less history says nothing of how often a rule gives false alarms (seconds).
  public static let leastHistory = 2 * 86_400.0

  /// `nil` where the history is too short to tell.
  public var falseAlarmsPerWeek: Double? {
    healthySeconds >= Self.leastHistory
      ? Double(falseAlarms.count) * 604_800 / healthySeconds : nil
  }

  /// How far the nearest value stayed from the threshold; `nil` where it was reached or nothing is
  /// known.
  public var margin: Double? {
    guard !hasFired, let closest else { return nil }
    return (closest.value - rule.condition.threshold).magnitude
  }
}

/// Replays a rule on the history: it fires where its condition holds for all buckets of its time.
public struct RuleReplay {
  let signals: RuleSignals
  let incidents: [IncidentStretch]

  public init(_ signals: RuleSignals, incidents: [IncidentStretch]) {
    self.signals = signals
    self.incidents = incidents
  }

  /// - Throws: `RuleError` where the rule names nothing that is known.
  public func outcome(of rule: AlertRule) throws(RuleError) -> RuleOutcome {
    let held = try held(by: rule)
    return outcome(of: rule, held: held)
  }

  /// The value that each step and those before it, as long as the rule asks, have all reached.
  func held(by rule: AlertRule) throws(RuleError) -> [Double] {
    let isBelow = rule.condition.comparison.isBelow
    var values = try signals.values(of: rule.condition.signal, isBelow: isBelow)
    if let gate = rule.gate {
      let other = try signals.values(of: gate.signal, isBelow: gate.comparison.isBelow)
      for step in values.indices where !gate.comparison.holds(other[step], gate.threshold) {
        values[step] = .nan
      }
    }
    return Self.held(values, steps: signals.steps(of: rule.holdSeconds), isBelow: isBelow)
  }

  /// The least of the last steps (the greatest where low values are asked for), in one walk with a
  /// queue of candidates (the sliding window minimum).
  static func held(_ values: [Double], steps: Int, isBelow: Bool) -> [Double] {
    guard steps > 1 else { return values }
    let sign = isBelow ? -1.0 : 1
    // Unknown is on the side that does not fire.
    let sided = values.map { $0.isNaN ? -Double.infinity : $0 * sign }
    var queue: [Int] = []
    var head = 0
    return sided.indices.map { step in
      while queue.count > head, let last = queue.last, sided[last] >= sided[step] {
        queue.removeLast()
      }
      queue.append(step)
      if queue[head] <= step - steps { head += 1 }
      let least = sided[queue[head]]
      return step >= steps - 1 && least.isFinite ? least * sign : .nan
    }
  }

  /// How many steps a rule looks at to fire at the last of them.
  func reach(of rule: AlertRule) -> Int {
    signals.steps(of: rule.holdSeconds)
      + signals.steps(of: rule.condition.signal.windowSeconds) - 1
  }

  /// The steps of an incident as a rule that looks at some steps can see it.
  func steps(of incident: IncidentStretch, held: Int) -> Range<Int> {
    let first = max(0, signals.counts.step(of: incident.from))
    let last = min(signals.counts.steps, signals.counts.step(of: incident.to) + held + 1)
    return first..<max(first, last)
  }

  /// Which steps are of no incident.
  func isHealthy(held: Int) -> [Bool] {
    var isHealthy = [Bool](repeating: true, count: signals.counts.steps)
    for incident in incidents {
      for step in steps(of: incident, held: held) where step < isHealthy.count {
        isHealthy[step] = false
      }
    }
    return isHealthy
  }

  func outcome(of rule: AlertRule, held: [Double]) -> RuleOutcome {
    let size = reach(of: rule)
    let comparison = rule.condition.comparison
    let fires = held.map { comparison.holds($0, rule.condition.threshold) }
    let healthy = isHealthy(held: size)
    var alarms: [Timestamp] = []
    for step in fires.indices where fires[step] && (step == 0 || !fires[step - 1]) {
      if healthy[step] { alarms.append(end(of: step)) }
    }
    let known = held.indices.count { healthy[$0] && !held[$0].isNaN }
    let covered = signals.coverage(of: [])
    let quiet = held.indices.count { healthy[$0] && covered[$0] > 0 }
    let seconds = Double(max(known, quiet)) * Double(signals.counts.stepSeconds)
    let extreme = closest(held[...], comparison)
    return RuleOutcome(
      rule: rule,
      incidents: incidents.map { told(rule, $0, held, fires, size) },
      falseAlarms: alarms, healthySeconds: seconds,
      closest: extreme.map { (held[$0], end(of: $0)) }, hasFired: fires.contains(true))
  }

  private func end(of step: Int) -> Timestamp { signals.counts.time(ofStep: step + 1) }

  private func closest(
    _ held: ArraySlice<Double>, _ comparison: Condition.Comparison
  ) -> Int? {
    let known = held.indices.filter { !held[$0].isNaN }
    return comparison.isBelow
      ? known.min { (held[$0], $0) < (held[$1], $1) }
      : known.min { (-held[$0], $0) < (-held[$1], $1) }
  }

  private func told(
    _ rule: AlertRule, _ incident: IncidentStretch, _ held: [Double], _ fires: [Bool], _ size: Int
  ) -> RuleOutcome.InIncident {
    let steps = steps(of: incident, held: size)
    let first = steps.first { fires[$0] }
    let isBefore = first.map { $0 == steps.lowerBound && $0 > 0 && fires[$0 - 1] } ?? false
    let fired = isBefore ? nil : first.map { max(end(of: $0), incident.firstBad) }
    return RuleOutcome.InIncident(
      id: incident.id, fired: fired, wasFiringBefore: isBefore,
      afterSeconds: fired.map { $0.seconds(since: incident.firstBad) },
      beforeDetectionSeconds: fired.flatMap { fired in
        incident.detected.map { $0.seconds(since: fired) }
      },
      closest: closest(held[steps], rule.condition.comparison).map { held[$0] })
  }
}
