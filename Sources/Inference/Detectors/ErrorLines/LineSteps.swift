import ChangePoints
import Glibc
import LogModel
import Signals

/// Finds errors of which a log of months or years holds hundreds, nearly all within days: a step
/// from none to many and back.
///
/// Such a log is too long for cells that a burst would show in, and mostly silent: an error log
/// holds errors alone, and a day without a line is a good one.
struct LineSteps: Detector {
  /// Shorter logs are cut into cells (``ErrorLineDetector``).
  private static let leastLength = Double(CountCells.mostBuckets)
  private static let leastLines = 200
  /// Of the lines, so many lie within; of the log's length, no more.
  private static let leastWithin = 0.95
  private static let mostLength = 0.05
  /// Lines further apart (seconds) are no longer one stretch: a day may lack them.
  private static let gapSeconds = 172_800.0
  /// A stretch is over when no line came for so many times its longest pause, and so many seconds.
  private static let waitedGaps = 3.0
  private static let leastWait = 300.0
  /// Messages of a service looked at, the most frequent.
  private static let messageLimit = 24

  func findings(in log: LogView) -> [Finding] {
    guard let range = log.range, range.seconds >= Self.leastLength else { return [] }
    return log.lines.flatMap { lines -> [Finding] in
      let counts = lines.signatures.indices.map { ($0, lines.failures(of: $0)) }
        .filter { $0.1 >= Self.leastLines }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
      return counts.prefix(Self.messageLimit).compactMap { message, count in
        finding(lines, message, count, length: range.seconds, in: log)
      }
    }
  }

  private struct Stretch {
    var from: Double
    var to: Double
    var lines: Int
  }

  private func stretches(
    of message: Int, in lines: OperationTimeline, _ log: LogView
  ) -> [Stretch] {
    var stretches: [Stretch] = []
    for slot in lines.slots {
      let count = lines.failureCount([message], in: slot)
      guard count > 0 else { continue }
      let at = Double(slot.start * lines.width - log.origin)
      if let last = stretches.last, at - last.to <= Self.gapSeconds {
        stretches[stretches.count - 1].to = at
        stretches[stretches.count - 1].lines += count
      } else {
        stretches.append(Stretch(from: at, to: at, lines: count))
      }
    }
    return stretches
  }

  private func finding(
    _ lines: OperationTimeline, _ message: Int, _ count: Int, length: Double, in log: LogView
  ) -> Finding? {
    guard let most = stretches(of: message, in: lines, log).max(by: { $0.lines < $1.lines }),
      Double(most.lines) >= Self.leastWithin * Double(count),
      most.to - most.from <= Self.mostLength * length,
      let begin = log.range.map({ log.seconds($0.from) }), most.from - begin >= Self.gapSeconds
    else { return nil }
    let inside = lines.failureMarks([message]).filter {
      let at = log.seconds($0.time)
      return at >= most.from && at <= most.to + Double(lines.width)
    }
    guard let first = inside.first, let last = inside.last else { return nil }
    let (from, to) = (log.seconds(first.time), log.seconds(last.time))
    let rate = LineRate(
      before: 0, within: Double(most.lines) * 60 / max(60, to - from))
    let gaps = zip(inside, inside.dropFirst()).map { $1.time.seconds(since: $0.time) }
    let wait = min(Self.gapSeconds, max(Self.leastWait, Self.waitedGaps * (gaps.max() ?? 0)))
    let reachesEnd = log.range.map { log.seconds($0.to) - to < wait } ?? true
    let run = RatioRun(
      evidence: Double(most.lines) * Glibc.log(1 / Self.mostLength), observedRatio: 1,
      attempts: most.lines, failures: most.lines, startsAtFirstCell: false,
      reachesLastCell: reachesEnd, onset: IntervalEstimate(between: from, and: from),
      end: reachesEnd ? nil : IntervalEstimate(between: to, and: to))
    let said = lines.signatures[message].message ?? ""
    return Finding(
      series: SeriesID(operation: lines.id), timeline: lines, symptom: .errorLines(rate),
      measure: Finding.Measure(
        kind: .errorBurst, series: .lines(like: said, service: lines.ref.service),
        baseline: 0, observed: rate.within, unit: "per_minute"),
      signatures: [message], run: run, from: from, to: to, phases: [from...max(from, to)],
      baselineBasis: .log, baselineFailures: count - most.lines,
      baselineAttempts: count - most.lines)
  }
}
