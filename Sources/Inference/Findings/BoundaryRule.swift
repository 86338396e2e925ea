import LogModel

/// How the boundaries of a symptom are found: what its bad events say, and when it is good again.
///
/// One of the three places that ask which symptom it is.
struct BoundaryRule {
  /// Bad events are lines: they have no share, and any other line is no sign of recovery.
  var areLines = false
  /// Bad events are requests of others, which show that those in question did not arrive.
  var areWitnesses = false
  /// None of what is in question came between the bounds of its start: they are sure, whatever the
  /// model says.
  var areBoundsSure = false
  /// Nor does it come between the bounds of its end: it is not asked for, but comes by itself.
  var isEndSure = false
  /// Bad events count from the begin of their call.
  var areTimedByBegin = false
  /// Where its run reaches the log's end it is on, whatever good events are among the last.
  var lastsWithItsRun = false
  /// Operations that show it together have one start and one end.
  var joinsOperations = true
  /// Of several findings the one with the most evidence tells it, not the one with most bad events.
  var goesByEvidence = false

  init(_ symptom: Symptom) {
    switch symptom {
    case .failures, .clientErrors, .changedResponses, .stuckValue: break
    case .slowCalls:
      areTimedByBegin = true
      lastsWithItsRun = true
      goesByEvidence = true
    case .missingRequests(let missing):
      areWitnesses = true
      areBoundsSure = missing.isSilence
      lastsWithItsRun = true
      joinsOperations = false
      goesByEvidence = true
    case .silentMessage:
      areWitnesses = true
      areBoundsSure = true
      isEndSure = true
      lastsWithItsRun = true
      joinsOperations = false
      goesByEvidence = true
    case .errorLines:
      areLines = true
      lastsWithItsRun = true
      joinsOperations = false
    }
  }
}

extension Symptom {
  /// Whether operations that show both have one start and one end: both failed, both were slow by
  /// whatever threshold, the same field of their responses changed.
  func isLike(_ other: Symptom) -> Bool {
    switch (self, other) {
    case (.slowCalls, .slowCalls): true
    case (.changedResponses(let mine), .changedResponses(let its)):
      mine.kind == its.kind && mine.field == its.field
    default: self == other
    }
  }
}

extension Finding {
  /// What was counted within it and outside, which its boundaries rest on.
  var counts: BoundaryBasis.Counts {
    let (bad, all) = (run.failures, run.attempts)
    let history = usual.map {
      BoundaryBasis.Normal.history(bad: $0.failures, of: $0.attempts, $0.days)
    }
    let outside = BoundaryBasis.Normal.outside(bad: baselineFailures, of: baselineAttempts)
    switch symptom {
    case .missingRequests(let missing): return .missing(missing, witnesses: bad)
    case .slowCalls(let slowness):
      return .slowCalls(
        bad, of: all, thresholdMilliseconds: slowness.thresholdMilliseconds, history ?? outside)
    case .errorLines: return .lines(bad, outside: baselineFailures)
    case .silentMessage: return .message(lines: baselineAttempts, cells: baselineFailures)
    case .failures, .clientErrors, .changedResponses, .stuckValue:
      let normal = history ?? (baselineBasis == .assumed ? .unknown : outside)
      return .attempts(failed: bad, of: all, normal)
    }
  }
}
