import LogModel

/// How the times of an incident were reached: which signal was believed, and which were not.
public struct Reasoning: Sendable {
  /// What a boundary rests on.
  public enum Ground: String, Sendable {
    /// Nothing is known between the two events around it.
    case bracket
    /// Failures among successes: where the model's path most likely changes level.
    case posterior
    /// The share rose slowly, and a line fits better than a step.
    case ramp
    /// It lies outside of the log.
    case unknown
  }

  /// Why a signal was not the one believed.
  public enum Reason: Hashable, Sendable {
    /// Lines say that something is wrong, not how often it failed.
    case saysNoShare
    case lessEvidence
    /// It has fewer bad events than another; failures or lines.
    case fewer(Int, than: Int, areLines: Bool)
    /// A client's own log of calls that the service answers for.
    case clientsOwnLog
    /// Its attempts take in more than what failed.
    case takesInMore(attempts: Int)
    case severalFailuresTogether
    /// It says the same as the one believed, which comes first by name or time.
    case saysTheSame
  }

  /// A signal that was judged, and what the model made of it.
  public struct Candidate: Sendable {
    /// What went wrong: what `failures` counts.
    public var symptom: Symptom
    public var operation: OperationRef
    /// `500 Failed to fulfill order at factory`; empty where several are counted together.
    public var failure: String
    public var from: Timestamp
    public var to: Timestamp
    public var attempts: Int
    public var failures: Int
    /// Outside of the run.
    public var baselineAttempts: Int
    public var baselineFailures: Int
    /// The share of failures that the model took for usual.
    public var baselineRatio: Double
    /// What earlier logs say is usual, where it was held against that.
    public var history: BaselineRate?
    /// Nats in favour of the run, after the price of one more incident.
    public var evidence: Double
    /// Stretches that were joined.
    public var stretches: Int
    /// Seconds of a cell; 0 where each event is one.
    public var cellSeconds: Int64
  }

  public var believed: Candidate
  /// The signal that the start rests on, or the end, where it is another one.
  public var startSignal: Candidate?
  public var endSignal: Candidate?
  public var start: Ground
  public var end: Ground
  /// The others of the incident, strongest first, each with why it was not believed.
  public var rivals: [(judged: Candidate, reason: Reason)]
}
