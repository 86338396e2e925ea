import LogModel

/// Failing runs that belong to one incident.
struct RunGroup {
  var runs: [Finding]
  /// Of failures that recur: the stretch of each time, in order. Empty for any other.
  var occasions: [ClosedRange<Double>] = []
  /// Seconds after which it comes back; `nil` of what does not recur.
  var period: Double?

  /// The services of its operations.
  var services: Set<String> { Set(runs.map(\.service)) }

  var from: Double { runs.map(\.from).min() ?? 0 }
  var to: Double { runs.map(\.to).max() ?? 0 }

  /// Joins runs that share an operation within the hold, or overlap and share a service or a
  /// dependency.
  static func groups(
    of runs: [Finding], in log: LogView, holdSeconds: Double
  ) -> [RunGroup] {
    var groups: [[Finding]] = []
    for run in runs.sorted(by: { ($0.from, $0.series) < ($1.from, $1.series) }) {
      var joined = [run]
      var apart: [[Finding]] = []
      for group in groups {
        if group.contains(where: { related($0, run, holdSeconds, in: log) }) {
          joined = group + joined
        } else {
          apart.append(group)
        }
      }
      groups = apart + [joined]
    }
    return groups.map { RunGroup(runs: $0) }.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
  }

  private static func related(
    _ a: Finding, _ b: Finding, _ holdSeconds: Double, in log: LogView
  ) -> Bool {
    let gap = max(a.from, b.from) - min(a.to, b.to)
    if a.series == b.series, a.recurs != b.recurs { return gap <= 0 }
    if a.series == b.series { return gap <= holdSeconds || isUnbroken(a, b, in: log) }
    guard gap <= Findings.slackSeconds else { return false }
    let (one, other) = (a.timeline, b.timeline)
    if one.ref.service == other.ref.service { return true }
    // Two services that fail over nearly the same stretch see one outage from two sides.
    let overlap = min(a.to, b.to) - max(a.from, b.from)
    if overlap >= 0.8 * (max(a.to, b.to) - min(a.from, b.from)), overlap > 0 { return true }
    if overlap > 0, !a.texts.isDisjoint(with: b.texts) { return true }
    let names = [one, other].map { dependencyNames(of: $0) }
    return !names[0].isDisjoint(with: names[1]) || names[0].contains(other.ref.service)
      || names[1].contains(one.ref.service)
  }

  /// Whether hardly a call succeeded between two stretches in which most failed: an outage of what
  /// is seldom asked for lasts over a quiet night.
  private static func isUnbroken(_ a: Finding, _ b: Finding, in log: LogView) -> Bool {
    guard a.symptom.kind == .failures, b.symptom.kind == .failures,
      min(a.run.observedRatio, b.run.observedRatio) >= mostlyFailing
    else { return false }
    let (from, to) = (min(a.to, b.to), max(a.from, b.from))
    let good = SlotWindow(timeline: a.timeline, origin: log.origin).slots(from: from, to: to)
      .reduce(0) { $0 + $1.successCount }
    if good == 0 { return true }
    // A success or two in no longer than it failed are no recovery.
    return good < PhaseFinder.sustained && good * 10 <= a.run.failures + b.run.failures
      && to - from <= a.to - a.from + b.to - b.from
  }

  private static let mostlyFailing = 0.5

  private static func dependencyNames(of operation: OperationTimeline) -> Set<String> {
    var names = Set(operation.signatures.compactMap { DependencyName.inMessage($0.message) })
    if !operation.dependency.isEmpty { names.insert(operation.dependency) }
    return names
  }

  /// The run whose denominator says most: among those with nearly the most failures, the one
  /// with the fewest attempts (ARCHITECTURE.md, Inference).
  ///
  /// A caller's own operation goes before its client's log of the same call.
  var principal: Finding {
    // Of slow calls the least threshold has the most, which says nothing: the most evident does.
    if let strongest = runs.max(by: { $0.run.evidence < $1.run.evidence }),
      BoundaryRule(strongest.symptom).goesByEvidence
    {
      return strongest
    }
    let most = runs.map(\.run.failures).max() ?? 0
    let candidates = runs.filter { Double($0.run.failures) >= 0.8 * Double(most) }
    let best = candidates.min { a, b in
      let rankA = (
        a.timeline.kind == .request ? 0 : 1, a.run.attempts, a.signatures.count, a.series
      )
      let rankB = (
        b.timeline.kind == .request ? 0 : 1, b.run.attempts, b.signatures.count, b.series
      )
      return rankA < rankB
    }
    return best ?? runs[0]
  }
}

extension Finding {
  /// What its failures say, where they say more than a word or two: services that say the same
  /// at one time have one trouble.
  fileprivate var texts: Set<String> {
    guard symptom.kind == .failures, !timeline.isOfLines else { return [] }
    return Set(
      signatures.compactMap { timeline.signatures[$0].message }
        .filter { $0.split(separator: " ").count >= Self.tellingWords })
  }

  private static let tellingWords = 3
}
