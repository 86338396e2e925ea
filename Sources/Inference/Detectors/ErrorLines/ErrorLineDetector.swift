import ChangePoints
import Glibc
import LogModel
import Signals

/// Stretches in which a service wrote more lines of level error than usual: of one message, or
/// of all together; and of lines without a level whose words tell of a failure.
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
  /// But for so many lines, at moments that are so many seconds apart: as many of them.
  private static let leastSudden = 10
  private static let leastMoments = 3
  private static let momentSeconds = 1.0
  private static let cutSeconds = 60.0

  /// What a burst must come to.
  private struct Bar {
    /// The lines have no level: their words tell of a failure.
    var isTold = false
    var lines = leastLines
    var seconds = 10.0
    var rise = 3.0
    var evidence = 6.0
    /// So much of its lines may lie outside of all bursts, unless it rises so far.
    var mostOutside = Double.infinity
    var farRise = Double.infinity

    /// Of lines that say so in words alone: there must be more of them, for longer, and hardly any
    /// at other times, for a healthy program tells of what it could not do, too.
    static let told = Bar(
      isTold: true, lines: 10, seconds: 30, rise: 6, evidence: 12, mostOutside: 0.25, farRise: 12)
  }

  func findings(in log: LogView) -> [Finding] {
    let stated = log.lines.flatMap { lines in Self.messageSets(of: lines).map { (lines, $0) } }
    let told = log.told.flatMap { lines in Self.messageSets(of: lines).map { (lines, $0) } }
    return findings(of: stated, Bar(), keyCount: stated.count, in: log)
      + findings(of: told, .told, keyCount: stated.count + told.count, in: log)
  }

  private func findings(
    of signals: [(OperationTimeline, Set<Int>)], _ bar: Bar, keyCount: Int, in log: LogView
  ) -> [Finding] {
    guard let range = log.range, !signals.isEmpty else { return [] }
    let stretches = Stretch.all(of: range)
    return signals.flatMap { lines, messages -> [Finding] in
      let marks = lines.failureMarks(messages)
      // Words alone are too weak for a habit.
      let habit =
        bar.isTold ? nil : LineHabit(of: marks, in: lines, messages, log, keyCount: keyCount)
      return stretches.flatMap { stretch -> [Finding] in
        let cells = CountCells(
          range: stretch.range, covered: log.logged(of: lines.ref.service), limit: Self.cellLimit)
        guard
          let series = cells.series(
            of: [lines], origin: log.origin, { $0.failureCount(messages, in: $1) })
        else { return [] }
        let bursts = LineBursts(series, keyCount: keyCount, known: log.models)
        let windows = habit?.bursts(in: series) ?? []
        let found = bursts.unscheduled.compactMap { burst in
          finding(burst, of: bursts, marks, lines, messages, bar, in: log)
        }
        // Where each time shows as a burst, their starts say enough.
        let isHidden = !windows.allSatisfy { window in
          bursts.bursts.contains { $0.cells.overlaps(window.cells) }
        }
        let recurring = (isHidden ? windows : []).compactMap { window in
          finding(window, of: bursts, marks, lines, messages, bar, in: log, period: habit?.period)
        }
        return
          (recurring + found.filter { one in !recurring.contains { $0.isSame(as: one) } })
          .filter { stretch.owns($0.from + Double(log.origin)) }
      }
    }
  }

  /// A part of a long log that is judged by itself: by what was usual in the weeks around, not in
  /// all the years before, and in cells that are short enough to show minutes.
  private struct Stretch {
    /// What is looked at.
    var range: TimeRange
    /// Where the findings begin that are this one's, in seconds of the epoch; the rest is a margin.
    var own: Range<Double>

    private static let longest = 35.0 * 86_400
    private static let usual = 28.0 * 86_400
    private static let margin = 2.0 * 86_400

    func owns(_ start: Double) -> Bool { own.contains(start) }

    static func all(of range: TimeRange) -> [Stretch] {
      let length = range.to.seconds(since: range.from)
      guard length > longest else {
        return [Stretch(range: range, own: -.infinity..<(.infinity))]
      }
      let count = (length / usual).rounded(.up)
      let begin = Double(range.from.seconds)
      return (0..<Int(count)).map { index in
        let from = length / count * Double(index)
        let to = length / count * Double(index + 1)
        let own =
          (index == 0 ? -.infinity : begin + from)..<(to < length ? begin + to : .infinity)
        return Stretch(
          range: TimeRange(
            from: max(range.from, range.from.advanced(bySeconds: from - margin)),
            to: min(range.to, range.from.advanced(bySeconds: to + margin))),
          own: own)
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

  /// Whether a burst is more than chance and one mishap told at length.
  private func isEnough(
    _ burst: LineBurst, of bursts: LineBursts, _ inside: [Double], _ bar: Bar
  ) -> Bool {
    let usual = burst.baselinePerMinute
    guard let first = inside.first, let last = inside.last else { return false }
    let length = Double(burst.cells.count) * bursts.series.width
    let perMinute = Double(burst.lines) * 60 / max(60, last - first)
    let lasts = last - first >= (burst.startsAtFirstCell ? Self.cutSeconds : bar.seconds)
    let isSudden = !bar.isTold && !burst.startsAtFirstCell && isSudden(burst, of: bursts, inside)
    guard lasts || isSudden,
      !burst.startsAtFirstCell || burst.cells.count * 3 <= bursts.series.counts.count,
      Double(burst.lines) - usual * length / 60 >= Double(bar.lines)
    else { return false }
    return perMinute >= bar.rise * usual && burst.evidence >= bar.evidence
      && (Double(bursts.linesOutside) <= bar.mostOutside * Double(burst.lines)
        || perMinute >= bar.farRise * usual)
  }

  /// Many lines of a kind that the log has at no other time, over moments that no single mishap
  /// spreads over: a server that dies and is back within seconds.
  private func isSudden(_ burst: LineBurst, of bursts: LineBursts, _ inside: [Double]) -> Bool {
    guard bursts.linesOutside == 0, burst.lines >= Self.leastSudden else { return false }
    var (moments, last) = (0, -Double.infinity)
    for at in inside where at - last >= Self.momentSeconds { (moments, last) = (moments + 1, at) }
    return moments >= Self.leastMoments
  }

  private func finding(
    _ burst: LineBurst, of bursts: LineBursts, _ marks: [EventRef], _ lines: OperationTimeline,
    _ messages: Set<Int>, _ bar: Bar, in log: LogView, period: Double? = nil
  ) -> Finding? {
    let series = bursts.series
    let start = series.time(of: burst.cells.lowerBound) - series.width / 2
    let end = series.time(of: burst.cells.upperBound - 1) + series.width / 2
    let inside = marks.map { log.seconds($0.time) }.filter { $0 >= start && $0 < end }
    let usual = burst.baselinePerMinute
    guard let first = inside.first, let last = inside.last else { return nil }
    let perMinute = Double(burst.lines) * 60 / max(60, last - first)
    guard period != nil || isEnough(burst, of: bursts, inside, bar) else { return nil }
    let isOrdinary = log.errors?.isOrdinary(
      messages, of: lines, count: burst.lines, span: last - first)
    guard isOrdinary != true else { return nil }
    let outside =
      period == nil ? bursts.linesOutside : Int((usual * series.length / 60).rounded())
    let onset = burst.onset ?? IntervalEstimate(between: first, and: first)
    let run = RatioRun(
      cells: burst.cells, phases: [burst.cells], evidence: burst.evidence, baselineRatio: 0,
      observedRatio: 1, attempts: burst.lines, failures: burst.lines,
      startsAtFirstCell: burst.startsAtFirstCell, reachesLastCell: burst.reachesLastCell,
      onsetBracket: CellBracket(), endBracket: CellBracket(), onset: onset,
      end: burst.end, shape: .step)
    let isInside = { (seconds: Double) in seconds >= start && seconds < end }
    let share = ClientShare(of: lines, messages, in: log, where: isInside)
    let isOneClient =
      share.isOneClient
      && log.hasOthers(besides: share.client, at: lines.ref.service, outside: isInside)
      || share.named == 0 && CoincidentClient(of: inside, in: lines, log).isOne
    let rate = LineRate(
      before: outside == 0 ? 0 : usual, within: perMinute, isTold: bar.isTold)
    var finding = Finding(
      series: SeriesID(operation: lines.id, part: bar.isTold ? 1 : 0), timeline: lines,
      symptom: .errorLines(rate),
      measure: Finding.Measure(
        kind: .errorBurst, series: name(of: messages, in: lines), baseline: rate.before,
        observed: rate.within, unit: "per_minute"),
      // What one client's requests had written is that client's trouble.
      standing: isOneClient ? .context : .incident,
      signatures: messages, run: run, from: first, to: last,
      phases: [first...last], baselineBasis: .log, baselineFailures: outside,
      baselineAttempts: outside)
    (finding.period, finding.recurs) = (period, period != nil)
    return finding
  }
}

extension Finding {
  /// Whether another one is of the same stretch.
  fileprivate func isSame(as other: Finding) -> Bool { from <= other.to && other.from <= to }
}
