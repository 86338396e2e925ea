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

  /// The same, with what was slow before the failures and after them.
  var extents: [Stretch] {
    var extents = stretches
    guard !extents.isEmpty else { return [] }
    if let slowBefore { extents[0].first = slowBefore.phase.firstBad }
    if let slowAfter { extents[extents.count - 1].last = slowAfter.phase.lastBad }
    return extents
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
    of group: RunGroup, like principal: Finding, round phase: FoundPhase, in log: LogView
  ) -> Finding {
    let from = log.seconds(phase.firstBad.time)
    let to = log.seconds(phase.lastBad.time)
    let reaching = ([principal] + group.runs).filter { run in
      run.series == principal.series && run.from <= to + 0.001 && run.to >= from - 0.001
    }
    let own = reaching.filter { $0.signatures == principal.signatures }
    let told = own.isEmpty ? reaching : own
    guard var run = told.first else { return principal }
    // Of runs between which it was not well, the first says when it began, the last when it ended.
    if let first = told.min(by: { $0.from < $1.from }), let last = told.max(by: { $0.to < $1.to }) {
      (run.run.onset, run.run.shape) = (first.run.onset, first.run.shape)
      (run.run.end, run.from, run.to) = (last.run.end, first.from, last.to)
    }
    return run
  }
}
