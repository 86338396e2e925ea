import Inference
import LogModel

/// What a back-test found: rules on the history, and which are recommended.
public struct BacktestReport: Sendable {
  /// A rule that was given, and what became of it.
  public struct Given: Sendable {
    /// Where it stands: `--rule`, or a file and a line.
    public var source: String
    /// As a file calls it.
    public var name: String?
    /// As it was given.
    public var text: String
    public var result: Result

    public enum Result: Sendable {
      case replayed(RuleOutcome)
      /// Why it cannot be.
      case notReplayable(String)
    }

    public init(source: String, name: String?, text: String, result: Result) {
      self.source = source
      self.name = name
      self.text = text
      self.result = result
    }
  }

  public var history: TimeRange
  /// Seconds of a bucket.
  public var stepSeconds: Int
  /// What inputs cover outside of incidents, in seconds.
  public var healthySeconds: Double
  public var incidents: [IncidentStretch]
  public var given: [Given] = []
  /// `nil` where none were asked for.
  public var recommended: [RecommendedRule]?
  /// One false alarm in so many seconds was allowed.
  public var budgetSeconds: Double
  /// Whether faults that are planted would be found; `nil` where nobody asked.
  public var power: DetectionPower?
  /// Files that were written.
  public var written: [String] = []

  public init(
    history: TimeRange, stepSeconds: Int, healthySeconds: Double, incidents: [IncidentStretch],
    budgetSeconds: Double
  ) {
    self.history = history
    self.stepSeconds = stepSeconds
    self.healthySeconds = healthySeconds
    self.incidents = incidents
    self.budgetSeconds = budgetSeconds
  }
}

extension RuleReplay {
  /// Seconds that any input covers outside of incidents.
  public var healthySeconds: Double {
    let healthy = isHealthy(held: 1)
    let covered = signals.coverage(of: [])
    let steps = healthy.indices.reduce(0.0) { $0 + (healthy[$1] ? covered[$1] : 0) }
    return steps * Double(signals.counts.stepSeconds)
  }
}

extension RecommendedRule {
  /// When it would have fired in an incident, as a report tells it; `nil` for never.
  public func moment(in id: String) -> AlertMoment? {
    guard let fired = outcome.incidents.first(where: { $0.id == id })?.fired else { return nil }
    return AlertMoment(
      time: fired, rule: rule.text, historySeconds: outcome.healthySeconds,
      falseAlarms: outcome.falseAlarmsPerWeek == nil ? nil : outcome.falseAlarms.count,
      buckets: buckets)
  }
}

extension [RecommendedRule] {
  /// The earliest moment at which one of these rules would have fired in an incident; of equal
  /// ones that of the rule in front.
  public func earliest(in id: String) -> AlertMoment? {
    compactMap { $0.moment(in: id) }.enumerated()
      .min { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }?.element
  }
}

extension Incident {
  /// The stamp of its first bad event.
  var began: Timestamp { onset.latest?.time ?? phases.first?.firstBad.time ?? lastFailure.time }
}

extension IncidentStretch {
  /// From the last good event to the first good one after; what lasts reaches to its last bad one.
  public init(id: String, _ incident: Incident) {
    let first = incident.began
    self.init(
      id: id, operations: incident.operations,
      from: incident.onset.earliest.map { min($0.time, first) } ?? first, firstBad: first,
      to: max(incident.lastFailure.time, incident.end?.latest?.time ?? first),
      detected: incident.detection.event?.time)
  }
}
