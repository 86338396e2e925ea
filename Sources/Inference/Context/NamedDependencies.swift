import LogModel
import Signals

/// Ranks the dependencies that an incident's evidence names, the one at fault first.
///
/// An edge names the service that it calls, that one the database that it cannot reach: what is
/// named by error lines of the same minutes, and seldom at other times, lies further in than the
/// peer of the failed request.
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
    let peers = stated.filter { $0.kind != .dependencyCall }.map(\.dependency)
    let said = mentioned.map { links.service(called: $0) ?? $0 }
    let watched = Set(draft.log.requests.map(\.ref.service))
    let inner = said.filter { !watched.contains($0) } + said.filter { watched.contains($0) }
    let named = (calls + inner + peers).uniqued()
    return named.isEmpty
      ? draft.summaries.compactMap { DependencyName.inMessage($0.message) }.uniqued() : named
  }

  /// Named by error lines while it failed, the most frequent first; those of its own services go
  /// before those of others.
  private var mentioned: [String] {
    let log = draft.log
    let services = draft.group.services
    guard let range = log.range else { return [] }
    let stretches = draft.stretches.map { stretch in
      (
        from: log.seconds(stretch.first.time) - Self.slackSeconds,
        to: log.seconds(stretch.last.time) + Self.slackSeconds
      )
    }
    let seconds = stretches.reduce(0) { $0 + $1.to - $1.from }
    let rest = max(1, range.to.seconds(since: range.from) - seconds)
    var found: [(isOwn: Bool, lines: Int, name: String)] = []
    for mention in log.mentions {
      let inside = stretches.reduce(0) { sum, stretch in
        sum
          + mention.count(from: log.nanoseconds(stretch.from), to: log.nanoseconds(stretch.to))
      }
      let outside = mention.count - inside
      guard inside > 0, outside == 0 || inside >= Self.leastLines,
        Double(inside) >= Self.leastRise * Double(outside) * seconds / rest
      else { continue }
      found.append((services.contains(mention.service), inside, mention.dependency))
    }
    return found.sorted { a, b in
      a.isOwn != b.isOwn ? a.isOwn : (b.lines, a.name) < (a.lines, b.name)
    }.prefix(Self.limit).map(\.name)
  }
}
