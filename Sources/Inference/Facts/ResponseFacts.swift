import Events
import LogModel

/// A mitigation that people recorded, with the share of failures before it and after it.
///
/// Acts that did not help are kept: whether one did is told by its effect.
public struct MitigationAct: Sendable {
  public var event: EventRow
  /// `nil` where there were no attempts on one side of it, or its symptom has no share.
  public var effect: Effect?
  /// The failures fell with it and did not return; `nil` where that cannot be known.
  public var held: Bool?

  /// What was counted on both sides of an act.
  public struct Effect: Hashable, Sendable {
    public var failedBefore: Int
    public var attemptsBefore: Int
    public var failedAfter: Int
    public var attemptsAfter: Int
    /// How long was counted before it, and after it.
    public var secondsBefore: Double
    public var secondsAfter: Double

    public var ratioBefore: Double { Double(failedBefore) / Double(max(1, attemptsBefore)) }
    public var ratioAfter: Double { Double(failedAfter) / Double(max(1, attemptsAfter)) }
    /// Fewer than half of the failures an attempt were left.
    public var fell: Bool { ratioAfter <= ratioBefore / 2 && ratioBefore > 0 }
  }
}

/// A link in the bodies of failing responses, such as one to report or to end the failure.
public struct CarriedLink: Hashable, Sendable {
  /// The key that holds it.
  public var key: String
  /// Failing responses that carried it, of so many.
  public var failures: Int
  public var of: Int
  /// One of them.
  public var evidence: CitedEvent
}

/// What somebody did while an incident was on, read from the logs: a login, a command, a call.
///
/// It shows that somebody may have noticed by then: an upper bound of detection, never its time.
public struct ResponderAct: Hashable, Sendable {
  public enum Kind: String, Sendable {
    case login, command, restart, deploy
    case adminCall = "admin_call"
    case linkCall = "link_call"

    /// Machines restart and deploy by themselves; they do not log in.
    public var showsPerson: Bool { self != .restart && self != .deploy }
  }

  public var kind: Kind
  public var service: String
  /// The line's template, or the operation that was called.
  public var said: String
  public var evidence: CitedEvent
}
