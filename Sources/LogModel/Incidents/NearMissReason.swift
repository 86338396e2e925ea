/// Why something with the shape of an incident is none.
public enum NearMissReason: Hashable, Sendable {
  /// It differs from earlier logs from its first record on, and nothing in the log changes.
  case unlikeHistory
  case tooFewFailures(Int, needed: Int)
  /// Log likelihood ratios, in nats.
  case tooLittleEvidence(Double, needed: Double)
  case chance
  /// Requests stayed out, and nothing is known to have failed.
  case noFailureInLogs
  /// The failures are one client's, and others fared well.
  case oneClient
}
