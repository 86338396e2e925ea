import LogModel
import Signals

/// What the detectors found, sorted by what may become of it.
struct FoundRuns {
  /// Failures of attempts: an incident each, or together.
  private(set) var failing: [FailureRun] = []
  /// Answers that declined and took the place of an operation's successes.
  private(set) var outages: [FailureRun] = []
  /// Bursts of lines.
  private(set) var lines: [FailureRun] = []
  private(set) var arrivals: [ArrivalRun] = []
  /// Good answers that changed.
  private(set) var content: [FailureRun] = []
  private let log: WatchedLog
  private var explained: [(services: Set<String>, from: Double, to: Double)] = []

  init(in log: WatchedLog) {
    self.log = log
    for run in Detectors.all.flatMap({ $0.runs(in: log) }) {
      switch run {
      case .arrivals(let run): arrivals.append(run)
      case .failures(let run):
        switch log.operations[run.operation].sort {
        case .attempts: failing.append(run)
        case .lines: lines.append(run)
        case .content: content.append(run)
        case .declined: if DeclinedOutage(run, in: log).isOutage { outages.append(run) }
        }
      }
    }
  }

  mutating func add(content runs: [FailureRun]) { content += runs }

  /// Takes note of the stretches that incidents cover.
  mutating func explain(by drafts: [IncidentDraft]) {
    explained = drafts.map { draft in
      let services = draft.group.runs.map { log.operations[$0.operation].ref.service }
      return (
        Set(services), log.seconds(draft.first.time), log.seconds(draft.last.time)
      )
    }
  }

  /// Whether an incident accounts for a run: one of the same service near it, or one that
  /// covers most of it, whatever the service.
  func isExplained(_ run: FailureRun) -> Bool {
    let service = log.operations[run.operation].ref.service
    return explained.contains { one in
      let overlap = min(one.to, run.to) - max(one.from, run.from)
      if one.services.contains(service) { return overlap >= -FoundRuns.slackSeconds }
      return overlap + FoundRuns.edgeSeconds >= 0.5 * (run.to - run.from)
        && overlap > -FoundRuns.edgeSeconds
    }
  }

  /// So far from an incident a run may lie and be of it.
  static let slackSeconds = 600.0
  private static let edgeSeconds = 60.0
}
