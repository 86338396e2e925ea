import ChangePoints
import Glibc
import LogModel
import Signals

/// Stretches in which a service wrote more lines of level error than usual: of one message, or
/// of all together.
///
/// Counts alone are weak evidence, so more is asked of a burst than of a change in traffic: that
/// it stands out although such lines come in clusters, that it lasts, and that it is no habit.
struct ErrorLineDetector: Detector {
  /// Fewer lines than these are no burst.
  private static let leastLines = SeriesIndex.leastComplaints
  /// Messages of a service looked at apart, the most frequent.
  private static let messageLimit = 24
  private static let cellLimit = 4000
  /// Lines that all come at once are one mishap told at length.
  private static let leastSeconds = 10.0
  private static let leastRise = 3.0
  private static let leastEvidence = 6.0

  func findings(in log: LogView) -> [Finding] {
    guard let range = log.range else { return [] }
    let signals = log.lines.flatMap { lines in
      Self.messageSets(of: lines).map { (lines, $0) }
    }
    return signals.flatMap { lines, messages -> [Finding] in
      let cells = CountCells(
        range: range, covered: log.logged(of: lines.ref.service), limit: Self.cellLimit)
      guard
        let series = cells.series(
          of: [lines], origin: log.origin, { $0.failureCount(messages, in: $1) })
      else { return [] }
      let bursts = LineBursts(series, keyCount: signals.count, known: log.models)
      let marks = lines.failureMarks(messages)
      return bursts.unscheduled.compactMap { burst in
        finding(burst, of: bursts, marks, lines, messages, in: log)
      }
    }
  }

  /// The messages to be judged alone, and, where there are several, all together.
  private static func messageSets(of lines: OperationTimeline) -> [Set<Int>] {
    let known = NoiseRate(lines)
    let counts = lines.signatures.indices.filter { index in
      !known.isWithinRate(index)
        && lines.signatures[index].message.map(ClientCausedMessage.matches) != true
    }
    .map { ($0, lines.failures(of: $0)) }
    var sets = counts.filter { $0.1 >= leastLines }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
      .prefix(messageLimit).map { Set([$0.0]) }
    if counts.count > 1 { sets.append(Set(counts.map(\.0))) }
    return sets
  }

  private func name(of messages: Set<Int>, in lines: OperationTimeline) -> SeriesName {
    let service = lines.ref.service
    let only = messages.count == 1 ? messages.first : nil
    let message = only.flatMap { lines.signatures[$0].message }
    return message.map { .lines(like: $0, service: service) } ?? .errorLines(service: service)
  }

  private func finding(
    _ burst: LineBurst, of bursts: LineBursts, _ marks: [EventRef], _ lines: OperationTimeline,
    _ messages: Set<Int>, in log: LogView
  ) -> Finding? {
    let series = bursts.series
    let start = series.time(of: burst.cells.lowerBound) - series.width / 2
    let end = series.time(of: burst.cells.upperBound - 1) + series.width / 2
    let inside = marks.map { log.seconds($0.time) }.filter { $0 >= start && $0 < end }
    let usual = burst.baselinePerMinute
    guard let first = inside.first, let last = inside.last else { return nil }
    let perMinute = Double(burst.lines) * 60 / max(60, last - first)
    guard last - first >= (burst.startsAtFirstCell ? 60 : Self.leastSeconds),
      !burst.startsAtFirstCell || burst.cells.count * 3 <= series.counts.count,
      Double(burst.lines) - usual * (end - start) / 60 >= Double(Self.leastLines),
      perMinute >= Self.leastRise * usual, burst.evidence >= Self.leastEvidence
    else { return nil }
    let isOrdinary = log.errors?.isOrdinary(
      messages, of: lines, count: burst.lines, span: last - first)
    guard isOrdinary != true else { return nil }
    let outside = bursts.linesOutside
    let onset = burst.onset ?? IntervalEstimate(between: first, and: first)
    let run = RatioRun(
      cells: burst.cells, phases: [burst.cells], evidence: burst.evidence, baselineRatio: 0,
      observedRatio: 1, attempts: burst.lines, failures: burst.lines,
      startsAtFirstCell: burst.startsAtFirstCell, reachesLastCell: burst.reachesLastCell,
      onsetBracket: CellBracket(), endBracket: CellBracket(), onset: onset,
      end: burst.end, shape: .step)
    let share = ClientShare(of: lines, messages, in: log) { $0 >= start && $0 < end }
    let isOneClient =
      share.isOneClient
      || share.named == 0 && CoincidentClient(of: inside, in: lines, log).isOne
    let rate = LineRate(before: outside == 0 ? 0 : usual, within: perMinute)
    return Finding(
      series: SeriesID(operation: lines.id), timeline: lines, symptom: .errorLines(rate),
      measure: Finding.Measure(
        kind: .errorBurst, series: name(of: messages, in: lines), baseline: rate.before,
        observed: rate.within, unit: "per_minute"),
      // What one client's requests had written is that client's trouble.
      standing: isOneClient ? .context : .incident,
      signatures: messages, run: run, from: first, to: last,
      phases: [first...last], baselineBasis: .log, baselineFailures: outside,
      baselineAttempts: outside)
  }
}
