import Events
import LogModel
import Signals

/// What inference makes of a tally.
public struct Findings: Sendable {
  /// In time order.
  public var incidents: [Incident]
  /// All operations that were watched.
  public var operations: [OperationRef]
  /// Where a boundary lies in a bucket that lost events: to be read again from the inputs.
  public var crowded: [TimeRange]
}

/// Turns a tally into incidents: a pure function of the tally, the events and the settings.
public struct IncidentFinder: Sendable {
  private let settings: InferenceSettings

  public init(_ settings: InferenceSettings = InferenceSettings()) { self.settings = settings }

  public func findings(in tally: Tally, with files: [EventFile]) -> Findings {
    let log = WatchedLog(tally)
    var failing: [FailureRun] = []
    var arrivals: [ArrivalRun] = []
    for run in Detectors.all.flatMap({ $0.runs(in: log) }) {
      switch run {
      case .failures(let run): failing.append(run)
      case .arrivals(let run): arrivals.append(run)
      }
    }
    let groups = RunGroup.groups(of: failing, in: log, holdSeconds: settings.resolveAfterSeconds)
    var drafts = groups.compactMap { group in
      IncidentDraft(group, among: failing, in: log, arrivals: arrivals, settings: settings)
    }
    drafts = Self.merged(
      drafts, among: failing, log: log, settings: settings, arrivals: arrivals)
    let rows = files.flatMap(\.rows).sorted { ($0.time, $0.source) < ($1.time, $1.source) }
    let owners = EventOwners(drafts: drafts, rows: rows)
    let incidents = drafts.enumerated().map { index, draft in
      draft.incident(events: owners.rows(of: index), all: rows, files: files)
    }
    let watched = log.operations.filter { $0.kind == .request }.map(\.ref)
    return Findings(
      incidents: incidents,
      operations: Array(Set(watched)).sorted {
        ($0.service, $0.operation, $0.name ?? "") < ($1.service, $1.operation, $1.name ?? "")
      },
      crowded: drafts.flatMap(\.crowded))
  }

  /// Groups whose own failures turn out to reach into one another are one incident.
  private static func merged(
    _ drafts: [IncidentDraft], among failing: [FailureRun], log: WatchedLog,
    settings: InferenceSettings,
    arrivals: [ArrivalRun]
  ) -> [IncidentDraft] {
    var merged: [IncidentDraft] = []
    for draft in drafts.sorted(by: { $0.first.nanoseconds < $1.first.nanoseconds }) {
      guard let last = merged.last, last.sharesOperation(with: draft),
        draft.first.nanoseconds <= last.last.nanoseconds,
        let both = IncidentDraft(
          RunGroup(runs: last.group.runs + draft.group.runs), among: failing, in: log,
          arrivals: arrivals,
          settings: settings)
      else {
        merged.append(draft)
        continue
      }
      merged[merged.count - 1] = both
    }
    return merged
  }
}

/// Gives each event row to the incident it most likely belongs to.
struct EventOwners {
  private var owned: [Int: [EventRow]] = [:]
  /// Rows so long before a start may have led up to it.
  private static let leadSeconds = 3600.0
  /// Rows so long after an end may still be about it.
  private static let trailSeconds = 3600.0

  init(drafts: [IncidentDraft], rows: [EventRow]) {
    for row in rows {
      var best: (index: Int, distance: Double)?
      for (index, draft) in drafts.enumerated() {
        let from = draft.onset.earliest?.time ?? draft.first.time
        let before = from.seconds(since: row.time)
        let after = draft.end.map { row.time.seconds(since: $0.time) } ?? 0
        guard before <= Self.leadSeconds, after <= Self.trailSeconds else { continue }
        let distance = max(0, before, after)
        if distance < best?.distance ?? .infinity { best = (index, distance) }
      }
      if let best { owned[best.index, default: []].append(row) }
    }
  }

  func rows(of index: Int) -> [EventRow] { owned[index] ?? [] }
}
