import LogModel

/// What clocks that differ leave of an incident's times and orders.
public struct ClockDoubt {
  private let skews: [String: ClockSkew]

  /// - Parameter skews: by the path of the input; those that were applied leave no doubt.
  public init(_ skews: [String: ClockSkew]) { self.skews = skews.filter { !$0.value.isApplied } }

  /// The same incident with wider intervals where its events are from such a clock, and without
  /// an order that the clocks alone may have made.
  public func applied(to incident: Incident) -> Incident {
    guard !skews.isEmpty else { return incident }
    var incident = incident
    incident.onset = widened(incident.onset)
    incident.end = incident.end.map(widened)
    incident.failures = incident.failures.map { course in
      Incident.FailureCourse(
        onset: widened(course.onset), end: course.end.map(widened), last: course.last)
    }
    if var slow = incident.slowAfter {
      slow.end = slow.end.map(widened)
      incident.slowAfter = slow
    }
    incident.propagation = tied(incident.propagation)
    incident.correlations = incident.correlations.map(tied)
    return incident
  }

  /// The bracket holds stamps as logged and stays; only the interval says when it was.
  private func widened(_ boundary: Boundary) -> Boundary {
    let clocks = Set([boundary.earliest, boundary.latest].compactMap { skew(of: $0) })
    guard !clocks.isEmpty else { return boundary }
    var boundary = boundary
    let early = clocks.map { max(0, $0.highSeconds) }.max() ?? 0
    let late = clocks.map { max(0, -$0.lowSeconds) }.max() ?? 0
    boundary.interval = TimeRange(
      from: boundary.interval.from.advanced(bySeconds: -early),
      to: boundary.interval.to.advanced(bySeconds: late))
    boundary.basis.clocks = clocks.sorted { ($0.source, $0.reference) < ($1.source, $1.reference) }
    return boundary
  }

  private func skew(of point: CitedEvent?) -> ClockSkew? {
    point.flatMap { skews[$0.source.path] }
  }

  /// Services keep a rank of their own only where they lie further apart than their clocks.
  private func tied(_ steps: [PropagationStep]) -> [PropagationStep] {
    var tied = steps
    var group = 0
    for index in tied.indices.dropFirst() {
      let isApart =
        steps[index].rank != steps[index - 1].rank
        && tied[group..<index].allSatisfy { isAfter(steps[index], $0) }
      if isApart { group = index }
      tied[index].rank = group + 1
    }
    return tied
  }

  private func isAfter(_ step: PropagationStep, _ earlier: PropagationStep) -> Bool {
    let (mine, theirs) = (skew(of: step.latest), skew(of: earlier.latest))
    let low = (mine?.lowSeconds ?? 0) - (theirs?.highSeconds ?? 0)
    let high = (mine?.highSeconds ?? 0) - (theirs?.lowSeconds ?? 0)
    let doubt = max(low.magnitude, high.magnitude)
    return step.latest.time.seconds(since: earlier.latest.time) > doubt
  }

  /// A correlation does not say which clocks it rests on: all that differ are in doubt.
  private func tied(_ correlation: Correlation) -> Correlation {
    let most = skews.values.map { max($0.lowSeconds.magnitude, $0.highSeconds.magnitude) }.max()
    guard correlation.order != .tie, let most, most >= correlation.lagSeconds.magnitude else {
      return correlation
    }
    var correlation = correlation
    correlation.order = .tie
    correlation.reasons.append(.clocksDiffer(seconds: most))
    return correlation
  }
}
