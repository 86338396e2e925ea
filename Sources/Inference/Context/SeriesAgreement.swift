import ChangePoints
import LogModel

/// What the course of failures and of requests says beside their two onsets: whether they move
/// together, whether failures grow with the load, and whether both stop together.
struct SeriesAgreement {
  let log: LogView
  let failing: FailingOperation
  let spike: TrafficChange

  private static let cellSeconds = 10.0
  private static let reachSeconds = 600.0
  /// Fewer events than these in that reach say nothing of a lag.
  private static let leastEvents = 30.0
  /// Cells that one series is moved against the other, at most.
  private static let mostShift = 30
  /// A coefficient from which on a lag is clear, at least.
  private static let leastLagFit = 0.4
  private static let leastMinutes = 8
  private static let leastAttempts = 5.0
  private static let clearDose = 0.6

  private struct Cells {
    var failures: [Double]
    var attempts: [Double]
    var arrivals: [Double]
  }

  /// The lag by which the changes of both fit best, in ten-second cells round the onset; `nil`
  /// where there are too few events, or none stands out. The onsets go before it.
  func lagReason(around onset: Double) -> Correlation.Reason? {
    guard
      let cells = cells(
        from: onset - Self.reachSeconds, to: onset + Self.reachSeconds, width: Self.cellSeconds),
      cells.failures.reduce(0, +) >= Self.leastEvents,
      cells.arrivals.reduce(0, +) >= Self.leastEvents
    else { return nil }
    let changes = [cells.failures, cells.arrivals].map { series in
      zip(series, series.dropFirst()).map { $1 - $0 }
    }
    let count = changes[0].count
    var best: (shift: Int, fit: Double)?
    for shift in -Self.mostShift...Self.mostShift where count > abs(shift) + 20 {
      let a = Array(changes[0][max(0, -shift)..<(count - max(0, shift))])
      let b = Array(changes[1][max(0, shift)..<(count - max(0, -shift))])
      guard let fit = RankCorrelation.linear(a, b) else { continue }
      let isBetter = best.map { ($0.fit, abs(shift)) < (fit, abs($0.shift)) } ?? true
      if isBetter { best = (shift, fit) }
    }
    let least = max(Self.leastLagFit, 4 / Double(max(1, count)).squareRoot())
    guard let best, best.fit >= least else { return nil }
    return .bestLag(seconds: Int(Double(best.shift) * Self.cellSeconds), fit: best.fit)
  }

  /// Whether the share that failed was higher in minutes with more requests; `nil` unless clear.
  func doseReason(from: Double, to: Double) -> Correlation.Reason? {
    guard to - from < 86_400, let cells = cells(from: from, to: to, width: 60) else { return nil }
    var shares: [Double] = []
    var loads: [Double] = []
    for at in cells.attempts.indices where cells.attempts[at] >= Self.leastAttempts {
      shares.append(cells.failures[at] / cells.attempts[at])
      loads.append(cells.arrivals[at])
    }
    guard shares.count >= Self.leastMinutes,
      let fit = RankCorrelation.coefficient(loads, shares), fit >= Self.clearDose
    else { return nil }
    let spread = (Double(shares.count - 2) / max(1e-9, 1 - fit * fit)).squareRoot()
    guard fit * spread >= 3 else { return nil }
    return .load(fit: fit, minutes: shares.count)
  }

  /// Which of the two ended first; `nil` while either lasts.
  func endReason(_ failures: IntervalEstimate?) -> Correlation.Reason? {
    guard let failures, spike.to != nil, let end = spike.run.end else { return nil }
    let comparison = OnsetOrder.compare(failures, end)
    return .ends(
      comparison.correlationOrder, lagLow: comparison.lagLow, lagHigh: comparison.lagHigh)
  }

  /// Counts of both in cells of so many seconds; `nil` where buckets are wider than the cells.
  private func cells(from: Double, to: Double, width: Double) -> Cells? {
    guard Double(failing.timeline.width) <= width, from.isFinite, to.isFinite, to > from else {
      return nil
    }
    let first = (from / width).rounded(.down) * width
    let count = Int(((to - first) / width).rounded(.up))
    guard count > 0, count <= 10_000 else { return nil }
    let empty = [Double](repeating: 0, count: count)
    var cells = Cells(failures: empty, attempts: empty, arrivals: empty)
    func place(_ slot: OperationTimeline.Slot, _ timeline: OperationTimeline) -> Int? {
      let at = (Double(slot.start * timeline.width - log.origin) - first) / width
      return at >= 0 && at < Double(count) ? Int(at) : nil
    }
    let own = SlotWindow(timeline: failing.timeline, origin: log.origin)
    for slot in own.slots(from: first, to: to) {
      guard let at = place(slot, failing.timeline) else { continue }
      let failed = failing.timeline.failureCount(failing.signatures, in: slot)
      cells.failures[at] += Double(failed)
      cells.attempts[at] += Double(failed + slot.successCount)
    }
    for timeline in spike.operations {
      let window = SlotWindow(timeline: timeline, origin: log.origin)
      for slot in window.slots(from: first, to: to) {
        if let at = place(slot, timeline) { cells.arrivals[at] += Double(slot.arrivals) }
      }
    }
    return cells
  }
}
