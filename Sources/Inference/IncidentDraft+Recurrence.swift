import LogModel
import Signals

extension IncidentDraft {
  /// From a first to a last failure.
  typealias Stretch = (first: EventRef, last: EventRef)

  /// Phases further apart than this are no relapse but another time.
  private static let apartSeconds = 21_600.0

  /// The whole incident, or each time of one that recurs.
  var stretches: [Stretch] {
    group.occasions.isEmpty ? [(first, last)] : Self.stretches(of: phases)
  }

  /// Phases that lie hours apart, each with those near it.
  static func stretches(of phases: [FoundPhase]) -> [Stretch] {
    var stretches: [Stretch] = []
    for phase in phases {
      if let last = stretches.last,
        phase.firstBad.time.seconds(since: last.last.time) < apartSeconds
      {
        stretches[stretches.count - 1].last = phase.lastBad
      } else {
        stretches.append((phase.firstBad, phase.lastBad))
      }
    }
    return stretches
  }

  /// The run that a phase's boundary is told by: the principal one where it reaches the phase,
  /// else the like of it that does.
  static func run(
    of group: RunGroup, like principal: FailureRun, round phase: FoundPhase, in log: WatchedLog
  ) -> FailureRun {
    let from = log.seconds(phase.firstBad.time)
    let to = log.seconds(phase.lastBad.time)
    let reaching = ([principal] + group.runs).filter { run in
      run.operation == principal.operation && run.from <= to + 0.001 && run.to >= from - 0.001
    }
    return reaching.first { $0.signatures == principal.signatures } ?? reaching.first ?? principal
  }

  /// When its starts are those of a habit, what they have in common.
  var recurrence: Recurrence? {
    guard !group.occasions.isEmpty else { return nil }
    let starts = stretches.map { log.sinceEpoch($0.first.time) }
    return RecurrenceFinder.recurrence(of: starts, occurrences: starts.count)
  }
}

extension WatchedLog {
  /// Seconds since 1970, whose days begin at midnight UTC.
  func sinceEpoch(_ time: Timestamp) -> Double { Double(origin) + seconds(time) }
}

extension IncidentFinder {
  /// Incidents of one operation that begin at the same time of day on three days or more are one.
  func recurring(
    _ drafts: [IncidentDraft], among runs: [FailureRun], _ found: FoundRuns, in log: WatchedLog
  ) -> [IncidentDraft] {
    var byOperation: [Int: [Int]] = [:]
    for (index, draft) in drafts.enumerated() {
      byOperation[draft.principalRun.operation, default: []].append(index)
    }
    var joined: [IncidentDraft] = []
    var used: Set<Int> = []
    for (_, members) in byOperation.sorted(by: { $0.key < $1.key }) where members.count > 2 {
      let ordered = members.sorted { drafts[$0].first.nanoseconds < drafts[$1].first.nanoseconds }
      let starts = ordered.map { log.sinceEpoch(drafts[$0].first.time) }
      for habit in RecurrenceFinder(starts: starts).habits {
        let nights = habit.map { drafts[ordered[$0]].group }
        let group = RunGroup(
          runs: nights.flatMap(\.runs), occasions: nights.map { $0.from...max($0.from, $0.to) })
        guard
          let draft = IncidentDraft(
            group, among: runs, in: log, arrivals: found.arrivals, settings: settings)
        else { continue }
        joined.append(draft)
        used.formUnion(habit.map { ordered[$0] })
      }
    }
    return drafts.enumerated().filter { !used.contains($0.offset) }.map(\.element) + joined
  }
}
