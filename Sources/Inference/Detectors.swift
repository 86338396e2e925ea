/// A stretch that a detector found.
enum DetectedRun: Sendable {
  case failures(Finding)
  case arrivals(TrafficChange)
  case slow(SlowRun)
  /// Failures that stayed below the bounds of a run, and the nats it takes to be one.
  case nearMiss(Finding, neededEvidence: Double)
}

/// Finds one kind of signal in a log.
///
/// A pure function: the same log gives the same runs, in order of operation and time. Evidence
/// is kept by place; nothing here opens a file.
protocol Detector: Sendable {
  var name: String { get }
  func runs(in log: LogView) -> [DetectedRun]
}

/// Every kind of signal recount looks for, the gravest first.
enum Detectors {
  static let all: [any Detector] = [
    FailureDetector(), ClientErrorDetector(), LatencyDetector(), ErrorLineDetector(),
    TrafficDetector(),
  ]
}
