import ChangePoints
import Events
import LogModel
import Signals

/// What inference makes of a tally.
public struct InferenceResult: Sendable {
  /// In time order.
  public var incidents: [Incident]
  /// What stayed below the bounds of an incident: failures before lacks of requests, each the
  /// strongest first.
  public var nearMisses: [NearMiss] = []
  /// Stretches without a record of any input, in order.
  public var silences: [LogSilence] = []
  /// All operations that were watched.
  public var operations: [OperationRef]
  /// Stretches of which neither the logs nor the history tell what happened.
  public var gaps: [UnexplainedGap] = []
  /// What the earlier logs could be held against; `nil` without such logs.
  public var historyUse: HistoryUse?
  /// Where a boundary lies in a bucket that lost events: to be read again from the inputs.
  public var crowded: [TimeRange]
}

/// Turns a tally into incidents: a pure function of the tally, the events and the settings.
///
/// It remembers what its models answered, so that after a tally was refined, or only events or
/// names changed, series that are as they were are not judged again.
public struct IncidentFinder: Sendable {
  let settings: InferenceSettings
  private let models = ModelCache()
  /// Told before each detector how many have looked at the log, of how many.
  private let progress: @Sendable (_ done: Int, _ all: Int) -> Void

  public init(
    _ settings: InferenceSettings = InferenceSettings(),
    progress: @escaping @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) {
    self.settings = settings
    self.progress = progress
  }

  /// - Parameter history: what earlier logs say is usual.
  public func findings(
    in tally: Tally, with files: [EventFile], history: History? = nil
  ) -> InferenceResult {
    let log = LogView(
      tally, history: history, models: models, workers: Workers(limit: settings.threads))
    var found = Findings(in: log, settings, progress: progress)
      .judged { $0.judged(byClientsIn: log) }
    var (drafts, near) = self.drafts(of: &found, in: log)
    let words = MessageSignals(log)
    drafts = drafts.map { $0.beside(found).beside(words) }
      .sorted { ($0.first.nanoseconds, $0.group.from) < ($1.first.nanoseconds, $1.group.from) }
    found.explain(by: drafts, in: log)
    let demoted = drafts.filter { $0.demotion != nil }
    drafts.removeAll { $0.demotion != nil }
    let mishap = drafts.isEmpty ? LoneMishaps(log: log, settings: settings).mishap : nil
    if let mishap, mishap.isUnprecedented { drafts = [mishap.draft] }
    let rows = files.flatMap(\.rows).sorted { ($0.time, $0.source) < ($1.time, $1.source) }
    let alerted = AlertedSilences(log: log, settings: settings, rows: rows)
      .incidents(beside: drafts)
    let shown =
      drafts.map { FoundIncident(incident: $0.incident(), draft: $0) }
      + alerted.map { FoundIncident(incident: $0) }
    let builder = IncidentBuilder(log: log, settings: settings, rows: rows, files: files)
    let misses = NearMissFinder(
      found: found, near: near, log: log, settings: settings, hasIncident: !shown.isEmpty,
      mishap: mishap)
    let operations = log.requests.map(\.ref).filter {
      $0.operation != RouteNames.neverServed
    }
    return InferenceResult(
      incidents: builder.incidents(of: shown),
      nearMisses: misses.all(demoted: demoted).filter { miss in
        !alerted.contains { $0.accounts(for: miss) }
      },
      silences: LogSilence.all(of: tally.inputs.map(\.reading)),
      operations: Array(Set(operations)).sorted {
        ($0.service, $0.operation, $0.name ?? "") < ($1.service, $1.operation, $1.name ?? "")
      },
      gaps: found.silences.map { $0.gap(in: log) }, historyUse: log.historyUse,
      crowded: drafts.flatMap(\.crowded))
  }

  /// Incidents by the order of precedence, and what came near to being one.
  private func drafts(
    of found: inout Findings, in log: LogView
  ) -> (drafts: [IncidentDraft], near: [Finding]) {
    var drafts: [IncidentDraft] = []
    var near = found.all.filter { finding in
      switch finding.standing {
      case .nearMiss, .ruledOut: true
      case .incident, .unlikeHistory, .context: false
      }
    }
    let hasOnset = { (drafts: [IncidentDraft]) in
      drafts.contains { !$0.principalRun.deviatesFromBaseline }
    }
    for level in Precedence.levels {
      let own = found.all.filter(level.holds)
      if level.deviatesFromBaseline, hasOnset(drafts) {
        near += own
        continue
      }
      drafts += self.drafts(of: own.filter { !found.isExplained($0) }, found, in: log)
      found.explain(by: drafts, in: log)
    }
    return (drafts, near)
  }

  private func drafts(
    of findings: [Finding], _ found: Findings, in log: LogView
  ) -> [IncidentDraft] {
    let runs = findings.markedHabits(in: log)
    let groups = RunGroup.groups(
      of: runs, in: log, holdSeconds: settings.resolveAfterSeconds)
    let drafts = groups.compactMap { group in
      IncidentDraft(group, among: runs, in: log, arrivals: found.traffic, settings: settings)
    }
    let apart = merged(drafts, among: runs, found, in: log)
    return recurring(apart, among: runs, found, in: log)
  }

  /// Groups whose own failures turn out to reach into one another are one incident, and those
  /// between which the operation was slow.
  private func merged(
    _ drafts: [IncidentDraft], among runs: [Finding], _ found: Findings, in log: LogView
  ) -> [IncidentDraft] {
    var merged: [IncidentDraft] = []
    let slow = found.of([.slowCalls]).filter(SlowExtent.isStrong)
    for draft in drafts.sorted(by: { $0.first.nanoseconds < $1.first.nanoseconds }) {
      guard let last = merged.last, last.sharesOperation(with: draft),
        draft.first.nanoseconds <= last.last.nanoseconds
          || slow.contains(where: { last.isBridged(to: draft, by: $0) }),
        let both = IncidentDraft(
          RunGroup(runs: last.group.runs + draft.group.runs), among: runs, in: log,
          arrivals: found.traffic, settings: settings)
      else {
        merged.append(draft)
        continue
      }
      merged[merged.count - 1] = both
    }
    return merged
  }
}

extension History {
  /// What earlier logs say is normal, their own incidents left out.
  ///
  /// - Returns: `nil` where the tally holds no record.
  public init?(_ tally: Tally) {
    let log = LogView(tally)
    guard let range = log.range else { return nil }
    let found = FailureDetector().findings(in: log).filter(\.mayBeIncident)
    let incidents = Dictionary(grouping: found, by: \.series.operation).mapValues { findings in
      HistoryIncidents(
        findings.map {
          .init(from: $0.from, to: $0.to, failures: $0.run.failures, ratio: $0.run.observedRatio)
        }, range: range, origin: log.origin)
    }
    self.init(log, besides: incidents)
  }
}
