/// What had the shape of an incident and stayed below its bounds.
public struct NearMiss: Sendable {
  /// As far as it is known.
  public var incident: Incident
  /// Why it is none: `2 failures where 3 are asked for`.
  public var reason: String
  /// Nats in its favour, for ranking.
  public var evidence: Double

  /// A near miss and why it is no incident.
  public init(incident: Incident, reason: String, evidence: Double) {
    self.incident = incident
    self.reason = reason
    self.evidence = evidence
  }
}
