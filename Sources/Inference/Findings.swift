import ChangePoints
import LogModel
import Signals

/// What the detectors found, sorted by what may become of it.
struct Findings {
  /// Failures of attempts: an incident each, or together.
  private(set) var failing: [Finding] = []
  /// Answers that declined and took the place of an operation's successes.
  private(set) var outages: [Finding] = []
  /// Bursts of lines.
  private(set) var lines: [Finding] = []
  /// Calls that ended well and took long.
  private(set) var slow: [Finding] = []
  /// Requests that did not come.
  private(set) var absent: [Finding] = []
  private(set) var arrivals: [TrafficChange] = []
  /// Of a whole service: no data, for whatever reason.
  private(set) var silences: [ServiceSilence] = []
  /// Of failures and of slow calls: what differs from the history and has no onset in the log.
  private(set) var unlike: [[Finding]] = [[], []]
  /// Good answers that changed.
  private(set) var content: [Finding] = []
  /// Values that changed, told only beside an incident.
  private(set) var weakContent: [Finding] = []
  /// Failures that stayed below the bounds, and the nats they would have needed.
  private(set) var near: [(run: Finding, neededEvidence: Double)] = []
  /// With the views of operations that slow and absent runs are of.
  private(set) var log: LogView
  private var explained: [(services: Set<String>, from: Double, to: Double)] = []

  /// - Parameter uncovered: where some of the logs have a hole.
  init(in log: LogView, uncovered: [UncoveredStretch] = []) {
    self.log = log
    for run in Detectors.all.flatMap({ $0.runs(in: log) }) {
      switch run {
      case .arrivals(let run): if !Self.lies(run, in: uncovered, of: log) { arrivals.append(run) }
      case .slow(let found):
        let view = log.operations[found.run.operation].slow(above: found.least)
        var run = added(found.run, as: view)
        run.slowness = found.slowness
        if run.isUnlikeHistory { unlike[1].append(run) } else { slow.append(run) }
      case .nearMiss(let run, let needed): near.append((run, needed))
      case .failures(let run):
        switch log.operations[run.operation].sort {
        case .attempts where run.isUnlikeHistory: unlike[0].append(run)
        case .attempts: failing.append(run)
        case .lines: lines.append(run)
        case .content, .valued: content.append(run)
        case .declined: if ClientErrorOutage(run, in: log).isOutage { outages.append(run) }
        case .slow, .absent: break
        }
      }
    }
    let drops = TrafficDropDetector(log: log)
    for found in TrafficLossDetector(log: log).runs()
    where !drops.isOrdinary(found.run) && !Self.lies(found.run, in: uncovered, of: log) {
      absent.append(added(found.run, as: found.view))
    }
    silences = ServiceSilence.all(in: log)
    for found in drops.runs(besides: absent, silences: silences)
    where !Self.lies(found.run, in: uncovered, of: log) {
      absent.append(added(found.run, as: found.view))
    }
  }

  /// Whether an operation was not asked for only as far as a log of it has a hole.
  private static func lies(
    _ run: Finding, in uncovered: [UncoveredStretch], of log: LogView
  ) -> Bool {
    let inputs = log.operations[run.operation].inputs
    return uncovered.contains { hole in
      !inputs.isDisjoint(with: hole.inputs)
        && hole.covers(log.timestamp(run.from), log.timestamp(run.to))
    }
  }

  /// The same of requests that became few.
  private static func lies(
    _ run: TrafficChange, in uncovered: [UncoveredStretch], of log: LogView
  ) -> Bool {
    guard run.run.direction != .rise, let end = run.to else { return false }
    return uncovered.contains { hole in
      run.operations.contains { !log.operations[$0].inputs.isDisjoint(with: hole.inputs) }
        && hole.covers(log.timestamp(run.from), log.timestamp(end))
    }
  }

  /// A run of a view of its operation, which the log knows from now on.
  private mutating func added(_ run: Finding, as view: OperationTimeline) -> Finding {
    var run = run
    // Witnesses are of one silence; slow calls are the same for all runs of a threshold.
    let known = log.operations.firstIndex {
      $0.sort == view.sort && view.sort != .absent && $0.isAlike(view)
    }
    run.operation = known ?? log.operations.count
    if known == nil { log.operations.append(view) }
    return run
  }

  /// What differs from the history is no incident of its own beside one that has an onset.
  mutating func demoteUnlike() {
    near += unlike.joined().map { ($0, RatioModel.leastEvidence) }
    unlike = []
  }

  mutating func add(content runs: (strong: [Finding], weak: [Finding])) {
    content += runs.strong
    weakContent += runs.weak
  }

  /// Takes note of the stretches that incidents cover.
  mutating func explain(by drafts: [IncidentDraft]) {
    explained = drafts.flatMap { draft in
      let services = Set(draft.group.runs.map { log.operations[$0.operation].ref.service })
      return draft.stretches.map { stretch in
        (services, log.seconds(stretch.first.time), log.seconds(stretch.last.time))
      }
    }
  }

  /// Whether an incident accounts for a run: one of the same service near it, or one that
  /// covers most of it, whatever the service.
  func isExplained(_ run: Finding) -> Bool {
    let service = log.operations[run.operation].ref.service
    return explained.contains { one in
      let overlap = min(one.to, run.to) - max(one.from, run.from)
      if one.services.contains(service) { return overlap >= -Findings.slackSeconds }
      return overlap + Findings.edgeSeconds >= 0.5 * (run.to - run.from)
        && overlap > -Findings.edgeSeconds
    }
  }

  /// Whether an incident of the same service is on while requests come more or less often.
  func isExplained(_ run: TrafficChange) -> Bool {
    explained.contains { one in
      one.services.contains(run.service) && run.from <= one.to + Findings.slackSeconds
        && run.to ?? .infinity >= one.from - Findings.slackSeconds
    }
  }

  /// So far from an incident a run may lie and be of it.
  static let slackSeconds = 600.0
  private static let edgeSeconds = 60.0
}
