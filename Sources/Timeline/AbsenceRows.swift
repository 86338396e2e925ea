import Inference
import LogModel

/// The rows of an incident in which nobody asked for an operation while others were asked for.
struct AbsenceRows {
  let incident: Incident
  let absence: Absence
  let logsEnd: Timestamp?
  private let words: OperationWords

  init(_ incident: Incident, _ absence: Absence, logsEnd: Timestamp?) {
    self.incident = incident
    self.absence = absence
    self.logsEnd = logsEnd
    words = OperationWords(incident)
  }

  /// Every row, in no particular order.
  var all: [RowDraft] { last + [ceased, ending] + confirmed }

  private var last: [RowDraft] {
    guard let before = incident.onset.earliest else { return [] }
    let text: ReportText =
      [.words("Last ")] + words.one + [.words(" before the silence ("), .clock(before.time)]
      + [.words(").")]
    return [
      RowDraft(.lastSuccess, at: before, confidence: incident.onset.confidence, text: text)
    ]
  }

  private var ceased: RowDraft {
    let usual = NumberWords.about(NumberWords.rate(absence.usualPerMinute))
    var text: ReportText = [.words("No ")] + words.within
    text = text + [.words(" came any more (usually \(usual) a minute), while other requests ")]
    text = text + [.words("went on")]
    if let before = incident.onset.earliest {
      text = text + [.words("; none came after "), .clock(before.time)]
    }
    return RowDraft(
      .silence, at: incident.firstFailure, support: incident.onset.earliest.map { [$0] } ?? [],
      confidence: incident.onset.confidence, text: text + [.words(".")])
  }

  private var missing: String {
    "\(absence.low) to \(absence.high) are missing by the usual rate"
  }

  private var ending: RowDraft {
    guard let end = incident.end, let again = end.latest else {
      let last = incident.lastFailure
      let text: ReportText =
        [.words("Still no ")] + words.within
        + [.words(" at the last record ("), .clock(last.time), .words("); \(missing).")]
      return RowDraft(.silence, at: last, confidence: incident.onset.confidence, text: text)
    }
    let text: ReportText =
      words.subject + [.words(" came again; \(missing).")] + LogRows.hold(incident, logsEnd)
    return RowDraft(
      .becameNormal, at: again, support: [end.earliest].compactMap { $0 },
      confidence: end.confidence, text: text)
  }

  private var confirmed: [RowDraft] {
    LogRows.confirmed(incident) { held, good in
      [.words("\(held) with \(LogRows.count(good, "request"))")]
    }
  }
}
