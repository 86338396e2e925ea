import LogModel
import Signals

/// The start and the end of an incident: those of its failures, or of the calls that were slow
/// before and after them.
extension IncidentDraft {
  /// From the first failure to the last.
  var failureCourse: Incident.FailureCourse {
    let end = phases.last.flatMap { phase in
      phase.firstGoodAfter.map {
        Self.boundaryMaker(of: parts[phase.lastOf], round: phase, group, pooled, in: log)
          .end(phase, good: $0)
      }
    }
    return Incident.FailureCourse(onset: onset, end: end, last: log.evidence(last))
  }

  /// The same of the whole incident.
  func extentCourse(_ failures: Incident.FailureCourse) -> Incident.FailureCourse {
    var course = failures
    if let slowBefore { course.onset = slowBefore.onset(in: log) }
    if let slowAfter {
      course.end = slowAfter.end(in: log)
      course.last = log.evidence(slowAfter.phase.lastBad)
    }
    return course
  }

  /// The slow calls of one side, as a report tells them.
  func slowCalls(_ side: SlowExtent.Side?) -> Incident.SlowCalls? {
    guard let side, case .slowCalls(let slowness) = side.part.run.symptom else { return nil }
    return Incident.SlowCalls(
      operations: side.runs.map(\.ref).uniqued(), slowness: slowness,
      last: log.evidence(side.phase.lastBad), end: side.end(in: log))
  }

  /// The slow runs that the incident is told by, which so are no signal beside it.
  var ownSlow: Set<SeriesID> {
    Set(((slowBefore?.runs ?? []) + (slowAfter?.runs ?? [])).map(\.series))
  }
}
