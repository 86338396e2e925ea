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

/// The first moment at which a reasonable alert would have fired in an incident.
///
/// Found by replaying rules on the same history: a help to choose one, and never a fact of the
/// incident itself.
public struct AlertMoment: Hashable, Sendable {
  public var time: Timestamp
  /// As it is typed: `failures(order)/attempts(order) > 5% for 2m`.
  public var rule: String
  /// How much of the history outside of incidents it was tried on, in seconds.
  public var historySeconds: Double
  /// How often it would have fired there; `nil` where that is too little to tell.
  public var falseAlarms: Int?
  /// Buckets that its threshold was fitted on.
  public var buckets: Int

  public init(
    time: Timestamp, rule: String, historySeconds: Double, falseAlarms: Int?, buckets: Int
  ) {
    self.time = time
    self.rule = rule
    self.historySeconds = historySeconds
    self.falseAlarms = falseAlarms
    self.buckets = buckets
  }

  /// `2 h of history: false alarms unknown`
  public var history: String {
    let length = NumberWords.duration(historySeconds) + " of history"
    guard let falseAlarms else { return length + ": false alarms unknown" }
    return falseAlarms == 0
      ? length + ": no false alarm" : length + ": " + NumberWords.count(falseAlarms, "false alarm")
  }
}
