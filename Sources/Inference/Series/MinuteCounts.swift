import LogModel
import Parse
import Signals

/// What a log counted in each minute, as the metrics of a monitoring system would have it.
///
/// Operations have the names that incidents give them. Made of a tally once; the counts of an
/// operation are put together when they are asked for.
public struct MinuteCounts {
  /// A minute, or a bucket of the tally where that is wider (seconds).
  public let stepSeconds: Int64
  /// The number of the first step since the epoch.
  public let firstStep: Int64
  /// From the first record of all inputs to the last.
  public let steps: Int
  private let view: LogView
  private let warnings: [Series]
  private let readings: [InputReading]

  /// More steps than that are made wider: three months of minutes. Some dozens of numbers are kept
  /// of each.
  private static let mostSteps: Int64 = 1 << 17

  /// - Returns: `nil` for a tally without a record.
  public init?(_ tally: Tally) {
    view = LogView(tally)
    guard let range = view.range else { return nil }
    readings = tally.inputs.map(\.reading)
    warnings = tally.series.filter {
      $0.key.kind == .message && $0.key.operation == LineClass.warning.rawValue
    }
    let length = range.to.seconds - range.from.seconds
    let widths = [60, 3600, 86_400].map { max($0, tally.width) }
    let width = widths.first { length / $0 < Self.mostSteps } ?? widths[2]
    stepSeconds = width
    firstStep = range.from.seconds.flooredDivision(by: width)
    steps = Int(min(Self.mostSteps, range.to.seconds.flooredDivision(by: width) - firstStep + 1))
  }

  /// When a step begins.
  public func time(ofStep step: Int) -> Timestamp {
    Timestamp(seconds: (firstStep + Int64(step)) * stepSeconds)
  }

  /// The step that a moment lies in, which may be none of those that are counted.
  public func step(of time: Timestamp) -> Int {
    Int(time.seconds.flooredDivision(by: stepSeconds) - firstStep)
  }

  /// The operations that requests ask for, then the others, each with what arrived in all.
  public var operations: [(ref: OperationRef, arrivals: Int)] {
    view.operations.sorted { ($0.kind == .request ? 0 : 1) < ($1.kind == .request ? 0 : 1) }
      .map { ($0.ref, $0.arrivals) }
  }

  /// Attempts of some operations, by step.
  public func counts(of refs: Set<OperationRef>) -> OperationMinutes {
    var minutes = OperationMinutes(steps: steps)
    for timeline in view.operations where refs.contains(timeline.ref) {
      for slot in timeline.slots {
        guard let step = step(ofSlot: slot, width: timeline.width) else { continue }
        minutes.attempts[step] += Double(slot.arrivals)
        timeline.forEachFailureCount(in: slot) { minutes.failures[step] += Double($1) }
        for cell in timeline.successes(of: slot) { minutes.addLatencies(of: cell, at: step) }
        for cell in timeline.unended(of: slot) { minutes.addLatencies(of: cell, at: step) }
        for one in timeline.failures(of: slot) { minutes.addLatencies(of: one.cell.cell, at: step) }
        for one in timeline.rejections(of: slot) { minutes.addLatencies(of: one.cell, at: step) }
      }
    }
    minutes.sortLatencies()
    return minutes
  }

  /// Lines of level error, or of level warning, of all services, by step.
  public func lines(ofWarnings: Bool) -> [Double] {
    var counts = [Double](repeating: 0, count: steps)
    guard ofWarnings else {
      for timeline in view.watched.lines(width: view.seriesWidth, least: 1) {
        for slot in timeline.slots {
          guard let step = step(ofSlot: slot, width: timeline.width) else { continue }
          timeline.forEachFailureCount(in: slot) { counts[step] += Double($1) }
        }
      }
      return counts
    }
    for one in warnings {
      one.forEachBucket { bucket in
        let at = step(of: Timestamp(seconds: bucket.pointee.start * view.seriesWidth))
        if counts.indices.contains(at) { counts[at] += Double(bucket.pointee.failureCount) }
      }
    }
    return counts
  }

