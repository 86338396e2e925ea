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
          text: subject + [.words(" was as usual for a while.")])
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
    switch change.kind {
    case .stopped:
      return [
        .words("Lines like "), .quoted(Shortened.message(change.text)), .words(" stopped"),
      ]
    case .answered:
      return OperationWords(incident).subject + [
        .words(" answered with a new member "), .code(Shortened.name(change.text)),
      ]
    case .constant, .marked, .stalled: return SaidWords.sentence(change)
    }
  }

  // MARK: Lines

  private var subject: ReportText {
    [.words("Lines like "), .quoted(Shortened.message(change.text))]
  }

  /// Stands at the last of them: that others went on is what supports it.
  private var stopped: RowDraft {
    let last = incident.onset.earliest ?? onset
    var text = subject
    if !change.service.isEmpty {
      text = text + [.words(" of "), .code(Shortened.name(change.service))]
    }
    let usual = NumberWords.about(NumberWords.rate(change.usualPerMinute))
    text = text + [.words(" stopped (usually \(usual) a minute) while its other lines went on")]
    if let instead = change.instead {
      text =
        text + [.words("; lines like "), .quoted(Shortened.message(instead)), .words(" appeared")]
    }
    text = text + [.words("; the last of them came at "), .clock(last.time), .words(".")]
    return RowDraft(
      .silence, at: onset, support: [last].filter { $0 != onset },
      confidence: incident.onset.confidence, text: text)
  }

  private var back: RowDraft? {
    guard let end = incident.end, let good = end.latest else { return nil }
    return RowDraft(
      .recovered, at: good, support: [end.earliest].compactMap { $0 },
      confidence: end.confidence,
      text: subject + [.words(" came again.")] + LogRows.hold(incident, logsEnd))
  }

  private var confirmed: [RowDraft] {
    LogRows.confirmed(incident) { held, good in
      [.words("\(held) with \(LogRows.count(good, NatureWords(incident.nature).good))")]
    }
  }

  // MARK: Answers

  private var began: RowDraft {
    let impact = incident.impact
    var text = OperationWords(incident).subject
    text =
      text + [.words(" answered as if all was well, but with a new member ")]
      + [.code(Shortened.name(change.text))]
      + [.words(" in \(change.answers) of \(LogRows.count(impact.attempts, "answer"))")]
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
        [.words("Answers of ")] + OperationWords(incident).within
        + [.words(" still had "), .code(Shortened.name(change.text))]
        + [.words(" at the last record ("), .clock(last.time), .words(").")]
      return [
        RowDraft(.change, at: last, confidence: incident.onset.confidence, text: text)
      ]
    }
    let text =
      OperationWords(incident).subject
      + [.words(" answered without "), .code(Shortened.name(change.text)), .words(" again.")]
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
      text = text + [.words(" while its lines went on")]
    default: text = text + [.words(", though every call was answered as if all was well")]
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
    let verb = change.kind == .stalled ? " moved again." : " was as usual again."
    return [
      RowDraft(
        .recovered, at: good, support: [end.earliest].compactMap { $0 },
        confidence: end.confidence,
        text: subject + [.words(verb)] + LogRows.hold(incident, logsEnd))
    ]
  }
}
