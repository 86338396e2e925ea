import Inference
import LogModel

/// Tells an incident in which a value was not what it was, though nothing failed.
struct ChangedValueWording: SymptomWording {
  private let incident: Incident
  private let value: ChangedValue
  private let logsEnd: Timestamp?

  init(_ incident: Incident, _ value: ChangedValue, logsEnd: Timestamp?) {
    self.incident = incident
    self.value = value
    self.logsEnd = logsEnd
  }

  var nouns: SymptomNouns {
    value.kind == .stall
      ? SymptomNouns(
        bad: "stall", they: "it was", one: "such a line", last: "line with the same number",
        good: "such line", start: "stall", before: "change")
      : NewFieldWording.nouns
  }

  var title: ReportText { value.sentence }
  var happened: ReportText { value.within }
  var rows: [RowDraft] { [changed] + relapses + ended + confirmed }

  var whyNoUsers: String? {
    if value.kind == .stall { return "lines are not counted by user" }
    return incident.impact.namesUsers ? "not all of the answers were looked at" : Self.noUser
  }

  private var onset: CitedEvent { incident.firstFailure }

  private var changed: RowDraft {
    var text = value.sentence + [.words(value.meanwhile)]
    if let before = incident.onset.earliest, CourseWords.isWide(before, onset) {
      text = text + [.words("; this began after "), .clock(before.time)]
    }
    return RowDraft(
      value.kind, at: onset, support: incident.onset.earliest.map { [$0] } ?? [],
      confidence: incident.onset.confidence, text: text + [.words(".")])
  }

  /// As usual in between, and changed again, for each phase but the last.
  private var relapses: [RowDraft] { NewFieldWording.relapses(of: incident, value) }

  private var ended: [RowDraft] {
    guard let end = incident.end, let good = end.latest else {
      let last = incident.lastFailure
      let text =
        value.subject + [.words(" was still the same at the last record ("), .clock(last.time)]
        + [.words(").")]
      return [
        RowDraft(value.kind, at: last, confidence: incident.onset.confidence, text: text)
      ]
    }
    return [
      RowDraft(
        .recovered, at: good, support: [end.earliest].compactMap { $0 },
        confidence: end.confidence,
        text: value.subject + [.words(value.recovers)] + CourseWords.hold(incident, logsEnd))
    ]
  }

  private var confirmed: [RowDraft] { CourseWords.confirmed(incident, value.healthy) }
}
