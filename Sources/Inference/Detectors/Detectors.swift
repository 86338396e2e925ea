/// Finds the stretches in which operations of a log showed one symptom.
///
/// A pure function: the same log gives the same findings, in order of operation and time. Evidence
/// is kept by place; nothing here opens a file.
protocol Detector: Sendable {
  var name: String { get }
  func findings(in log: LogView) -> [Finding]
}

/// Every symptom that recount looks for, one detector each.
enum Detectors {
  static func all(
    _ settings: InferenceSettings, besides silences: [ServiceSilence]
  ) -> [any Detector] {
    [
      FailureDetector(), ClientErrorDetector(), LatencyDetector(), ErrorLineDetector(),
      MissingRequestDetector(silences: silences, uncovered: settings.uncovered),
      ResponseChangeDetector(settings: settings), ValueDetector(settings: settings),
    ]
  }
}
