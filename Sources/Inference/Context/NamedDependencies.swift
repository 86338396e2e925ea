import LogModel
import Signals

/// Ranks the dependencies that an incident's evidence names, the one at fault first.
///
/// An edge names the service that it calls, that one the database that it cannot reach: what is
/// named by error lines, failed requests and slow calls of the same minutes, and seldom at other
/// times, lies further in than the peer of the failed request.
struct NamedDependencies {
  let draft: IncidentDraft

  /// Seconds before and after the failures in which lines about them come.
  private static let slackSeconds = 10.0
  /// Lines come so many times as often as at other times.
  private static let leastRise = 3.0
  /// So many lines, where they come at other times as well.
  private static let leastLines = 2
  /// So many of them are told.
  private static let limit = 3

  /// Each once.
  var all: [String] {
    let links = CallLinks(draft.log)
    let stated = ([draft.principal] + draft.others).map(\.timeline)
      .filter { !$0.dependency.isEmpty }
    // What a definition or the record of the call itself states is believed first.
    let calls = stated.filter { $0.kind == .dependencyCall }.map(\.dependency)
    let peers = stated.filter { $0.kind == .request }.map(\.dependency)
    let said = evident.map { links.service(called: $0) ?? $0 }
    let watched = Set(draft.log.requests.map(\.ref.service))
    let inner = said.filter { !watched.contains($0) } + said.filter { watched.contains($0) }
    let named = once(calls + inner + peers)
    return named.isEmpty
      ? draft.summaries.compactMap { DependencyName.inMessage($0.message) }.uniqued() : named
  }

  /// `orders-db` and `orders-db.internal` are one, under the name that comes first.
  private func once(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert(DependencyScores.label(of: $0)).inserted }
  }

  /// What speaks against each while it failed, the most of it first; what its own services say
  /// goes before what others do.
  private var evident: [String] {
    let own = scores { draft.group.services.contains($0) }
    let others = scores { !draft.group.services.contains($0) }
    return Array((own.ranked + others.ranked).prefix(Self.limit))
  }

  private func scores(_ isWanted: (String) -> Bool) -> DependencyScores {
    var scores = DependencyScores()
    let stretches = self.stretches
    let seconds = stretches.reduce(0) { $0 + $1.to - $1.from }
    let whole = draft.log.range.map { $0.to.seconds(since: $0.from) } ?? 0
    let rest = max(1, whole - seconds)
    for mention in draft.log.mentions where isWanted(mention.service) {
      let inside = stretches.reduce(0) { sum, stretch in
        sum
          + mention.count(
            from: draft.log.nanoseconds(stretch.from), to: draft.log.nanoseconds(stretch.to))
      }
      let outside = mention.count - inside
      let usual = Double(outside) * seconds / rest
      guard inside > 0, outside == 0 || inside >= Self.leastLines,
        Double(inside) >= Self.leastRise * usual
      else { continue }
      scores.add(mention.dependency, Double(inside) - usual)
    }
    for work in draft.log.works where !work.dependency.isEmpty && isWanted(work.ref.service) {
      let slow = SlowWork(work, within: stretches, origin: draft.log.origin)
      if slow.isSlower { scores.add(work.dependency, slow.surplus, isSlow: true) }
      if slow.isAsEver { scores.clear(work.dependency) }
    }
    let known = Set(
      (draft.log.works + draft.log.operations).map(\.dependency)
        + draft.log.mentions.map(\.dependency))
    for summary in draft.summaries where isWanted(summary.operation.service) {
      for name in DependencyName.known(in: summary.message, known) {
        scores.add(name, Double(summary.failures))
      }
    }
    return scores
  }

  private var stretches: [(from: Double, to: Double)] {
    draft.stretches.map { stretch in
      (
        from: draft.log.seconds(stretch.first.time) - Self.slackSeconds,
        to: draft.log.seconds(stretch.last.time) + Self.slackSeconds
      )
    }
  }
}

/// How much speaks against each of several dependencies.
struct DependencyScores {
  private var scores: [String: [String: Double]] = [:]

  /// What a name is known by, whatever network it is written for.
  static func label(of name: String) -> String {
    let whole = name.lowercased()
    let host = whole.prefix { $0 != "." && $0 != ":" }
    return host.contains { $0.isLetter } ? String(host) : whole
  }

  /// Those whose calls took longer, and those whose calls did not.
  private var slow: Set<String> = []
  private var clear: Set<String> = []

  mutating func add(_ name: String, _ score: Double, isSlow: Bool = false) {
    scores[Self.label(of: name), default: [:]][name, default: 0] += score
    if isSlow { slow.insert(Self.label(of: name)) }
  }

  /// Notes that it answered as fast as ever.
  mutating func clear(_ name: String) { clear.insert(Self.label(of: name)) }

  /// Under the form of its name that most of it bears, the worst first.
  ///
  /// Where calls to one took longer, one that answers as fast as ever was at most waited for in
  /// vain: its connections are held by who waits for the other.
  var ranked: [String] {
    let isCleared = { (label: String) in
      !slow.isEmpty && clear.contains(label) && !slow.contains(label)
    }
    return scores.compactMap { label, forms -> (late: Int, score: Double, name: String)? in
      forms.max { ($0.value, $1.key) < ($1.value, $0.key) }
        .map { (isCleared(label) ? 1 : 0, forms.values.reduce(0, +), $0.key) }
    }.sorted { ($0.late, $1.score, $0.name) < ($1.late, $0.score, $1.name) }.map(\.name)
  }
}

/// How much longer the calls to a dependency took within an incident than at other times.
struct SlowWork {
  private var inside = LatencyCounts()
  private var outside = LatencyCounts()

  /// Fewer calls say nothing of how long they take.
  private static let leastCalls = 5
  /// As of slow calls that are an incident: so many times as long, and so many milliseconds.
  private static let leastFactor = 1.8
  private static let leastMilliseconds = 20.0
  /// What is slow at other times: so much of the calls takes longer.
  private static let usualShare = 0.05

  /// - Parameter stretches: in seconds from the origin.
  init(
    _ timeline: OperationTimeline, within stretches: [(from: Double, to: Double)], origin: Int64
  ) {
    let width = Double(timeline.width)
    timeline.forEachLatency { start, latency, count in
      let from = Double(start * timeline.width - origin)
      if stretches.contains(where: { from + width > $0.from && from <= $0.to }) {
        inside.add(latency, count)
      } else {
        outside.add(latency, count)
      }
    }
  }

  private var isKnown: Bool { min(inside.total, outside.total) >= Self.leastCalls }
  /// They took no longer than at other times.
  var isAsEver: Bool { isKnown && !isSlower }

  /// Half or a tenth of them took plainly longer.
  var isSlower: Bool {
    guard isKnown else { return false }
    return [0.5, 0.9].contains { q in
      let (now, usual) = (inside.milliseconds(q), outside.milliseconds(q))
      return now >= Self.leastFactor * usual && now - usual >= Self.leastMilliseconds
    }
  }

  /// Calls that took longer than nearly all do otherwise, beyond as many as do.
  var surplus: Double {
    guard let slow = outside.quantile(1 - Self.usualShare) else { return 0 }
    return Double(inside.total) * max(0, inside.share(from: slow.next) - Self.usualShare)
  }
}
