import Inference
import LogModel

/// Tells an incident in which calls ended well and took long.
struct SlowCallWording: SymptomWording {
  private let incident: Incident
  private let slowness: Slowness
  private let logsEnd: Timestamp?
  private let words: OperationWords

  init(_ incident: Incident, _ slowness: Slowness, logsEnd: Timestamp?) {
    self.incident = incident
    self.slowness = slowness
    self.logsEnd = logsEnd
    words = OperationWords(incident)
  }

  let nouns = SymptomNouns(
    bad: "slow calls", they: "they were", one: "a slow call", last: "slow call",
    good: "call of normal latency", start: "first slow call", before: "fast call")

  var title: ReportText { words.subject + [.words(" \(words.were) slow")] }
  var happened: ReportText { words.within + [.words(" \(words.were) slow")] }
  var rows: [RowDraft] { [rose] + relapses + [ending] + confirmed }

  var whyNoUsers: String? {
    incident.impact.namesUsers ? "the records of these calls name no user" : Self.noUser
  }

  private var onset: CitedEvent { incident.firstFailure }
  private var threshold: String { NumberWords.milliseconds(slowness.thresholdMilliseconds) }
  private var usual: String { NumberWords.milliseconds(slowness.baselineMilliseconds) }

  private var rose: RowDraft {
    var text = words.subject
    if let before = incident.onset.earliest {
      text = text + [.words(" became slow")] + sizes
      if CourseWords.isWide(before, onset) {
        text = text + [.words("; it began after "), .clock(before.time)]
      }
    } else {
      text = text + [.words(" \(words.were) slow already at the first record")] + sizes
    }
    return RowDraft(
      .latencyChange, at: onset, support: incident.onset.earliest.map { [$0] } ?? [],
      confidence: incident.onset.confidence,
      text: text + [.words(".")] + words.alsoFailing + ConcentrationWords(incident).text)
  }

  /// `: median latency rose from 42 ms to 130 ms; 96 % of calls took at least 80 ms (normally 4 %)`
  private var sizes: ReportText {
    let seen = NumberWords.milliseconds(slowness.seenMilliseconds)
    guard slowness.seenMilliseconds >= Self.leastRise * slowness.baselineMilliseconds else {
      return [.words(": ")] + shares
    }
    let median =
      incident.onset.earliest == nil
      ? ": median latency \(seen) (normally \(usual)); "
      : ": median latency rose from \(usual) to \(seen); "
    return [.words(median)] + shares
  }

  /// From this rise on the median says something of what happened.
  private static let leastRise = 1.2

  /// `96 % of calls took at least 80 ms (normally 4 %)`
  private var shares: ReportText {
    [
      .words(slowness.share >= 1 ? "every call" : "\(NumberWords.share(slowness.share)) of calls"),
      .words(" took at least \(threshold) (normally \(NumberWords.share(slowness.baselineShare)))"),
    ]
  }

  private var relapses: [RowDraft] {
    PhaseRows(incident).rows(relapse) { count in
      RowDraft.Told(
        .latencyChange, words.subject + [.words(" \(words.were) slow in \(count) stretches")])
    }
  }

  private func relapse(_ phase: Phase, _ next: Phase) -> [RowDraft] {
    let fell = phase.firstGoodAfter.map { good in
      RowDraft(
        .latencyChange, at: good, support: [phase.lastBad],
        confidence: incident.onset.confidence,
        text: [.words("Latency of ")] + words.within + [.words(" returned to normal briefly.")])
    }
    let rose = RowDraft(
      .latencyChange, at: next.firstBad, support: next.lastGoodBefore.map { [$0] } ?? [],
      confidence: incident.onset.confidence,
      text: words.subject
        + [.words(" \(words.were) slow again: \(NumberWords.count(next.failures, "slow call")).")])
    return [fell, rose].compactMap { $0 }
  }

  private var ending: RowDraft {
    guard let end = incident.end, let good = end.latest else { return stillSlow }
    let bad = end.earliest ?? incident.lastFailure
    var text: ReportText = [.words("Latency of ")] + words.within
    text = text + [.words(" returned to normal, after \(counts)")]
    if CourseWords.isWide(bad, good) {
      text = text + [.words("; it ended after "), .clock(bad.time)]
    }
    return RowDraft(
      .becameNormal, at: good, support: [bad], confidence: end.confidence,
      text: text + [.words(".")] + CourseWords.hold(incident, logsEnd))
  }

  private var stillSlow: RowDraft {
    let last = incident.lastFailure
    var text: ReportText
    if incident.state == .endUnknown {
      text = [.words("The records of ")] + words.within
      text = text + [.words(" end while still slow; the last slow call ended ")]
      text = text + [.clock(last.time)]
    } else {
      text = words.subject + [.words(" \(words.were) still slow at the last record (")]
      text = text + [.clock(last.time), .words(")")]
    }
    return RowDraft(
      .latencyChange, at: last, confidence: incident.onset.confidence,
      text: text + [.words("; \(counts) so far.")])
  }

  private var confirmed: [RowDraft] {
    CourseWords.confirmed(incident) { held, good in
      [.words("latency normal for \(held) (\(NumberWords.count(good, "call")))")]
    }
  }

  /// `412 slow calls of 430`, with how far the count can be trusted.
  private var counts: String {
    let impact = incident.impact
    let slow =
      NumberWords.count(impact.degraded?.count ?? 0, "slow call") + " of \(impact.attempts)"
    switch impact.basis {
    case .counted: return slow
    case .atLeast: return "at least " + slow
    case .estimated: return "about " + slow
    }
  }
}
