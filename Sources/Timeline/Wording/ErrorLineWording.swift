import Inference
import LogModel

/// Tells an incident that shows in lines alone: how often they were logged, and no word of
/// requests.
struct ErrorLineWording: SymptomWording {
  private let incident: Incident
  private let rate: LineRate
  private let logsEnd: Timestamp?
  private let words: LineWords

  init(_ incident: Incident, _ rate: LineRate, logsEnd: Timestamp?) {
    self.incident = incident
    self.rate = rate
    self.logsEnd = logsEnd
    words = LineWords(incident, isTold: rate.isTold)
  }

  var nouns: SymptomNouns {
    SymptomNouns(
      bad: rate.isTold ? LineWords.told : "error lines", they: "they were", one: "such a line",
      last: "such line", good: "other line", start: "first such line", before: "other line")
  }

  var title: ReportText { words.subject + [.words(isFew ? " were logged" : " rose")] }
  var happened: ReportText { words.within + [.words(isFew ? " were logged" : " rose")] }
  var rows: [RowDraft] { [rose] + relapses + [ending] + confirmed }
  var whyNoUsers: String? { "lines are not counted by user" }

  private var onset: CitedEvent { incident.firstFailure }

  /// Lines that say what happened by themselves: too few for a rate.
  private var isFew: Bool { rate.before <= 0 && incident.impact.failures < Self.leastOfRate }
  private static let leastOfRate = 5

  private var rose: RowDraft {
    var text = words.subject
    if isFew {
      text = text + [.words(" were logged, and none before" + norEarlier)]
    } else if let before = incident.onset.earliest {
      text = text + [.words(" rose from \(usual) to \(NumberWords.rate(rate.within))/min")]
      if CourseWords.isWide(before, onset) {
        text = text + [.words("; the rise began after "), .clock(before.time)]
      }
    } else {
      let often = NumberWords.rate(rate.within)
      text = text + [.words(" were logged \(often)/min already at the first record")]
    }
    return RowDraft(
      .failuresRose, at: onset, support: incident.onset.earliest.map { [$0] } ?? [],
      confidence: incident.onset.confidence, text: text + words.most + words.basis + [.words(".")])
  }

  /// Says that earlier logs hold none either, where that is what makes so few an incident.
  private var norEarlier: String {
    guard let baseline = incident.baseline, baseline.basis == .history else { return "" }
    let dates = HistoryDays(range: baseline.range, hours: HistoryHours()).words
    return ", nor in the earlier logs (\(dates))"
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
          + [.words(" stopped briefly, after \(NumberWords.count(phase.failures, "line")).")])
    }
    let rose = RowDraft(
      .failuresRose, at: next.firstBad, support: next.lastGoodBefore.map { [$0] } ?? [],
      confidence: incident.onset.confidence,
      text: words.subject + [.words(" rose again: \(NumberWords.count(next.failures, "line")).")])
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
    if CourseWords.isWide(bad, other) || !CourseWords.isWide(onset, other) {
      text = text + [.words("; the last was logged at "), .clock(bad.time)]
    }
    return RowDraft(
      .failuresFell, at: other, support: [bad], confidence: end.confidence,
      text: text + [.words(".")] + CourseWords.hold(incident, logsEnd))
  }

  private var stillComing: RowDraft {
    let last = incident.lastFailure
    var text: ReportText
    if isFew {
      text = [.words("The last of ")] + words.within + [.words(" was logged at ")]
      text = text + [.clock(last.time), .words("; no recovery is in the evidence")]
    } else if incident.state == .endUnknown {
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
    CourseWords.confirmed(incident) { held, good in
      [.words("no further ")] + words.within
        + [.words(" for \(held) (\(NumberWords.count(good, "other line")))")]
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
    let lines = NumberWords.count(impact.failures, "line")
    return impact.basis == .counted ? lines : "at least " + lines
  }
}

/// How the lines of an incident are spoken of: by their message, or as error lines where they
/// say several things.
private struct LineWords {
  private let message: String?
  private let isMixed: Bool
  private let isTold: Bool
  static let told = "lines that tell of a failure in words"

  init(_ incident: Incident, isTold: Bool) {
    message = incident.signatures.first?.message
    isMixed = incident.signatures.count > 1
    self.isTold = isTold
  }

  /// `Lines like "X"`, at the beginning of a sentence.
  var subject: ReportText {
    text("Lines like ", isTold ? "Lines that tell of a failure in words" : "Error lines")
  }

  /// `lines like "X"`, within a sentence.
  var within: ReportText { text("lines like ", isTold ? Self.told : "error lines") }

  /// How it is known that they are of a failure, where neither a level nor the subject says so.
  var basis: ReportText {
    guard isTold, !isMixed else { return [] }
    return [.words("; they have no level, and tell of a failure in words")]
  }

  /// `, most often "X"`, where the lines say several things.
  var most: ReportText {
    guard isMixed, let message else { return [] }
    return [.words(", most often "), .quoted(Shortened.message(message))]
  }

  private func text(_ like: String, _ all: String) -> ReportText {
    guard !isMixed, let message else { return [.words(all)] }
    return [.words(like), .quoted(Shortened.message(message))]
  }
}
