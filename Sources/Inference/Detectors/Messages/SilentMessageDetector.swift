import ChangePoints
import Glibc
import LogModel
import Signals

/// Finds messages that a service logged by the clock and then stopped logging, while its other
/// messages went on, and messages in whose place errors came.
///
/// What is merely new never stands alone: jobs, starts and new versions say new things every
/// day. Nor does a change that lasted to the log's end for longer than an outage is waited for:
/// then it is how things are now.
struct SilentMessageDetector: Detector {
  let settings: InferenceSettings

  /// Nats that a silence is worth of which nothing else shows: chance gives one in 20,000 logs.
  private static let aloneEvidence = 10.0
  /// Nats of one in whose place something new was said, and that each change beside it is worth.
  private static let replacedEvidence = 2.0
  private static let partnerEvidence = 1.0
  /// Changes beside it that are looked at, the most evident.
  private static let partnerLimit = 8
  /// A line is overdue after so many of its usual gaps (95 % of exponential gaps are shorter).
  private static let overdueGaps = 3.0
  /// No line is waited for longer, in seconds.
  private static let longestWait = 1e9

  func findings(in log: LogView) -> [Finding] {
    let changes = MessageChanges(log: log.statements, width: log.saidWidth)
    let all = changes.all
    var found: [(anchor: MessageChange, finding: Finding)] = []
    let anchors = all.filter { change in
      // That errors ended is no incident.
      change.kind == .vanished && changes.log.statements[change.statement].sort != .complaint
        && change.raw - changes.price >= Self.replacedEvidence
        && !isHowThingsAre(change, in: log)
    }.sorted { ($1.raw, $0.statement) < ($0.raw, $1.statement) }
    for anchor in anchors where !found.contains(where: { overlaps(anchor, $0.anchor) }) {
      let instead = replacement(of: anchor, among: all, in: changes)
      let evidence = anchor.raw - changes.price
      // What came when something was asked for ceases with that, and what comes once in a while is
      // not missed.
      guard
        anchor.isRegular || anchor.isMissedBesideOthers
          ? evidence >= Self.aloneEvidence || instead.isAny : instead.isError,
        let finding = finding(anchor, evidence, instead, in: log)
      else { continue }
      found.append((anchor, finding))
    }
    return found.map(\.finding).sorted { ($0.from, $0.series) < ($1.from, $1.series) }
  }

  private func isHowThingsAre(_ change: MessageChange, in log: LogView) -> Bool {
    guard change.other == nil, let end = log.range?.to else { return false }
    return end.seconds(since: change.mark.time) > settings.resolveAfterSeconds
  }

  private func overlaps(_ a: MessageChange, _ b: MessageChange) -> Bool {
    a.mark.nanoseconds <= b.other?.nanoseconds ?? .max
      && b.mark.nanoseconds <= a.other?.nanoseconds ?? .max
  }

  // MARK: What came instead

  /// What was said for the first time when a message stopped.
  private struct Replacement {
    /// Of whatever service.
    var isAny = false
    /// One of them is an error or a warning.
    var isError = false
    /// The first such line after the last of the message.
    var first: EventRef?
    /// The earliest one of the same service.
    var ofService: String?
  }

  /// Changes of the same moment: from the last line of what stopped to where it was overdue.
  private func replacement(
    of anchor: MessageChange, among all: [MessageChange], in changes: MessageChanges
  ) -> Replacement {
    let log = changes.log
    let slack = max(2, Double(log.cellSeconds))
    let from = anchor.mark.time
    let reach = Self.overdueGaps * anchor.usualGap + slack
    let price = Glibc.log(Double(max(1, log.statements.count)))
    let bonus = Glibc.log(max(1, log.seconds / (reach + slack)))
    let near = all.filter { change in
      guard change.statement != anchor.statement else { return false }
      let after = change.mark.time.seconds(since: from)
      return after >= -slack && after <= reach
        && change.raw - price + bonus >= Self.partnerEvidence
    }.sorted { ($1.raw, $0.statement) < ($0.raw, $1.statement) }.prefix(Self.partnerLimit)
    let new = near.filter { $0.kind == .novel }
    let service = log.statements[anchor.statement].service
    let own = new.filter { log.statements[$0.statement].service == service }
      .min { $0.mark.nanoseconds < $1.mark.nanoseconds }
    let error = new.filter { change in
      let one = log.statements[change.statement]
      return one.sort == .complaint && !ClientCausedMessage.matches(one.shown)
    }.map(\.mark.nanoseconds).min()
    // A service that says something ordinary first turned to other work, which may have errors too.
    let turned = own.map { log.statements[$0.statement].sort != .complaint } == true
    return Replacement(
      isAny: !new.isEmpty,
      isError: error.map { !turned || $0 <= own?.mark.nanoseconds ?? .max } ?? false,
      first: new.map(\.mark).filter { $0.nanoseconds > anchor.mark.nanoseconds }
        .min(by: EventRef.precedes),
      ofService: own.map { log.statements[$0.statement].shown })
  }

