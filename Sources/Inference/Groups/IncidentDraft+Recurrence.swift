import LogModel
import Signals

extension IncidentDraft {
  /// From a first to a last failure.
  typealias Stretch = (first: EventRef, last: EventRef)

  /// The whole incident, or each time of one that recurs.
  var stretches: [Stretch] {
    group.occasions.isEmpty ? [(first, last)] : Self.stretches(of: phases, group, in: log)
  }

  /// The same, with what was slow before the failures and after them.
  var extents: [Stretch] {
    var extents = stretches
    guard !extents.isEmpty else { return [] }
    if let slowBefore { extents[0].first = slowBefore.phase.firstBad }
    if let slowAfter { extents[extents.count - 1].last = slowAfter.phase.lastBad }
    return extents
  }

  /// The phases of each time that it came, in order; each belongs to the time that is nearest.
  static func stretches(
    of phases: [FoundPhase], _ group: RunGroup, in log: LogView
  ) -> [Stretch] {
    var stretches: [(time: Int, stretch: Stretch)] = []
    for phase in phases {
      let at = log.seconds(phase.firstBad.time)
      let time = group.occasions.indices.min {
        distance(at, group.occasions[$0]) < distance(at, group.occasions[$1])
      }
      if let last = stretches.last, last.time == time {
        stretches[stretches.count - 1].stretch.last = phase.lastBad
      } else {
        stretches.append((time ?? 0, (phase.firstBad, phase.lastBad)))
      }
    }
    return stretches.map(\.stretch)
  }

  private static func distance(_ seconds: Double, _ range: ClosedRange<Double>) -> Double {
    max(0, range.lowerBound - seconds, seconds - range.upperBound)
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

extension Finding {
  /// Where the same series failed in another matter: what comes each hour and an outage in between
  /// are two.
  func otherMatters(among all: [Finding]) -> [ClosedRange<Double>] {
    all.filter { $0.series == series && $0.recurs != recurs }.map { $0.from...max($0.from, $0.to) }
  }
}
