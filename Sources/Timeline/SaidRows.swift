import Inference
import LogModel

/// The rows of an incident in which nothing failed: what a log's words show, and no word of
/// failures.
struct SaidRows {
  let incident: Incident
  let change: SaidChange
  let logsEnd: Timestamp?

  /// Every row, in no particular order.
  var all: [RowDraft] {
    switch change.kind {
    case .stopped: [stopped, back].compactMap { $0 } + confirmed
    case .answered: [began] + relapses + returned + confirmed
    case .constant, .marked, .stalled: [changed] + relapses + varied + confirmed
    }
  }

  /// As usual in between, and changed again, for each phase but the last.
  private var relapses: [RowDraft] {
    let subject = SaidWords.subject(change)
    let verb = SaidWords.verb(change)
    let kind: TimelineRow.Kind = change.kind == .stalled ? .stall : .change
    return PhaseRows(incident).rows { phase, next in
      let back = phase.firstGoodAfter.map { good in
        RowDraft(
          .recovered, at: good, support: [phase.lastBad], confidence: incident.onset.confidence,
          text: subject + [.words(" returned to normal briefly.")])
      }
      let again = RowDraft(
        kind, at: next.firstBad, support: next.lastGoodBefore.map { [$0] } ?? [],
        confidence: incident.onset.confidence, text: subject + [.words("\(verb) again.")])
      return [back, again].compactMap { $0 }
    } all: { count in
      RowDraft.Told(kind, subject + [.words("\(verb) in \(count) stretches")])
    }
  }

  private var onset: EvidencePoint { incident.firstFailure }

  /// `Lines like "X"`, or the operation and what its answers had.
  static func title(_ incident: Incident, _ change: SaidChange) -> ReportText {
    guard change.kind == .answered else { return SaidWords.sentence(change) }
    return OperationWords(incident).subject + [
      .words(" returned a new field "), .code(Shortened.name(change.text)),
    ]
  }

  // MARK: Lines

  /// Stands at the last of them: that others went on is what supports it.
  private var stopped: RowDraft {
    let last = incident.onset.earliest ?? onset
    let usual = NumberWords.about(NumberWords.rate(change.usualPerMinute))
    let message: ReportText = [.quoted(Shortened.message(change.text))]
    var text: ReportText =
      change.service.isEmpty
      ? [.words("Messages like ")] + message + [.words(" stopped (normally \(usual)/min)")]
      : [.code(Shortened.name(change.service)), .words(" stopped logging ")] + message
        + [.words(" (normally \(usual)/min)")]
    text = text + [.words(" but other messages continued")]
    if let instead = change.instead {
      text = text + [.words("; "), .quoted(Shortened.message(instead)), .words(" appeared")]
    }
    text = text + [.words(". Last seen "), .clock(last.time), .words(".")]
    return RowDraft(
      .silence, at: onset, support: [last].filter { $0 != onset },
      confidence: incident.onset.confidence, text: text)
  }

  private var back: RowDraft? {
    guard let end = incident.end, let good = end.latest else { return nil }
    return RowDraft(
      .recovered, at: good, support: [end.earliest].compactMap { $0 },
      confidence: end.confidence,
      text: [.quoted(Shortened.message(change.text)), .words(" messages resumed.")]
        + LogRows.hold(incident, logsEnd))
  }

  private var confirmed: [RowDraft] {
    LogRows.confirmed(incident) { held, good in
      let words = SaidWords.healthy(change.kind)
      return [.words("\(words.what) normal for \(held) (\(LogRows.count(good, words.counted)))")]
    }
  }

  // MARK: Answers

  private var began: RowDraft {
    let impact = incident.impact
    var text: ReportText =
      [.words("\(change.answers) of \(LogRows.count(impact.attempts, "successful response")) of ")]
      + OperationWords(incident).within
      + [.words(" contained a new field "), .code(Shortened.name(change.text))]
    if let before = incident.onset.earliest, LogRows.isWide(before, onset) {
      text = text + [.words("; this began after "), .clock(before.time)]
    }
    return RowDraft(
      .change, at: onset, support: incident.onset.earliest.map { [$0] } ?? [],
      confidence: incident.onset.confidence, text: text + [.words(".")])
  }

  private var returned: [RowDraft] {
    guard let end = incident.end, let good = end.latest else {
      let last = incident.lastFailure
      let text =
        [.words("Responses of ")] + OperationWords(incident).within
        + [.words(" still contained "), .code(Shortened.name(change.text))]
        + [.words(" at the last record ("), .clock(last.time), .words(").")]
      return [
        RowDraft(.change, at: last, confidence: incident.onset.confidence, text: text)
      ]
    }
    let text =
      [.words("Responses of ")] + OperationWords(incident).within
      + [.words(" no longer contained "), .code(Shortened.name(change.text)), .words(".")]
    return [
      RowDraft(
        .recovered, at: good, support: [end.earliest].compactMap { $0 },
        confidence: end.confidence, text: text + LogRows.hold(incident, logsEnd))
    ]
  }

  // MARK: Values

  private var changed: RowDraft {
    var text = SaidWords.sentence(change)
    switch change.kind {
    case .stalled:
      text = text + [.words("; records continued")]
    default: text = text + [.words("; no errors were returned")]
    }
    if let before = incident.onset.earliest, LogRows.isWide(before, onset) {
      text = text + [.words("; this began after "), .clock(before.time)]
    }
    return RowDraft(
      change.kind == .stalled ? .stall : .change, at: onset,
      support: incident.onset.earliest.map { [$0] } ?? [],
      confidence: incident.onset.confidence, text: text + [.words(".")])
  }

  private var varied: [RowDraft] {
    let subject = SaidWords.subject(change)
    guard let end = incident.end, let good = end.latest else {
      let last = incident.lastFailure
      let text =
        subject + [.words(" was still the same at the last record ("), .clock(last.time)]
        + [.words(").")]
      return [
        RowDraft(
          change.kind == .stalled ? .stall : .change, at: last,
          confidence: incident.onset.confidence, text: text)
      ]
    }
    let verb = change.kind == .stalled ? " changed again." : " returned to normal."
    return [
      RowDraft(
        .recovered, at: good, support: [end.earliest].compactMap { $0 },
        confidence: end.confidence,
        text: subject + [.words(verb)] + LogRows.hold(incident, logsEnd))
    ]
  }
}
