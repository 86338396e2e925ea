import ChangePoints
import Glibc
import LogModel
import Signals

/// Stretches in which a service wrote more lines of level error than usual: of one message, or
/// of all together.
///
/// Counts alone are weak evidence, so more is asked of a burst than of a change in traffic: that
/// it stands out although such lines come in clusters, that it lasts, and that it is no habit.
struct LineDetector: Detector {
  let name = "error-lines"
  /// Fewer lines than these are no burst.
  static let leastLines = 5
  /// Messages of a service looked at apart, the most frequent.
  private static let messageLimit = 24
  private static let cellLimit = 4000
  /// Lines that all come at once are one mishap told at length.
  private static let leastSeconds = 10.0
  private static let leastRise = 3.0
  private static let leastEvidence = 6.0

  func runs(in log: WatchedLog) -> [DetectedRun] {
    guard let range = log.range else { return [] }
    var signals: [(operation: Int, messages: Set<Int>)] = []
    for (index, lines) in log.operations.enumerated() where lines.sort == .lines {
      for messages in Self.messageSets(of: lines) { signals.append((index, messages)) }
    }
    return signals.flatMap { signal -> [DetectedRun] in
      let lines = log.operations[signal.operation]
      let cells = CountCells(
        range: range, covered: log.logged(of: lines.ref.service), limit: Self.cellLimit)
      guard
        let series = cells.series(
          of: [lines], origin: log.origin, { $0.failureCount(signal.messages, in: $1) })
      else { return [] }
      let bursts = LineBursts(series, keyCount: signals.count)
      let marks = lines.failureMarks(signal.messages)
      return bursts.unscheduled.compactMap { burst in
        run(burst, of: bursts, marks, signal.operation, signal.messages, in: log)
          .map { .failures($0) }
      }
    }
  }

  /// The messages to be judged alone, and, where there are several, all together.
  private static func messageSets(of lines: OperationTimeline) -> [Set<Int>] {
    let known = NoiseRate(lines)
    let counts = lines.signatures.indices.filter { !known.isWithinRate($0) }
      .map { ($0, lines.failures(of: $0)) }
    var sets = counts.filter { $0.1 >= leastLines }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
      .prefix(messageLimit).map { Set([$0.0]) }
    if counts.count > 1 { sets.append(Set(counts.map(\.0))) }
    return sets
  }

  private func run(
    _ burst: LineBurst, of bursts: LineBursts, _ marks: [EventRef], _ operation: Int,
    _ messages: Set<Int>, in log: WatchedLog
  ) -> FailureRun? {
    let series = bursts.series
    let start = series.time(of: burst.cells.lowerBound) - series.width / 2
    let end = series.time(of: burst.cells.upperBound - 1) + series.width / 2
    let inside = marks.map { log.seconds($0.time) }.filter { $0 >= start && $0 < end }
    let usual = burst.usualPerMinute
    guard let first = inside.first, let last = inside.last else { return nil }
    let perMinute = Double(burst.lines) * 60 / max(60, last - first)
    guard last - first >= (burst.startsAtFirstCell ? 60 : Self.leastSeconds),
      !burst.startsAtFirstCell || burst.cells.count * 3 <= series.counts.count,
      Double(burst.lines) - usual * (end - start) / 60 >= Double(Self.leastLines),
      perMinute >= Self.leastRise * usual, burst.evidence >= Self.leastEvidence
    else { return nil }
    let outside = bursts.linesOutside
    let onset = burst.onset ?? IntervalEstimate(between: first, and: first)
    let run = RatioRun(
      cells: burst.cells, phases: [burst.cells], evidence: burst.evidence, baselineRatio: 0,
      observedRatio: 1, attempts: burst.lines, failures: burst.lines,
      startsAtFirstCell: burst.startsAtFirstCell, reachesLastCell: burst.reachesLastCell,
      onsetBracket: CellBracket(), endBracket: CellBracket(), onset: onset,
      end: burst.end, shape: .step)
    return FailureRun(
      operation: operation, signatures: messages, run: run, from: first, to: last,
      phases: [first...last], baselineBasis: .log, baselineFailures: outside,
      baselineAttempts: outside,
      rate: LineRate(before: outside == 0 ? 0 : usual, within: perMinute))
  }
}