  // MARK: The finding

  /// - Returns: `nil` where no later line shows that the service went on.
  private func finding(
    _ anchor: MessageChange, _ evidence: Double, _ instead: Replacement, in log: LogView
  ) -> Finding? {
    let one = log.statements.statements[anchor.statement]
    let back = anchor.other?.nanoseconds ?? .max
    let wait = Int64(min(Self.longestWait, Self.overdueGaps * anchor.usualGap) * 1e9)
    let (sum, overflows) = anchor.mark.nanoseconds.addingReportingOverflow(wait)
    let overdue = min(overflows ? .max : sum, back)
    let begin = min(overdue, instead.first?.nanoseconds ?? .max)
    let view = view(of: one, witnessedFrom: begin, until: back, in: log)
    let witnesses = view.failureMarks([0])
    guard let first = witnesses.first, let last = witnesses.last else { return nil }
    let from = log.seconds(anchor.mark.time)
    let to = max(log.seconds(last.time), anchor.other.map { log.seconds($0.time) } ?? from)
    let shown = log.seconds(first.time)
    let message = SilentMessage(
      service: one.service, text: one.shown,
      baselinePerMinute: Rounding.significant(anchor.perMinute), instead: instead.ofService)
    let isReplaced = instead.first.map { $0.nanoseconds <= first.nanoseconds } ?? false
    let into = isReplaced ? (shown - from) / 2 : min(shown - from, anchor.usualGap / 2)
    let run = RatioRun(
      evidence: evidence, observedRatio: 1,
      attempts: witnesses.count, failures: witnesses.count, startsAtFirstCell: false,
      reachesLastCell: anchor.other == nil, onset: estimate(from, from + into, shown),
      end: anchor.other.map { other in
        let high = log.seconds(other.time)
        let low = min(high, log.seconds(last.time))
        return estimate(low, max(low, high - anchor.usualGap / 2), high)
      })
    return Finding(
      series: SeriesID(operation: view.id, part: StableHash.hash(one.text)), timeline: view,
      symptom: .silentMessage(message),
      measure: Finding.Measure(
        kind: .silence, series: .lines(like: one.shown, service: one.service),
        baseline: message.baselinePerMinute, observed: 0, unit: "per_minute"),
      signatures: [0], run: run, from: from, to: to, phases: [shown...max(shown, to)],
      baselineBasis: .log,
      baselineFailures: log.statements.cells(of: one, width: log.saidWidth).count,
      baselineAttempts: one.count)
  }

  private func estimate(_ low: Double, _ at: Double, _ high: Double) -> IntervalEstimate {
    var estimate = IntervalEstimate(between: low, and: high)
    estimate.estimate = at
    return estimate
  }

  /// The message's lines in the place of good events, and other lines of its service between two
  /// moments, which show that it went on, in that of bad ones.
  private func view(
    of one: LogMessage, witnessedFrom from: Int64, until: Int64, in log: LogView
  ) -> OperationTimeline {
    var cells: [Int64: (good: [OutcomeCell], bad: [OutcomeCell])] = [:]
    for cell in one.cells { cells[cell.start, default: ([], [])].good.append(cell.lines) }
    for other in log.statements.statements
    where other.service == one.service && !(other.sort == one.sort && other.text == one.text) {
      for cell in other.cells {
        let inside = cell.lines.marks.filter { from <= $0.nanoseconds && $0.nanoseconds < until }
        guard !inside.isEmpty else { continue }
        let isWhole = inside.count == cell.lines.keptCount
        cells[cell.start, default: ([], [])].bad.append(
          isWhole ? cell.lines : OutcomeCell(count: inside.count, marks: inside))
      }
    }
    var view = OperationTimeline(linesOf: one.service, saying: one.shown)
    view.width = log.saidWidth
    return view.replacing(cells)
  }
}
