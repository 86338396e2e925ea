import LogModel
import Signals

/// Joins the events of a boundary with what the model says of its likely moment.
struct BoundaryMaker {
  let log: WatchedLog
  let run: FailureRun
  let isPartial: Bool

  func onset(_ phase: FoundPhase) -> Boundary {
    boundary(
      earliest: phase.lastGoodBefore, latest: phase.firstBad, model: run.run.onset,
      isOnset: true)
  }

  /// - Precondition: the phase has a good event after it.
  func end(_ phase: FoundPhase, good: EventMark) -> Boundary {
    boundary(earliest: phase.lastBad, latest: good, model: run.run.end, isOnset: false)
  }

  private func boundary(
    earliest: EventMark?, latest: EventMark, model: IntervalEstimate?, isOnset: Bool
  ) -> Boundary {
    let high = log.seconds(latest.time)
    let low = earliest.map { log.seconds($0.time) } ?? high
    // Where a step parts good from bad, every moment of the bracket is as likely.
    var estimate = log.timestamp(low + (high - low) / 2)
    var from = earliest?.time ?? latest.time
    var to = latest.time
    let isClean = run.rate != nil && run.baselineFailures == 0
    if isPartial, !isClean, earliest != nil, let model {
      estimate = log.timestamp(model.estimate)
      from = min(from, log.timestamp(model.low))
      to = max(to, log.timestamp(model.high))
    }
    return Boundary(
      earliest: earliest.map(log.evidence), latest: log.evidence(latest),
      estimate: min(max(estimate, from), to), interval: TimeRange(from: from, to: to),
      shape: isOnset && run.run.shape == .gradual ? .gradual : .step,
      confidence: confidence, basis: basis)
  }

  private var confidence: Boundary.Confidence {
    if run.run.evidence >= 12, run.run.failures >= 5, run.baselineBasis != .assumed {
      return .high
    }
    return run.run.evidence >= 6 ? .medium : .low
  }

  private var basis: String {
    let model = run.run
    if run.rate != nil {
      return "\(model.failures) lines; \(run.baselineFailures) like them outside it; evidence "
        + "\(Int(model.evidence.rounded())) nats"
    }
    let before =
      run.baselineBasis == .assumed
      ? "the log holds no healthy stretch to compare with"
      : "\(run.baselineFailures) of \(run.baselineAttempts) failed outside it"
    return "\(model.failures) of \(model.attempts) attempts failed; \(before); evidence "
      + "\(Int(model.evidence.rounded())) nats"
  }
}
