import Inference
import LogModel

/// The rows of an incident that shows in lines alone: how often they came, and no word of
/// requests.
struct LineRows {
  let incident: Incident
  let rate: LineRate
  let logsEnd: Timestamp?
  private let words: LineWords

  init(_ incident: Incident, _ rate: LineRate, logsEnd: Timestamp?) {
    self.incident = incident
    self.rate = rate
    self.logsEnd = logsEnd
    words = LineWords(incident)
  }

  /// Every row, in no particular order.
  var all: [RowDraft] { [rose] + relapses + [ending] + confirmed }

  private var onset: EvidencePoint { incident.firstFailure }

  private var rose: RowDraft {
    var text = words.subject
    if let before = incident.onset.earliest {
      text = text + [.words(" rose from \(usual) to \(NumberWords.rate(rate.within))/min")]
      if LogRows.isWide(before, onset) {
        text = text + [.words("; the rise began after "), .clock(before.time)]
      }
    } else {
      let often = NumberWords.rate(rate.within)
      text = text + [.words(" were logged \(often)/min already at the first record")]
    }
    return RowDraft(
      .failuresRose, at: onset, support: incident.onset.earliest.map { [$0] } ?? [],
      confidence: incident.onset.confidence, text: text + words.most + [.words(".")])
  }

  /// Few again in between, and many again, for each phase but the last.
  private var relapses: [RowDraft] {
    PhaseRows(incident).rows(relapse) { count in
      RowDraft.Told(.failuresRose, words.subject + [.words(" were logged in \(count) bursts")])
    }
  }

  private func relapse(_ phase: Phase, _ next: Phase) -> [RowDraft] {
    let fell = phase.firstGoodAfter.map { other in
      RowDraft(
        .failuresFell, at: other, support: [phase.lastBad],
        confidence: incident.onset.confidence,
        text: words.subject
          + [.words(" stopped briefly, after \(LogRows.count(phase.failures, "line")).")])
    }
    let rose = RowDraft(
      .failuresRose, at: next.firstBad, support: next.lastGoodBefore.map { [$0] } ?? [],
      confidence: incident.onset.confidence,
      text: words.subject + [.words(" rose again: \(LogRows.count(next.failures, "line")).")])
    return [fell, rose].compactMap { $0 }
  }

  private var ending: RowDraft {
    guard let end = incident.end, let other = end.latest else { return stillComing }
    let bad = end.earliest ?? incident.lastFailure
    let fell =
      rate.before <= 0
      ? " stopped (\(total) in total)" : " fell back to \(usual)/min, after \(counts)"
    var text = words.subject + [.words(fell)]
    // A burst may be over within the minute that it began in.
    if LogRows.isWide(bad, other) || !LogRows.isWide(onset, other) {
      text = text + [.words("; the last was logged at "), .clock(bad.time)]
    }
    return RowDraft(
      .failuresFell, at: other, support: [bad], confidence: end.confidence,
      text: text + [.words(".")] + LogRows.hold(incident, logsEnd))
  }

  private var stillComing: RowDraft {
    let last = incident.lastFailure
    var text: ReportText
    if incident.state == .endUnknown {
      text = [.words("The records end while ")] + words.within
      text = text + [.words(" are still logged; the last ("), .clock(last.time), .words(")")]
      text = text + [.words("; when they stopped is not in the evidence")]
    } else {
      text = words.subject + [.words(" were still logged at the last record (")]
      text = text + [.clock(last.time), .words(")")]
    }
    return RowDraft(
      .failure, at: last, confidence: incident.onset.confidence,
      text: text + [.words("; \(counts) so far.")])
  }

  private var confirmed: [RowDraft] {
    LogRows.confirmed(incident) { held, good in
      [.words("no further ")] + words.within
        + [.words(" for \(held) (\(LogRows.count(good, "other line")))")]
    }
  }

  private var usual: String {
    rate.before <= 0 ? "0" : NumberWords.about(NumberWords.rate(rate.before))
  }

  /// `412`, with how far the count can be trusted.
  private var total: String {
    let impact = incident.impact
    return impact.basis == .counted ? "\(impact.failures)" : "at least \(impact.failures)"
  }

  /// `412 lines`, with how far the count can be trusted.
  private var counts: String {
    let impact = incident.impact
    let lines = LogRows.count(impact.failures, "line")
    return impact.basis == .counted ? lines : "at least " + lines
  }
}
