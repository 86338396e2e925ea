import ChangePoints
import LogModel
import Signals

/// Finds processes that say that they crash, or that they cannot start: one line is enough, for
/// nothing can be counted of what runs no more.
///
/// Told where little else may be: in a log of a few hours, one that ends with it, or as the only
/// one of a day. In a longer log a worker that dies and is started again may be how it always is.
struct CrashDetector: Detector {
  /// Up to this length (seconds) any crash is told.
  private static let shortLog = 11_700.0
  /// Up to this length (seconds) the only one is.
  private static let day = 86_400.0
  /// The log goes on for no longer after it: it ends with it.
  private static let endSeconds = 60.0
  /// So many crashes are a habit, not a mishap.
  private static let mostCrashes = 5
  /// Lines no further apart are of one crash.
  private static let crashSeconds = 60.0
  /// Nats: there is no share to compute them of; what any run needs, and no more.
  private static let evidence = RatioModel.leastEvidence

  /// What a process, its runtime or its kernel says of its own end, in lower case.
  private static let words = [
    "crashed by signal", "segmentation fault", "sigsegv", "core dumped", "fatal assertion",
    "fatal exception", "aborting after", "unrecoverable error", "kernel panic", "panic: ",
    "out of memory: kill", "killed by signal", "terminated by signal", "during startup",
    "failed to start up", "cannot start up", "could not start up", "aborting startup",
    "terminating due to", "uncaught exception, terminating", "terminate called",
  ]

  func findings(in log: LogView) -> [Finding] {
    guard let range = log.range else { return [] }
    let length = range.to.seconds(since: range.from)
    let lines = log.statements.statements.filter { $0.sort == .complaint && Self.isCrash($0) }
    let byService = Dictionary(grouping: lines, by: \.service)
    return byService.sorted { $0.key < $1.key }.compactMap { service, lines in
      let marks = lines.flatMap { $0.cells.flatMap(\.lines.marks) }.sorted(by: EventRef.precedes)
      let crashes = Self.crashes(marks)
      guard let last = marks.last, crashes <= Self.mostCrashes,
        length <= Self.shortLog || (crashes == 1 && length <= Self.day)
          || range.to.seconds(since: last.time) <= Self.endSeconds
      else { return nil }
      return finding(service, lines, marks, in: log)
    }
  }

  private static func isCrash(_ statement: LogMessage) -> Bool {
    let text = statement.text.lowercased()
    return words.contains { text.contains($0) }
  }

  private static func crashes(_ marks: [EventRef]) -> Int {
    zip(marks, marks.dropFirst()).reduce(1) { count, pair in
      pair.1.time.seconds(since: pair.0.time) > crashSeconds ? count + 1 : count
    }
  }

  private static func holds(_ statement: LogMessage, _ mark: EventRef) -> Bool {
    statement.cells.contains { cell in
      cell.lines.marks.contains { $0.nanoseconds == mark.nanoseconds }
    }
  }

  private func finding(
    _ service: String, _ lines: [LogMessage], _ marks: [EventRef], in log: LogView
  ) -> Finding? {
    guard let first = marks.first, let last = marks.last,
      let said = lines.first(where: { Self.holds($0, first) })
    else { return nil }
    let (from, to) = (log.seconds(first.time), log.seconds(last.time))
    let count = lines.reduce(0) { $0 + $1.count }
    let view = view(of: said.shown, lines, in: log)
    let rate = LineRate(before: 0, within: Double(count) * 60 / max(60, to - from))
    let run = RatioRun(
      evidence: Self.evidence, observedRatio: 1, attempts: count, failures: count,
      startsAtFirstCell: false, reachesLastCell: true,
      onset: IntervalEstimate(between: from, and: from))
    return Finding(
      series: SeriesID(operation: view.id, part: StableHash.hash(said.text)), timeline: view,
      symptom: .errorLines(rate),
      measure: Finding.Measure(
        kind: .errorBurst, series: .lines(like: said.shown, service: service), baseline: 0,
        observed: rate.within, unit: "per_minute"),
      signatures: [0], run: run, from: from, to: to, phases: [from...max(from, to)],
      baselineBasis: .log, baselineFailures: 0, baselineAttempts: 0)
  }

  /// The lines of a crash as bad events, and all others of the service as good ones.
  private func view(
    of text: String, _ lines: [LogMessage], in log: LogView
  ) -> OperationTimeline {
    let service = lines[0].service
    let own = Set(lines.map(\.text))
    var cells: [Int64: (good: [OutcomeCell], bad: [OutcomeCell])] = [:]
    for one in log.statements.statements where one.service == service {
      let isCrash = one.sort == .complaint && own.contains(one.text)
      for cell in one.cells {
        if isCrash {
          cells[cell.start, default: ([], [])].bad.append(cell.lines)
        } else {
          cells[cell.start, default: ([], [])].good.append(cell.lines)
        }
      }
    }
    var view = OperationTimeline(linesOf: service, saying: text)
    view.width = log.saidWidth
    view = view.replacing(cells)
    view.isOfLines = true
    view.signatures = [SignatureKey(text: "\u{1F}\(text)\u{1F}")]
    return view
  }
}
