import Inference
import LogModel

/// Tells an incident in which attempts failed, or were refused in the place of successes.
struct FailureWording: SymptomWording {
  private let incident: Incident
  private let logsEnd: Timestamp?
  private let words: OperationWords
  /// From the first failure to the last.
  private let course: Incident.FailureCourse
  /// Attempts succeeded among those that failed, so no success is the last one before and none the
  /// first one after.
  private let isPartial: Bool
  /// Of the operation that a boundary is of, where the incident has several.
  private let first: OperationWords
  private let last: OperationWords

  init(_ incident: Incident, logsEnd: Timestamp?) {
    self.incident = incident
    self.logsEnd = logsEnd
    words = OperationWords(incident)
    course = incident.course
    // Between phases it was well: only what succeeded within them counts.
    let attempts = incident.phases.reduce(0) { $0 + $1.attempts }
    let good = attempts - incident.phases.reduce(0) { $0 + $1.failures }
    isPartial =
      incident.isPartial
      || good >= Self.mixedGood && Double(good) > Self.mixedShare * Double(attempts)
        && incident.shares.allSatisfy { $0.ratio < 1 - Self.mixedShare }
    first = incident.firstOperation.map { OperationWords(incident, of: $0) } ?? words
    last = incident.lastOperation.map { OperationWords(incident, of: $0) } ?? words
  }

  /// So many successes among the failures, and so large a share, are no stragglers.
  private static let mixedGood = 10
  private static let mixedShare = 0.05

  let nouns = SymptomNouns(
    bad: "failures", they: "they were", one: "a failure", last: "failure", good: "success",
    start: "first failure", before: "success")

  var title: ReportText {
    let some = words.isService ? "Some " : "Some of "
    let title = isPartial ? [.words(some)] + words.within : words.subject
    return title + [.words(" failed")] + place
  }

  var happened: ReportText { words.within + [.words(" failed")] }

  var rows: [RowDraft] {
    let start = isPartial ? [failuresRose] : lastSuccess + [firstFailure]
    let slow = SlowCallRows(incident, logsEnd: logsEnd)
    return slow.before + start + services.all + relapses + ending + slow.after + confirmed
  }

  var whyNoUsers: String? {
    guard incident.impact.namesUsers else { return Self.noUser }
    return incident.impact.counted == .lines
      ? "not all of the answers were looked at" : "the records of these calls name no user"
  }

  private var services: ServiceRows { ServiceRows(incident) }

