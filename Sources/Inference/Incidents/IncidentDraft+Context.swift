import ChangePoints
import LogModel

/// One operation of an incident with the runs that brought it in.
struct DraftMember {
  /// `nil` of one that failed too seldom to be found alone.
  var series: SeriesID?
  var service: String
  var operation: FailingOperation
  var runs: [Finding]
}

extension IncidentDraft {
  /// The operations of the incident, the principal one first.
  var members: [DraftMember] {
    let rest = Set(group.runs.map(\.series)).sorted().filter { $0 != principalRun.series }
    let found = zip([principalRun.series] + rest, [principal] + others).map { series, operation in
      DraftMember(
        series: series, service: operation.timeline.ref.service, operation: operation,
        runs: group.runs.filter { $0.series == series })
    }
    let companions = others.dropFirst(rest.count).map { operation in
      DraftMember(
        series: nil, service: operation.timeline.ref.service, operation: operation, runs: [])
    }
    return found + companions
  }

  /// From first failures to the end of last ones' stamps, in nanoseconds: a layer with finer
  /// stamps logs the same failure up to one unit of the coarser ones later.
  var countedStretches: [ClosedRange<Int64>] {
    stretches.map { stretch in
      let unit: Int64 =
        stretch.last.fractionDigits == 0
        ? 1_000_000_000 : stretch.last.fractionDigits == 3 ? 1_000_000 : 1
      return stretch.first.nanoseconds...(stretch.last.nanoseconds + unit - 1)
    }
  }

  /// When the failures began, as far as that is known, in seconds from the origin.
  var failuresOnset: IntervalEstimate {
    isPartial
      ? principalRun.run.onset
      : IntervalEstimate(
        between: log.seconds(onset.interval.from), and: log.seconds(onset.interval.to))
  }

  /// When they ended; `nil` while they last.
  var failuresEnd: IntervalEstimate? {
    guard let end else { return nil }
    if isPartial, let known = principalRun.run.end { return known }
    return IntervalEstimate(between: log.seconds(last.time), and: log.seconds(end.time))
  }

  /// The service at which requests are counted; `nil` where none of theirs are in the logs.
  var countedAt: String? {
    OutermostLayer(log: log, operations: [principal] + others, runs: group.runs)
      .service(of: principal)
  }

  /// The same with its peers.
  var countedAtAll: [String] {
    guard !peers.isEmpty else { return countedAt.map { [$0] } ?? [] }
    return [principal.timeline.ref.service] + peers
  }

  /// Why this is told as a near miss and not as an incident; `nil` for an incident.
  var demotion: String? {
    let counter = ImpactCounter(log: log, stretches: countedStretches)
    let one = OneClient(
      operations: ImpactCounter.measured([principal] + others, at: countedAtAll), counter: counter)
    return one.isTheOnlyOne ? "the failures are one client's, and others fared well" : nil
  }
}
