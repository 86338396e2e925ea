import Inference
import LogModel

/// Tells an incident in which successful responses had a field that they lack otherwise.
struct NewFieldWording: SymptomWording {
  private let incident: Incident
  private let change: ResponseChange
  private let logsEnd: Timestamp?

  init(_ incident: Incident, _ change: ResponseChange, logsEnd: Timestamp?) {
    self.incident = incident
    self.change = change
    self.logsEnd = logsEnd
  }

  static let nouns = SymptomNouns(
    bad: "changed responses", they: "they were", one: "a changed response",
    last: "changed response", good: "normal response",
    start: "first such answer", before: "usual answer")

  var nouns: SymptomNouns { Self.nouns }

  var title: ReportText {
    OperationWords(incident).subject + [
      .words(" returned a new field "), .code(Shortened.name(change.field)),
    ]
  }

  var happened: ReportText { ChangedValue(change).within }

  var rows: [RowDraft] {
    [began] + Self.relapses(of: incident, ChangedValue(change)) + [returned]
      + CourseWords.confirmed(incident, ChangedValue(change).healthy)
  }

  var whyNoUsers: String? {
    incident.impact.namesUsers ? "not all of the answers were looked at" : Self.noUser
  }

  private var onset: CitedEvent { incident.firstFailure }

  /// As usual in between, and changed again, for each phase but the last.
  static func relapses(of incident: Incident, _ value: ChangedValue) -> [RowDraft] {
    PhaseRows(incident).rows { phase, next in
      let back = phase.firstGoodAfter.map { good in
        RowDraft(
          .recovered, at: good, support: [phase.lastBad], confidence: incident.onset.confidence,
          text: value.subject + [.words(" returned to normal briefly.")])
      }
      let again = RowDraft(
        value.kind, at: next.firstBad, support: next.lastGoodBefore.map { [$0] } ?? [],
        confidence: incident.onset.confidence,
        text: value.subject + [.words("\(value.verb) again.")])
      return [back, again].compactMap { $0 }
    } all: { count in
      RowDraft.Told(value.kind, value.subject + [.words("\(value.verb) in \(count) stretches")])
    }
  }

  private var began: RowDraft {
    let all = NumberWords.count(incident.impact.attempts, "successful response")
    var text: ReportText =
      [.words("\(change.responses) of \(all) of ")] + OperationWords(incident).within
      + [.words(" contained a new field "), .code(Shortened.name(change.field))]
    if let before = incident.onset.earliest, CourseWords.isWide(before, onset) {
      text = text + [.words("; this began after "), .clock(before.time)]
    }
    return RowDraft(
      .change, at: onset, support: incident.onset.earliest.map { [$0] } ?? [],
      confidence: incident.onset.confidence, text: text + [.words(".")])
  }

  private var returned: RowDraft {
    let responses: ReportText = [.words("Responses of ")] + OperationWords(incident).within
    guard let end = incident.end, let good = end.latest else {
      let last = incident.lastFailure
      let text =
        responses + [.words(" still contained "), .code(Shortened.name(change.field))]
        + [.words(" at the last record ("), .clock(last.time), .words(").")]
      return RowDraft(.change, at: last, confidence: incident.onset.confidence, text: text)
    }
    let text =
      responses
      + [.words(" no longer contained "), .code(Shortened.name(change.field)), .words(".")]
    return RowDraft(
      .recovered, at: good, support: [end.earliest].compactMap { $0 },
      confidence: end.confidence, text: text + CourseWords.hold(incident, logsEnd))
  }
}
