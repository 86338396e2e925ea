import Inference
import LogModel

/// One line of a timeline: what happened, when, and where that can be read.
///
/// The initialiser asks for evidence that cannot be empty, so no row is without.
public struct TimelineRow: Hashable, Sendable {
  /// What a row says happened, in the words of the report's format.
  public enum Kind: String, Sendable, CaseIterable {
    case change, deploy, rollback, restart
    case lastSuccess = "last_success"
    case firstFailure = "first_failure"
    case failuresRose = "failures_rose"
    case failure
    case latencyChange = "latency_change"
    case requestSpike = "request_spike"
    case requestDrop = "request_drop"
    case silence, stall
    case novelMessage = "novel_message"
    case alertPending = "alert_pending"
    case alertFired = "alert_fired"
    case alertCleared = "alert_cleared"
    case engineerNotified = "engineer_notified"
    case acknowledged, escalated, declared
    case statusUpdate = "status_update"
    case userReport = "user_report"
    case detected, investigating
    case ruledOut = "ruled_out"
    case causeFound = "cause_found"
    case mitigation
    case lastFailure = "last_failure"
    case failuresFell = "failures_fell"
    case recovered, confirmed, resolved
    case becameNormal = "became_normal"
    case note
  }
  /// How much a reader needs the row.
  public enum Level: String, Sendable, CaseIterable { case key, context, detail }
  /// Which kind of record the row comes from.
  public enum Source: String, Sendable, CaseIterable {
    case logs, metrics, alerts, oncall, chat, human, deploy
  }
  /// How far the row's time can be trusted.
  public typealias Confidence = Boundary.Confidence

  /// The stamp of the row's own event.
  public var time: Timestamp
  /// The end of what lasted.
  public var until: Timestamp?
  /// The time is from memory, to the minute or worse.
  public var approximate: Bool
  public var kind: Kind
  public var level: Level
  public var source: Source
  /// Index in the timeline of the row that this one repeats.
  public var repeatOf: Int?
  public var confidence: Confidence
  public var text: ReportText
  public let citations: CitationList
  /// Of a page or an alert: how it is tied to the incident; of other rows `nil`.
  public var tie: Detection.Tie?
  /// It is a message of a chat that is neither flagged nor part of the incident's course.
  public var isChatter: Bool { source == .chat && level == .detail }
  /// It marks the start, the first page, the end or the recovery: a short draft has it, too.
  public var isLandmark = false

  /// A row that rests on the given evidence.
  public init(
    time: Timestamp, until: Timestamp? = nil, approximate: Bool = false, kind: Kind,
    level: Level, source: Source, repeatOf: Int? = nil, confidence: Confidence = .high,
    text: ReportText, citations: CitationList
  ) {
    self.time = time
    self.until = until
    self.approximate = approximate
    self.kind = kind
    self.level = level
    self.source = source
    self.repeatOf = repeatOf
    self.confidence = confidence
    self.text = text
    self.citations = citations
  }
}
