import Events
import LogModel

/// When somebody or something noticed, as far as the evidence says.
public struct Detection: Sendable {
  public enum Status: String, Sendable {
    case found
    /// What was given covers the window and holds nothing related.
    case noneInEvidence = "none_in_evidence"
    /// No alert, on-call, chat or note was given.
    case noEvidenceGiven = "no_evidence_given"
  }
  public enum Observer: String, Sendable {
    case alert, person
    case userReport = "user_report"
    case responderAction = "responder_action"
  }
  public enum Relation: String, Sendable {
    case mapped, named, label
    case timeOnly = "time_only"
  }

  /// What the alert history says of the incident; where none was given, nothing.
  public enum Alerts: String, Sendable {
    case fired
    /// It spans the incident and holds no alert about it.
    case noneRelated = "none_related"
    /// It holds no alert about the incident, and does not span it or could not all be read.
    case notCovered = "not_covered"
    case notGiven = "not_given"
  }

  /// How one page or alert is tied to the failure, and by which of its words.
  public struct Tie: Hashable, Sendable {
    /// `nil` where it is about something else.
    public var relation: Relation?
    /// The word of the row that names what failed, or what else it is about.
    public var word: String?

    public init(_ relation: Relation?, word: String? = nil) {
      self.relation = relation
      self.word = word
    }
  }

  /// Why this was found, or nothing was.
  public enum Basis: Hashable, Sendable {
    case related(Relation)
    /// What was given of alerts, on-call log or chat could not all be read.
    case unread
    /// Something was given, and none of it is of the incident's time.
    case apart
    case nothingGiven
    case nothingRelated
    /// No record of people says so, and the logs show that somebody was at work by then.
    case actInLogs
    /// Nobody has looked at the events yet.
    case unasked
  }

  /// Nobody has looked at the events yet.
  static let unasked = Detection(
    status: .noEvidenceGiven, event: nil, observer: nil, relation: nil, basis: .unasked)

  public var status: Status
  public var event: EventRow?
  public var observer: Observer?
  public var relation: Relation?
  public var basis: Basis
  public var alerts = Alerts.notGiven
  /// The line by which somebody had noticed at the latest, where no record of people says when.
  public var bound: CitedEvent?

  public init(
    status: Status, event: EventRow?, observer: Observer?, relation: Relation?, basis: Basis
  ) {
    self.status = status
    self.event = event
    self.observer = observer
    self.relation = relation
    self.basis = basis
  }
}
