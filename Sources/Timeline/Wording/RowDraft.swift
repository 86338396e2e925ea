import Events
import Inference
import LogModel

/// A row before its citations have numbers; numbers are given in timeline order.
struct RowDraft {
  var time: Timestamp
  var until: Timestamp?
  var approximate = false
  var kind: TimelineRow.Kind
  var level: TimelineRow.Level
  var source: TimelineRow.Source
  var confidence: TimelineRow.Confidence
  var text: ReportText
  var evidence: CitedEvent
  var support: [CitedEvent] = []
  /// Of a page or an alert: how it is tied to the incident.
  var tie: Detection.Tie?
  /// Equal for rows that say the same thing again.
  var repeatKey: String?
  /// The text of such a row when it is not the first.
  var repeatText: ReportText?

  /// A row from the logs, at the stamp of its own event.
  init(
    _ kind: TimelineRow.Kind, at evidence: CitedEvent, support: [CitedEvent] = [],
    level: TimelineRow.Level = .key, confidence: Boundary.Confidence, text: ReportText
  ) {
    time = evidence.time
    self.kind = kind
    self.level = level
    source = .logs
    self.confidence = confidence
    self.text = text
    self.evidence = evidence
    self.support = support
  }

  /// A row from an event file.
  init(_ event: EventRow, kind: TimelineRow.Kind, level: TimelineRow.Level, text: ReportText) {
    time = event.time
    approximate = event.approximate
    self.kind = kind
    self.level = level
    source = TimelineRow.Source(event.origin)
    confidence = event.approximate ? .low : .high
    self.text = text
    evidence = CitedEvent(time: event.time, source: event.source)
  }

  /// Time order; rows of one stamp by kind, text and place, never by order of arrival.
  static func precedes(_ a: RowDraft, _ b: RowDraft) -> Bool {
    if a.time.nanoseconds != b.time.nanoseconds { return a.time.nanoseconds < b.time.nanoseconds }
    let (rankA, rankB) = (a.kind.storyRank, b.kind.storyRank)
    if rankA != rankB { return rankA < rankB }
    let (textA, textB) = (a.text.plain(in: .utc, on: nil), b.text.plain(in: .utc, on: nil))
    return textA != textB ? textA < textB : a.evidence < b.evidence
  }
}

extension TimelineRow.Kind {
  /// Where a kind stands among rows of one stamp: the order in which the kinds are declared,
  /// which is that of a story.
  var storyRank: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }
}
