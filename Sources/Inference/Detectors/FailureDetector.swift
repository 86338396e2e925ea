import ChangePoints
import LogModel
import Parse
import Signals

/// Operations whose share of failures lay above its baseline for a while.
///
/// Each failure signature is judged with its own denominator: the successes of the operation
/// and the failures of that signature. An order refused for its size is neither a success nor a
/// failure of the outage. All signatures together are one more signal.
struct FailureDetector: Detector {
  let name = "failure-ratio"
  /// Signatures of one operation that are looked at apart, the most frequent.
  static let signatureLimit = 24

  func runs(in log: WatchedLog) -> [DetectedRun] {
    var signals: [(operation: Int, signatures: Set<Int>)] = []
    for (index, operation) in log.operations.enumerated() where operation.sort == .attempts {
      for signatures in Self.signatureSets(of: operation) { signals.append((index, signatures)) }
    }
    return signals.flatMap { signal -> [DetectedRun] in
      let operation = log.operations[signal.operation]
      let (cells, width) = operation.cells(signal.signatures, origin: log.origin)
      let model = RatioModel(keyCount: signals.count, cellWidth: width)
      let judged = JudgedRuns(
        model, cells, usual: usual(of: signal, in: log), origin: log.origin)
      func made(_ run: RatioRun, of result: RatioResult) -> FailureRun {
        FailureRun(signal.operation, signal.signatures, run, of: result, cells, width)
      }
      let known = log.usual[signal.operation]
      return judged.found.filter { known?.hasBursts(of: $0.run.failures) != true }
        .map { .failures(made($0.run, of: $0.result).judged($0)) }
        + [judged.nearMiss].compactMap { near in
          near.map {
            .nearMiss(made($0.miss.run, of: $0.result), neededEvidence: $0.miss.neededEvidence)
          }
        }
    }
  }

  private func usual(
    of signal: (operation: Int, signatures: Set<Int>), in log: WatchedLog
  ) -> UsualShare? {
    guard let known = log.usual[signal.operation] else { return nil }
    let operation = log.operations[signal.operation]
    return known.share(
      of: signal.signatures.sorted().map { operation.signatures[$0] },
      over: operation.callsByHour)
  }

  /// The signatures to be judged alone, and, where there are several, all together.
  static func signatureSets(of operation: OperationTimeline) -> [Set<Int>] {
    let counts = operation.signatures.indices.map { ($0, operation.failures(of: $0)) }
    let known = NoiseRate(operation)
    let judged = counts.filter { $0.1 >= 2 && !known.isWithinRate($0.0) }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    var sets = judged.prefix(signatureLimit).map { Set([$0.0]) }
    let all = Set(counts.map(\.0).filter { !known.isWithinRate($0) })
    if all.count > 1 { sets.append(all) }
    return sets
  }
}

/// A stretch in which failures of some signatures of an operation lay above the baseline.
struct FailureRun: Sendable {
  /// Index among the log's operations.
  var operation: Int
  var signatures: Set<Int>
  var run: RatioRun
  /// Seconds from the log's origin.
  var from: Double
  var to: Double
  var phases: [ClosedRange<Double>]
  var baselineBasis: RatioResult.BaselineBasis
  var baselineFailures: Int
  var baselineAttempts: Int
  /// Of lines: how many came a minute.
  var rate: LineRate?
  /// Of slow calls, which stand in the place of failures.
  var slowness: Slowness?
  /// Of requests that did not come, for which others stand as witnesses.
  var absence: Absence?
  /// What earlier logs say is usual, where it was held against that.
  var usual: UsualShare?
  /// The log itself shows no change: it differs from the history from its beginning on.
  var isUnlikeHistory = false
}

extension FailureRun {
  /// A run that the ratio model found among `cells`.
  init(
    _ operation: Int, _ signatures: Set<Int>, _ run: RatioRun, of result: RatioResult,
    _ cells: [RatioCell], _ width: Double
  ) {
    self.init(
      operation: operation, signatures: signatures, run: run,
      from: cells[run.cells.lowerBound].time - width / 2,
      to: cells[run.cells.upperBound - 1].time + width / 2,
      phases: run.phases.map { phase in
        (cells[phase.lowerBound].time - width / 2)...(cells[phase.upperBound - 1].time
          + width / 2)
      },
      baselineBasis: result.basis, baselineFailures: result.baselineFailures,
      baselineAttempts: result.baselineAttempts)
  }

  /// The same with what it was held against.
  func judged(_ found: JudgedRuns.Found) -> FailureRun {
    var run = self
    run.usual = found.usual
    run.isUnlikeHistory = found.isUnlikeHistory
    return run
  }

  /// Nothing in the log is as the history says, be it in stretches.
  var wasNeverUsual: Bool {
    isUnlikeHistory || (slowness != nil && isOnFromTheBeginning && run.reachesLastCell)
  }

  /// It was on at the first record, and what was good before is not its beginning.
  var isOnFromTheBeginning: Bool { usual != nil && run.startsAtFirstCell }
}

/// Failures that a definition knows as noise, while they keep to the rate it states.
struct NoiseRate {
  private var exceeded: Set<Int> = []
  private var known: Set<Int> = []

  init(_ operation: OperationTimeline) {
    for (index, signature) in operation.signatures.enumerated() where !signature.noise.isEmpty {
      known.insert(index)
      guard let rate = signature.noiseRate else { continue }
      let window = max(600, 3 * rate.perSeconds)
      let allowed = 3 + 2 * rate.upToCount * window / max(1, rate.perSeconds)
      var seen: [(start: Int64, count: Int)] = []
      var oldest = 0
      var sum = 0
      for slot in operation.slots {
        let count = operation.failureCount([index], in: slot)
        guard count > 0 else { continue }
        let start = slot.start * operation.width
        seen.append((start, count))
        sum += count
        // Slots are in order of time, and the one just added is within the window.
        while seen[oldest].start < start - Int64(window) {
          sum -= seen[oldest].count
          oldest += 1
        }
        if sum > allowed { exceeded.insert(index) }
      }
    }
  }

  /// Known and no more frequent than the definition allows.
  func isWithinRate(_ signature: Int) -> Bool {
    known.contains(signature) && !exceeded.contains(signature)
  }
}
