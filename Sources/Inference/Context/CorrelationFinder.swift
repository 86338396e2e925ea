import ChangePoints
import LogModel
import Signals

/// Tells which came first, the failures or a spike of requests, and who made the spike.
///
/// Never says "caused": the order of two onsets with its interval, and whether the clients of
/// the spike were repeating calls of theirs that had failed (ARCHITECTURE.md, Inference).
struct CorrelationFinder {
  let log: LogView
  /// A call again by the same client within so long after its failure is a repeat.
  private static let repeatNanoseconds: Int64 = 60 * 1_000_000_000
  /// So long before a spike it is looked who usually asks.
  private static let baselineNanoseconds: Int64 = 1800 * 1_000_000_000
  /// Where so many of the usual requests come from new clients, new ones in a spike tell nothing.
  private static let mostlyNew = 0.5
  /// Fewer sampled requests than this say nothing of who made a spike.
  private static let leastRequests = 20

  /// - Parameters:
  ///   - failures: when they began; `end` when they ended, `nil` while they last.
  ///   - failing: the operations, the principal one first.
  func correlation(
    failures: IntervalEstimate, end: IntervalEstimate?, named a: SeriesName,
    failing: [FailingOperation], spike: TrafficChange
  ) -> Correlation? {
    let comparison = OnsetOrder.compare(failures, spike.run.onset)
    guard !comparison.isFar else { return nil }
    var reasons = [comparison.reason(isSpike: true)]
    var order = comparison.correlationOrder
    if order == .aFirst, isUnseen(failures, before: spike, failing) {
      order = .tie
      reasons = [
        .onsets(.tie, lagLow: comparison.lagLow, lagHigh: comparison.lagHigh, isSpike: true),
        .silentBefore,
      ]
    }
    let demand = demand(in: spike)
    var verdict = Correlation.Verdict.cannotTell
    if let demand {
      let repeats = percent(demand.repeats, of: demand.extra)
      let arrivals = percent(demand.newcomers, of: demand.extra)
      reasons += [.repeats(percent: repeats), .newClients(percent: arrivals)]
      if demand.repeats * 2 >= demand.extra {
        verdict = .mostlyRepeats
      } else if demand.newcomers * 2 >= demand.extra, demand.baselineNewcomers < Self.mostlyNew {
        verdict = .mostlyNewClients
      }
      if demand.baselineNewcomers >= Self.mostlyNew {
        reasons.append(.newClientsBefore(percent: percent(demand.baselineNewcomers, of: 1)))
      }
    } else {
      reasons.append(.tooFewRequests)
    }
    if verdict == .cannotTell, comparison.isTogether, spansMatch(failing, spike) {
      verdict = .roseTogether
    }
    if let principal = failing.first {
      let agreement = SeriesAgreement(log: log, failing: principal, spike: spike)
      let logEnd = log.range.map { log.seconds($0.to) } ?? failures.high
      let over = max(end?.high ?? logEnd, spike.to ?? logEnd)
      reasons += [
        agreement.lagReason(around: failures.estimate),
        agreement.doseReason(from: min(failures.low, spike.from), to: over),
        agreement.endReason(end),
      ].compactMap { $0 }
    }
    return Correlation(
      a: a, b: spike.series, order: order,
      lagSeconds: comparison.lagMedian, lagLow: comparison.lagLow, lagHigh: comparison.lagHigh,
      verdict: verdict, reasons: reasons)
  }

  /// Whether the failures are only said to be first by a gap in which nearly nobody asked: the
  /// first one that was seen came with the spike.
  private func isUnseen(
    _ failures: IntervalEstimate, before spike: TrafficChange, _ failing: [FailingOperation]
  ) -> Bool {
    guard let principal = failing.first else { return false }
    let window = SlotWindow(timeline: principal.timeline, origin: log.origin)
    let first = principal.failures.first { log.seconds($0.time) >= failures.low }
    guard let first else { return false }
    let at = log.seconds(first.time)
    let before = window.slots(
      from: at - Self.silentSeconds, to: at - Double(principal.timeline.width))
    let calls = before.reduce(0) { $0 + $1.arrivals }
    return at >= (calls <= Self.silentCalls ? spike.run.onset.low : spike.run.onset.estimate)
  }

  /// An operation with no more calls in so many seconds was nearly silent.
  private static let silentSeconds = 600.0
  private static let silentCalls = 3

  private func percent(_ part: Double, of whole: Double) -> Int {
    whole > 0 ? Int((100 * min(1, part / whole)).rounded()) : 0
  }

