import ChangePoints
import LogModel
import Signals

/// What all detectors found in a log, and which of it incidents account for already.
struct Findings {
  /// In order of detector, operation and time.
  private(set) var all: [Finding]
  /// Requests that arrived more or less often, which alone are no incident.
  let traffic: [TrafficChange]
  /// Of a whole service: no data, for whatever reason.
  let silences: [ServiceSilence]
  private var explained: [(services: Set<String>, from: Double, to: Double)] = []

  /// So far (seconds) from an incident a finding may lie and still belong to it.
  static let slackSeconds = 600.0
  private static let edgeSeconds = 60.0

  /// - Parameter progress: told before each detector how many have looked, of how many.
  init(
    in log: LogView, _ settings: InferenceSettings,
    progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) {
    silences = ServiceSilence.all(in: log)
    let detectors = Detectors.all(settings, besides: silences)
    var all: [Finding] = []
    for (done, detector) in detectors.enumerated() {
      progress(done, detectors.count)
      all += detector.findings(in: log)
    }
    self.all = all
    traffic = TrafficChanges(log: log).all.filter { change in
      !settings.uncovered.contains { change.lies(in: $0, of: log) }
    }
    log.models.forgetFits()
  }

  /// The same with each finding as it was judged once more.
  func judged(_ judge: (Finding) -> Finding) -> Findings {
    var findings = self
    findings.all = all.map(judge)
    return findings
  }

  /// The findings of some symptoms that may open an incident or stand beside one.
  func of(_ kinds: Set<Symptom.Kind>) -> [Finding] {
    all.filter { finding in
      switch finding.standing {
      case .incident, .context: kinds.contains(finding.symptom.kind)
      case .unlikeHistory, .ruledOut, .nearMiss: false
      }
    }
  }

  /// Takes note of the stretches that incidents cover.
  mutating func explain(by drafts: [IncidentDraft], in log: LogView) {
    explained = drafts.flatMap { draft in
      let services = draft.group.services
      return draft.extents.map { stretch in
        (services, log.seconds(stretch.first.time), log.seconds(stretch.last.time))
      }
    }
  }

  /// Whether an incident accounts for a finding: one of the same service near it, or one that
  /// covers most of it, whatever the service.
  func isExplained(_ finding: Finding) -> Bool {
    explained.contains { one in
      let overlap = min(one.to, finding.to) - max(one.from, finding.from)
      if one.services.contains(finding.service) { return overlap >= -Self.slackSeconds }
      return overlap + Self.edgeSeconds >= 0.5 * (finding.to - finding.from)
        && overlap > -Self.edgeSeconds
    }
  }

  /// Whether an incident of the same service is on while requests come more or less often.
  func isExplained(_ change: TrafficChange) -> Bool {
    explained.contains { one in
      one.services.contains(change.service) && change.from <= one.to + Self.slackSeconds
        && change.to ?? .infinity >= one.from - Self.slackSeconds
    }
  }
}

extension TrafficChange {
  /// Whether requests became few only as far as a log has a hole.
  fileprivate func lies(in hole: UncoveredStretch, of log: LogView) -> Bool {
    guard run.direction != .rise, let end = to else { return false }
    return operations.contains { !$0.inputs.isDisjoint(with: hole.inputs) }
      && hole.covers(log.timestamp(from), log.timestamp(end))
  }
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
      SilentMessageDetector(settings: settings), CrashDetector(), LineSteps(),
    ]
  }
}