  /// ` at the factory`; the name of a host stands letter by letter.
  private var place: ReportText {
    guard let name = incident.dependencies.first, !name.isEmpty else { return [] }
    let isWord = name.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0 == " " }
    let shown = Shortened.name(name)
    return isWord ? [.words(" at the "), .data(shown)] : [.words(" at "), .code(shown)]
  }

  /// The first known bad event.
  private var onset: CitedEvent { course.onset.latest ?? incident.firstFailure }

  // MARK: Start

  private var lastSuccess: [RowDraft] {
    guard let good = course.onset.earliest else { return [] }
    var text: ReportText = [.words("Last ")] + first.one
    text = text + [.words(" that succeeded ("), .clock(good.time), .words(").")]
    return [
      RowDraft(.lastSuccess, at: good, confidence: course.onset.confidence, text: text)
    ]
  }

  private var firstFailure: RowDraft {
    let words = words.isService ? words : first
    var text = words.subject
    if let good = course.onset.earliest {
      text = text + [.words(" began to fail")] + words.answer
      if CourseWords.isWide(good, onset) {
        text = text + [.words("; failures began after "), .clock(good.time)]
      }
    } else {
      text = text + [.words(" \(words.were) failing already at the first record")] + words.answer
    }
    return RowDraft(
      .firstFailure, at: onset, confidence: course.onset.confidence,
      text: text + [.words(".")] + words.alsoFailing + services.place
        + ConcentrationWords(incident).text)
  }

  private var failuresRose: RowDraft {
    var text: ReportText = [.words("Failures of ")] + words.within
    if course.onset.earliest == nil {
      let share = NumberWords.share(incident.ratioWithin)
      text =
        text
        + [
          .words(
            " were \(share) of attempts (normally \(baselineShare)) already at the first record")
        ]
        + words.answer
      return RowDraft(
        .failuresRose, at: onset, confidence: course.onset.confidence,
        text: text + [.words(".")] + words.alsoFailing + services.place
          + ConcentrationWords(incident).text)
    }
    text =
      text
      + [
        .words(
          " rose from \(isNeverFailing ? "none" : baselineShare) to "
            + NumberWords.share(incident.ratioWithin)),
        .words(" of attempts"),
      ] + words.answer
    if let good = course.onset.earliest, CourseWords.isWide(good, onset) {
      text = text + [.words("; the rise began after "), .clock(good.time)]
    }
    return RowDraft(
      .failuresRose, at: onset, support: course.onset.earliest.map { [$0] } ?? [],
      confidence: course.onset.confidence,
      text: text + [.words(".")] + words.alsoFailing + services.place
        + ConcentrationWords(incident).text)
  }

  // MARK: Relapses

  /// Good again in between, and failing again, for each phase but the last.
  private var relapses: [RowDraft] {
    PhaseRows(incident).rows(relapse) { count in
      RowDraft.Told(
        isPartial ? .failuresRose : .failure,
        words.subject + [.words(" failed in \(count) stretches")])
    }
  }

  private func relapse(_ phase: Phase, _ next: Phase) -> [RowDraft] {
    var rows: [RowDraft] = []
    let count = "\(phase.failures) of \(phase.attempts) attempts had failed."
    let earlier = words(of: phase)
    if let good = phase.firstGoodAfter {
      let text: ReportText =
        isPartial
        ? [.words("Failures of ")] + earlier.within + [.words(" fell briefly; \(count)")]
        : earlier.subject + [.words(" succeeded again briefly; \(count)")]
      rows.append(
        RowDraft(
          isPartial ? .failuresFell : .recovered, at: good, support: [phase.lastBad],
          confidence: course.onset.confidence, text: text))
    }
    let later = words(of: next)
    let again: ReportText =
      isPartial
      ? [.words("Failures of ")] + later.within + [.words(" rose again")]
      : later.subject + [.words(" failed again")]
    rows.append(
      RowDraft(
        isPartial ? .failuresRose : .failure, at: next.firstBad,
        support: next.lastGoodBefore.map { [$0] } ?? [],
        confidence: course.onset.confidence,
        text: again + [.words(": \(next.failures) of \(next.attempts) attempts.")]))
    return rows
  }

  private func words(of phase: Phase) -> OperationWords {
    phase.operation.map { OperationWords(incident, of: $0) } ?? words
  }

  // MARK: End

  private var ending: [RowDraft] {
    guard let end = course.end, let again = end.latest else { return [stillFailing] }
    let bad = end.earliest ?? course.last
    if isPartial {
      var text: ReportText = [.words("Failures of ")] + words.within
      text =
        text
        + [
          .words(
            isNeverFailing
              ? " ended" : " fell back to their normal level (\(baselineShare) of attempts)")
        ]
      if CourseWords.isWide(bad, again) {
        text = text + [.words("; the fall began after "), .clock(bad.time)]
      }
      let failed = [.words("; ")] + counts + [.words(" failed meanwhile.")]
      return [
        RowDraft(
          .failuresFell, at: again, support: [bad], confidence: end.confidence,
          text: text + failed + hold)
      ]
    }
    let good = words.isService ? nil : incident.recoveredOperation
    let recovering = good.map { OperationWords(incident, of: $0) } ?? words
    var recovered = recovering.subject + [.words(" succeeded again")]
    if CourseWords.isWide(bad, again) {
      recovered = recovered + [.words("; failures ended after "), .clock(bad.time)]
    }
    return lastFailure + [
      RowDraft(
        .recovered, at: again, support: [bad], confidence: end.confidence,
        text: recovered + [.words(".")] + hold)
    ]
  }

  private var lastFailure: [RowDraft] {
    let last = course.last
    guard last != onset else { return [] }
    let text: ReportText =
      [.words("Last ")] + self.last.one
      + [.words(" that failed ("), .clock(last.time), .words("); ")] + counts
      + [.words(" failed from the first failure to the last.")]
    return [
      RowDraft(
        .lastFailure, at: last, confidence: course.end?.confidence ?? .low, text: text)
    ]
  }

  private var stillFailing: RowDraft {
    let last = course.last
    var text: ReportText
    if incident.state == .endUnknown {
      text =
        [.words("The records of ")] + words.within
        + [.words(" end while still failing; last failure ("), .clock(last.time), .words(")")]
        + [.words("; when the failures ended is not in the evidence")]
    } else {
      text =
        words.subject + [.words(" \(words.were) still failing at the last record (")]
        + [.clock(last.time), .words(")")]
    }
    text = text + [.words("; ")] + counts + [.words(" had failed.")]
    return RowDraft(
      .lastFailure, at: last, confidence: course.onset.confidence, text: text)
  }

  /// Behind the row of the end, if it is that of the failures.
  private var hold: ReportText {
    incident.slowAfter == nil ? CourseWords.hold(incident, logsEnd) : []
  }

  private var confirmed: [RowDraft] {
    CourseWords.confirmed(incident) { held, successes in
      words.within
        + [.words(" stayed healthy for \(held) (\(NumberWords.count(successes, "success")))")]
    }
  }

  // MARK: Numbers

  /// No attempt failed before.
  private var isNeverFailing: Bool { incident.ratioBefore == 0 }

  private var baselineShare: String {
    NumberWords.about(NumberWords.share(incident.ratioBefore))
  }

  /// `12 of 12 attempts`, with how far the count can be trusted; where several operations were
  /// counted, each of them under its own name.
  private var counts: ReportText {
    let trust: String =
      switch incident.impact.basis {
      case .counted: ""
      case .atLeast: "at least "
      case .estimated: "about "
      }
    let shares = incident.shares
    let impact = incident.impact
    let total = Share(
      of: incident.subject ?? .service(""), failed: impact.failures, attempts: impact.attempts)
    if case .services(let names)? = incident.subject {
      return [.words(trust + Self.attempts(total) + " in \(names.count) services")]
    }
    guard shares.count > 1 else { return [.words(trust + Self.attempts(shares.first ?? total))] }
    if words.isService {
      return [.words(trust + Self.attempts(total) + " (")]
        + listed(shares.prefix(Self.shareLimit).map { $0 }, of: shares.count) + [.words(")")]
    }
    return [.words(trust)] + listed(shares.prefix(Self.shareLimit).map { $0 }, of: shares.count)
      + [.words(" attempts")]
  }

  private static let shareLimit = 4

  private static func attempts(_ share: Share) -> String {
    "\(share.failed) of \(NumberWords.count(share.attempts, "attempt"))"
  }

  /// `12 of 12 X, 3 of 4 Y and 2 more operations`
  private func listed(_ shares: [Share], of all: Int) -> ReportText {
    let items = shares.map { share -> ReportText in
      let counts: ReportText = [.words("\(share.failed) of \(share.attempts) ")]
      guard case .operation(let ref) = share.of else { return counts }
      return counts + [.code(Shortened.operation(ref.operation))]
    }
    return .list(items, of: all) { NumberWords.count($0, "more operation") }
  }
}