  /// Failures and spike overlap in time.
  private func spansMatch(_ failing: [FailingOperation], _ spike: TrafficChange) -> Bool {
    failing.contains { operation in
      guard let first = operation.failures.first, let last = operation.failures.last else {
        return false
      }
      return log.seconds(first.time) <= spike.to ?? .infinity
        && log.seconds(last.time) >= spike.from
    }
  }

  /// What the sampled clients did in a spike, beyond the usual.
  private struct Demand {
    var extra: Double
    var repeats: Double
    var newcomers: Double
    /// Share of the requests before it that came from clients not seen until then.
    var baselineNewcomers: Double
  }

  private func demand(in spike: TrafficChange) -> Demand? {
    let from = log.nanoseconds(spike.from)
    let to = spike.to.map(log.nanoseconds) ?? .max
    let before = from &- Self.baselineNanoseconds
    let names = Set(
      spike.operations.map { StableHash.hash($0.ref.name ?? $0.ref.operation) })
    var counts = (requests: 0, repeats: 0, newcomers: 0)
    var usual = (requests: 0, newcomers: 0)
    for (_, client) in log.clients.clients.sorted(by: { $0.key < $1.key }) where client.isComplete {
      let first = client.visits.first?.nanoseconds ?? 0
      var failedAt: [UInt64: Int64] = [:]
      for visit in client.visits where names.contains(visit.operation) {
        if visit.nanoseconds >= from, visit.nanoseconds <= to {
          counts.requests += 1
          if first >= from { counts.newcomers += 1 }
          if let failed = failedAt[visit.operation],
            visit.nanoseconds &- failed <= Self.repeatNanoseconds
          {
            counts.repeats += 1
          }
        } else if visit.nanoseconds >= before, visit.nanoseconds < from {
          usual.requests += 1
          if first >= before { usual.newcomers += 1 }
        }
        failedAt[visit.operation] = visit.failed ? visit.nanoseconds : nil
      }
    }
    guard counts.requests >= Self.leastRequests, spike.run.observedPerMinute > 0 else { return nil }
    let share = spike.run.baselinePerMinute / spike.run.observedPerMinute
    return Demand(
      extra: Double(counts.requests) * max(0.05, 1 - share), repeats: Double(counts.repeats),
      newcomers: Double(counts.newcomers),
      baselineNewcomers: Double(usual.newcomers) / Double(max(1, usual.requests)))
  }
}

extension CorrelationFinder {
  /// Signals that are no counts of requests and may yet rise with the failures.
  private static let kinds: Set<Signal.Kind> = [.latencyShift, .stall]

  /// The failures beside each principal signal of another kind, by the onsets alone.
  func correlations(
    of failures: IntervalEstimate, named a: SeriesName, with signals: [Signal]
  ) -> [Correlation] {
    signals.filter { Self.kinds.contains($0.kind) && $0.isPrincipal && !$0.isOwn }
      .compactMap { signal in
        let onset = IntervalEstimate(
          between: log.seconds(signal.onset.from), and: log.seconds(signal.onset.to))
        let comparison = OnsetOrder.compare(failures, onset)
        guard !comparison.isFar else { return nil }
        return Correlation(
          a: a, b: signal.series, order: comparison.correlationOrder,
          lagSeconds: comparison.lagMedian, lagLow: comparison.lagLow,
          lagHigh: comparison.lagHigh,
          verdict: comparison.isTogether ? .roseTogether : .cannotTell,
          reasons: [
            comparison.reason(isSpike: false), .onsetsAlone,
          ])
      }
  }
}

extension OnsetComparison {
  /// The same order in the words of a report.
  var correlationOrder: Correlation.Order {
    switch order {
    case .aFirst: .aFirst
    case .bFirst: .bFirst
    case .tie: .tie
    }
  }

  /// A tie that says something: both lie within each other's intervals, which are not wide.
  var isTogether: Bool { order == .tie && lagHigh - lagLow <= Self.tellableSeconds }

  private static let tellableSeconds = 120.0

  /// They began further apart than anything that has to do with each other.
  var isFar: Bool { abs(lagMedian) > Self.farSeconds }

  private static let farSeconds = 3600.0

  /// How the other began beside the first failures; a is the failures.
  func reason(isSpike: Bool) -> Correlation.Reason {
    .onsets(correlationOrder, lagLow: lagLow, lagHigh: lagHigh, isSpike: isSpike)
  }
}
