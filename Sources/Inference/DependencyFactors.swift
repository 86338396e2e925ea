import LogModel
import Signals

/// Services that an incident's failures name, with how many do, and how they fared themselves.
struct DependencyFactors {
  let draft: IncidentDraft
  let steps: [PropagationStep]

  private static let limit = 4
  /// Names that fewer of the failures bear are not told.
  private static let leastShare = 0.2

  /// One named service.
  struct Named {
    var factor: Factor
    /// Its own calls failed in the incident.
    var failsItself: Bool
    /// Services behind it that failed as well: 0 for the innermost.
    var behind: Int
    var share: Double
  }

  private struct Mention {
    var member: DraftMember
    var failures: Int
    var total: Int
    var isStated: Bool
    var first: EventRef?
  }

  /// The innermost that fails itself first, then those most often named.
  var all: [Named] {
    let links = CallLinks(draft.log)
    let counter = LayerCounter(draft)
    var mentions: [String: [Mention]] = [:]
    var calls: [String: Set<String>] = [:]
    for member in draft.members {
      let total = counter.count(member.operation).failures
      for (name, signatures) in links.named(by: member.operation) {
        var part = member.operation
        part.signatures = signatures
        let failures = counter.count(part).failures
        guard failures >= 2, Double(failures) >= Self.leastShare * Double(total) else { continue }
        let isStated = member.operation.timeline.dependency == name
        mentions[name, default: []].append(
          Mention(
            member: member, failures: failures, total: total, isStated: isStated,
            first: firstFailure(of: part, counter)))
        calls[member.service, default: []].insert(name)
      }
    }
    let named = mentions.sorted { $0.key < $1.key }.compactMap { name, mentions in
      self.named(name, mentions, calls)
    }
    let ranked = named.sorted { a, b in
      if a.failsItself != b.failsItself { return a.failsItself }
      if a.behind != b.behind, a.failsItself { return a.behind < b.behind }
      return (b.share, a.factor.text) < (a.share, b.factor.text)
    }
    return Array(ranked.prefix(Self.limit))
  }

  private func firstFailure(of part: FailingOperation, _ counter: LayerCounter) -> EventRef? {
    let window = counter.counter(for: part)
    return part.timeline.failureMarks(part.signatures).first {
      $0.nanoseconds >= window.from && $0.nanoseconds <= window.to
    }
  }

  private func named(
    _ name: String, _ mentions: [Mention], _ calls: [String: Set<String>]
  ) -> Named? {
    let best = mentions.max { a, b in
      (a.failures, b.member.service) < (b.failures, a.member.service)
    }
    guard let best, let first = best.first else { return nil }
    let own = steps.first { $0.service == name }
    let noun = draft.principalRun.rate == nil ? "failures" : "lines"
    let operation = best.member.operation.timeline.ref
    let verb = best.isStated ? "are of calls to" : "name"
    var reason =
      "\(best.failures) of \(best.total) \(noun) of \(operation.operation) in "
      + "\(operation.service) \(verb) \(name)"
    if let own, own.failures > 0 {
      reason += "; \(own.failures) of \(own.attempts) of its own calls failed as well"
    } else if let calm = attemptsWithoutFailure(of: name) {
      reason += "; its own log shows \(calm) calls in that time and none that failed"
    }
    return Named(
      factor: Factor(
        kind: .dependency, text: name, reason: reason, evidence: draft.log.evidence(first),
        support: own.map { [$0.latest] } ?? []),
      failsItself: own.map { $0.failures > 0 } ?? false,
      behind: depth(behind: name, calls), share: Double(best.failures) / Double(max(1, best.total))
    )
  }

  /// How many named services lie behind one, each called by the one in front of it.
  private func depth(behind name: String, _ calls: [String: Set<String>]) -> Int {
    var seen: Set<String> = [name]
    var open = [name]
    while let next = open.popLast() {
      for callee in (calls[next] ?? []).sorted() where seen.insert(callee).inserted {
        if steps.contains(where: { $0.service == callee }) { open.append(callee) }
      }
    }
    return seen.count - 1
  }

  /// Calls that the named service logged within the incident, where none of them failed.
  private func attemptsWithoutFailure(of name: String) -> Int? {
    let (from, to) = (draft.log.seconds(draft.first.time), draft.log.seconds(draft.last.time))
    var attempts = 0
    for timeline in draft.log.operations
    where timeline.ref.service == name && timeline.sort == .attempts {
      let counts = SlotWindow(timeline: timeline, origin: draft.log.origin)
        .counts(of: Set(timeline.signatures.indices), from: from, to: to)
      guard counts.failures == 0 else { return nil }
      attempts += counts.attempts
    }
    return attempts > 0 ? attempts : nil
  }
}