  private func step(ofSlot slot: OperationTimeline.Slot, width: Int64) -> Int? {
    let step = (slot.start * width).flooredDivision(by: stepSeconds) - firstStep
    return step >= 0 && step < steps ? Int(step) : nil
  }

  /// How much of each step the inputs with records of these services cover, 0 to 1; of all
  /// inputs for none.
  public func coverage(of services: Set<String>) -> [Double] {
    let stretches =
      services.isEmpty
      ? readings.flatMap(\.coveredStretches)
      : services.flatMap { view.known(of: $0, lines: false) }
    var covered = [Double](repeating: 0, count: steps)
    for stretch in stretches.joined(within: 60) {
      // A record tells of the second that its stamp begins.
      let (from, to) = (stretch.from.seconds, stretch.to.seconds + 1)
      let first = max(0, step(of: stretch.from))
      let last = min(steps - 1, step(of: stretch.to))
      guard first <= last else { continue }
      for at in first...last {
        let begin = (firstStep + Int64(at)) * stepSeconds
        let seconds = min(to, begin + stepSeconds) - max(from, begin)
        covered[at] = min(1, covered[at] + Double(max(0, seconds)) / Double(stepSeconds))
      }
    }
    return covered
  }
}

/// Attempts, failures and latencies of one or more operations in each step.
public struct OperationMinutes: Sendable {
  /// Everything that arrived, whatever became of it.
  public fileprivate(set) var attempts: [Double]
  public fileprivate(set) var failures: [Double]
  /// Calls of known length, and their lengths in sum (milliseconds).
  public fileprivate(set) var timed: [Double]
  public fileprivate(set) var milliseconds: [Double]
  private var latencies: [ClassCount] = []
  /// Where the latencies of each step begin among all, and one more for the end.
  private var begins: [Int] = []

  private struct ClassCount {
    var step: Int
    var latency: LatencyClass
    var count: Int
  }

  fileprivate init(steps: Int) {
    attempts = [Double](repeating: 0, count: steps)
    (failures, timed, milliseconds) = (attempts, attempts, attempts)
  }

  fileprivate mutating func addLatencies(of cell: OutcomeCell, at step: Int) {
    if cell.isExact {
      cell.forEachMark { if $0.latency > 0 { milliseconds[step] += $0.seconds * 1000 } }
    }
    cell.forEachLatency { latency, count in
      latencies.append(ClassCount(step: step, latency: latency, count: count))
      timed[step] += Double(count)
      if !cell.isExact { milliseconds[step] += latency.middle / 1000 * Double(count) }
    }
  }

  fileprivate mutating func sortLatencies() {
    latencies.sort { ($0.step, $0.latency) < ($1.step, $1.latency) }
    begins = Array(repeating: 0, count: attempts.count + 1)
    for one in latencies { begins[one.step + 1] += 1 }
    for at in 1..<begins.count { begins[at] += begins[at - 1] }
  }

  /// Calls of some steps by the class of their length: up to which each class goes, in
  /// milliseconds, and how many they are; fastest first.
  public func spread(in steps: Range<Int>) -> [(to: Double, count: Int)] {
    var counts: [LatencyClass: Int] = [:]
    for one in latencies[begins[steps.lowerBound]..<begins[steps.upperBound]] {
      counts[one.latency, default: 0] += one.count
    }
    return counts.sorted { $0.key < $1.key }
      .map { ($0.key.next.lower / 1000, $0.value) }
  }

  /// The share `q` of the calls of some steps took at most so long (milliseconds), by the middle
  /// of the class; `nil` where no call of known length is.
  public func quantile(_ q: Double, in steps: Range<Int>) -> Double? {
    let own = latencies[begins[steps.lowerBound]..<begins[steps.upperBound]]
    guard !own.isEmpty else { return nil }
    var counts = LatencyCounts()
    for one in own { counts.add(one.latency, one.count) }
    return counts.milliseconds(q)
  }
}
