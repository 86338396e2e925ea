import Inference
import LogModel

/// Tells an incident in which nobody asked for an operation while others were asked for, or
/// far fewer did than earlier logs say is usual.
struct MissingRequestWording: SymptomWording {
  private let incident: Incident
  private let absence: MissingRequests
  private let logsEnd: Timestamp?
  private let words: OperationWords

  init(_ incident: Incident, _ absence: MissingRequests, logsEnd: Timestamp?) {
    self.incident = incident
    self.absence = absence
    self.logsEnd = logsEnd
    words = OperationWords(incident)
  }

  var nouns: SymptomNouns {
    if case .alert = absence.witness {
      return SymptomNouns(
        bad: "silence", they: "it was", one: "an alert", last: "alert of it", good: "request",
        start: "silence", before: "normal event")
    }
    return absence.isSilence
      ? SymptomNouns(
        bad: "silence", they: "it was", one: "another request", last: "other request",
        good: "request", start: "silence", before: "normal event")
      : SymptomNouns(
        bad: "drop", they: "it was", one: "a request of the drop", last: "request of the drop",
        good: "request", start: "drop", before: "usual request")
  }

  var title: ReportText {
    words.requests + [.words(absence.isSilence ? " stopped" : " fell")]
  }

  var happened: ReportText {
    words.within + [.words(absence.isSilence ? " stopped" : " became fewer")]
  }

  var rows: [RowDraft] { last + [ceased] + relapses + [ending] + confirmed }

  var whyNoUsers: String? {
    incident.impact.namesUsers ? "a request that never came names nobody" : Self.noUser
  }

  private var last: [RowDraft] {
    guard absence.isSilence, let before = incident.onset.earliest else { return [] }
    let text: ReportText =
      [.words("Last ")] + words.one + [.words(" before traffic stopped ("), .clock(before.time)]
      + [.words(").")]
    return [
      RowDraft(.lastSuccess, at: before, confidence: incident.onset.confidence, text: text)
    ]
  }

  private var ceased: RowDraft {
    let usual = NumberWords.about(NumberWords.rate(absence.baselinePerMinute))
    guard absence.isSilence else { return fell(to: absence.seenPerMinute, from: usual) }
    var text: ReportText = words.requests + [.words(" stopped")]
    if let before = incident.onset.earliest {
      text = text + [.words(" after "), .clock(before.time)]
    }
    text = text + [.words(" (normally \(usual)/min); ")] + witness
    return RowDraft(
      .silence, at: incident.firstFailure, support: incident.onset.earliest.map { [$0] } ?? [],
      confidence: incident.onset.confidence, text: text + [.words(".")])
  }

  /// What shows that they stopped. An alert is believed no further than it goes.
  private var witness: ReportText {
    switch absence.witness {
    case .otherRequests: [.words("other requests continued")]
    case .otherServices: [.words("other services of the same log continued")]
    case .alert(let name):
      [.words("nothing else was logged either, so only alert ")]
        + [.quoted(Shortened.message(name)), .words(" tells this from a gap in the logs")]
    }
  }

  private func fell(to rate: Double, from usual: String) -> RowDraft {
    let seen = NumberWords.about(NumberWords.rate(rate))
    let text: ReportText =
      words.requests + [.words(" fell to \(seen)/min (normally \(usual)/min")]
    return RowDraft(
      .requestDrop, at: incident.firstFailure,
      support: incident.onset.earliest.map { [$0] } ?? [],
      confidence: incident.onset.confidence,
      text: text + [.words(absence.history.map { "; \($0.words))." } ?? ").")])
  }

  /// Requests again in between, and none or few again, for each phase but the last.
  private var relapses: [RowDraft] {
    let kind: TimelineRow.Kind = absence.isSilence ? .silence : .requestDrop
    let fell = absence.isSilence ? " stopped" : " fell"
    return PhaseRows(incident).rows { phase, next in
      let again = phase.firstGoodAfter.map { good in
        RowDraft(
          .becameNormal, at: good, support: [phase.lastBad],
          confidence: incident.onset.confidence,
          text: words.requests + [.words(" returned to normal briefly.")])
      }
      let ceased = RowDraft(
        kind, at: next.firstBad, support: next.lastGoodBefore.map { [$0] } ?? [],
        confidence: incident.onset.confidence,
        text: words.requests + [.words("\(fell) again.")])
      return [again, ceased].compactMap { $0 }
    } all: { count in
      RowDraft.Told(kind, words.requests + [.words("\(fell) in \(count) stretches")])
    }
  }

  private var missing: String {
    "An estimated \(absence.low) to \(absence.high) never arrived"
  }

  private var ending: RowDraft {
    guard let end = incident.end, let again = end.latest else {
      let last = incident.lastFailure
      guard absence.isSilence else {
        let text: ReportText =
          words.requests + [.words(" were still below normal at the last record (")]
          + [.clock(last.time), .words("). \(missing).")]
        return RowDraft(
          .requestDrop, at: last, confidence: incident.onset.confidence, text: text)
      }
      if case .alert = absence.witness {
        let text: ReportText =
          [.words("The logs end before ")] + words.within
          + [.words(" resumed. Until "), .clock(last.time), .words(", when the last alert came, ")]
          + [.words("an estimated \(absence.low) to \(absence.high) never arrived.")]
        return RowDraft(.silence, at: last, confidence: incident.onset.confidence, text: text)
      }
      let text: ReportText =
        words.requests + [.words(" had not resumed at the last record ("), .clock(last.time)]
        + [.words("). \(missing).")]
      return RowDraft(.silence, at: last, confidence: incident.onset.confidence, text: text)
    }
    let comes = absence.isSilence ? "resumed" : "returned to normal"
    let text: ReportText =
      words.requests + [.words(" \(comes). \(missing).")] + CourseWords.hold(incident, logsEnd)
    return RowDraft(
      .becameNormal, at: again, support: [end.earliest].compactMap { $0 },
      confidence: end.confidence, text: text)
  }

  private var confirmed: [RowDraft] {
    CourseWords.confirmed(incident) { held, good in
      [.words("requests normal for \(held) (\(NumberWords.count(good, "request")))")]
    }
  }
}
