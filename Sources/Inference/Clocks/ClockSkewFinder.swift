import LogModel
import Signals

/// Compares the clocks of sources by the requests they share.
///
/// The clocks that most sources agree on are taken for right, then those with most requests.
public struct ClockSkewFinder {
  fileprivate struct Edge {
    var a: String
    var b: String
    var pairs: Int
    var isCoarse: Bool
    /// Seconds that b is ahead of a; `nil` where they agree.
    var offset: ClockOffset?

    func other(than name: String) -> String { name == a ? b : a }
  }

  /// A source whose clock is known by way of others.
  fileprivate struct Known {
    var offset = ClockOffset(estimate: 0, low: 0, high: 0)
    var pairs = 0
    var isCoarse = false
  }

  private let edges: [Edge]
  private let records: [String: Int]

  /// - Parameter tally: finished.
  public init(_ tally: Tally) {
    var records: [String: Int] = [:]
    for one in tally.series {
      var arrivals = 0
      one.forEachBucket { arrivals += $0.pointee.arrivals }
      records[one.key.source, default: 0] += arrivals
    }
    self.records = records
    edges = Self.edges(in: tally.traces, of: records.keys.sorted())
  }

  /// The sources whose clocks differ from that of most others; by name.
  public var skews: [ClockSkew] {
    var found: [ClockSkew] = []
    var left = Set(edges.flatMap { [$0.a, $0.b] })
    for source in left.sorted() where left.contains(source) {
      let linked = reach(from: [source]) { _ in true }
      left.subtract(linked)
      found += skews(among: linked)
    }
    return found.sorted { $0.source < $1.source }
  }

  // MARK: Pairs

  private static func edges(in traces: TraceSample, of sources: [String]) -> [Edge] {
    let names = Dictionary(sources.map { (Tally.sourceHash($0), $0) }) { first, _ in first }
    var pairs: [String: [String: ClockPair]] = [:]
    for (_, spans) in traces.spans.sorted(by: { $0.key < $1.key }) {
      let known = spans.compactMap { hash, span in names[hash].map { (name: $0, span: span) } }
      // The longest span is that of who asked first: all others lie within it.
      let ordered = known.sorted { x, y in
        x.span.length != y.span.length ? x.span.length > y.span.length : x.name < y.name
      }
      guard let root = ordered.first else { continue }
      for other in ordered.dropFirst() {
        let low = other.span.end.seconds(after: root.span.end)
        let high = other.span.begin.seconds(after: root.span.begin)
        let isForward = root.name < other.name
        let (a, b) = isForward ? (root.name, other.name) : (other.name, root.name)
        pairs[a, default: [:]][b, default: ClockPair()].add(
          low: isForward ? low : -high, high: isForward ? high : -low,
          length: root.span.length, isCoarse: root.span.isCoarse || other.span.isCoarse)
      }
    }
    return pairs.sorted { $0.key < $1.key }.flatMap { a, others in
      others.sorted { $0.key < $1.key }.compactMap { b, pair in
        pair.verdict.map { verdict in
          var edge = Edge(a: a, b: b, pairs: pair.count, isCoarse: pair.isCoarse, offset: nil)
          if case .differ(let offset) = verdict { edge.offset = offset }
          return edge
        }
      }
    }
  }

  // MARK: Who is right

  /// All that edges lead to.
  private func reach(from start: Set<String>, over isTaken: (Edge) -> Bool) -> Set<String> {
    var reached = start
    var grew = true
    while grew {
      grew = false
      for edge in edges where isTaken(edge) && reached.contains(edge.a) != reached.contains(edge.b)
      {
        reached.formUnion([edge.a, edge.b])
        grew = true
      }
    }
    return reached
  }

  private func pairs(of source: String) -> Int {
    edges.reduce(0) { $0 + ($1.a == source || $1.b == source ? $1.pairs : 0) }
  }

  /// Before others goes who has more pairs, then more records, then the smaller name.
  private func precedes(_ x: String, _ y: String) -> Bool {
    let (one, other) = (pairs(of: x), pairs(of: y))
    if one != other { return one > other }
    let (mine, theirs) = (records[x] ?? 0, records[y] ?? 0)
    return mine != theirs ? mine > theirs : x < y
  }

  private func skews(among sources: Set<String>) -> [ClockSkew] {
    let ordered = sources.sorted(by: precedes)
    guard let first = ordered.first else { return [] }
    let groups = groups(of: offsets(from: [first]))
    let most = groups.map(\.count).max() ?? 0
    // Of groups of one size, that of the source that goes before others.
    let right = ordered.lazy.compactMap { head in
      groups.first { $0.count == most && $0.contains(head) }.map { (members: $0, head: head) }
    }.first
    guard let right else { return [] }
    return offsets(from: right.members).compactMap { source, clock in
      guard clock.offset.estimate != 0 else { return nil }
      return ClockSkew(
        source: source, reference: right.head, offsetSeconds: clock.offset.estimate,
        lowSeconds: clock.offset.low, highSeconds: clock.offset.high, pairs: clock.pairs,
        isCoarse: clock.isCoarse)
    }
  }

  /// The clocks of all that edges lead to, as seen from sources that agree.
  private func offsets(from right: Set<String>) -> [String: Known] {
    var known = Dictionary(right.map { ($0, Known()) }) { first, _ in first }
    while let edge = nextEdge(from: known) {
      let from = known[edge.a] == nil ? edge.b : edge.a
      known[edge.other(than: from)] = known[from]?.beyond(edge.offset, edge, from: from == edge.a)
    }
    return known
  }

  /// Sources whose clocks agree, whether they share requests or only know the same others.
  private func groups(of known: [String: Known]) -> [Set<String>] {
    let ordered = known.sorted { x, y in
      (x.value.offset.estimate, x.key) < (y.value.offset.estimate, y.key)
    }
    var groups: [Set<String>] = []
    var last: ClockOffset?
    for (source, clock) in ordered {
      let doubt = (clock.offset.high - clock.offset.low) / 2
      if let last, clock.offset.estimate - last.estimate <= max(ClockPair.baselineSeconds, doubt) {
        groups[groups.count - 1].insert(source)
      } else {
        groups.append([source])
      }
      last = clock.offset
    }
    return groups
  }

  /// Of the edges that lead on, that of most pairs.
  private func nextEdge(from known: [String: Known]) -> Edge? {
    var best: Edge?
    for edge in edges where (known[edge.a] == nil) != (known[edge.b] == nil) {
      if edge.pairs > best?.pairs ?? 0 { best = edge }
    }
    return best
  }
}

extension ClockSkewFinder.Known {
  /// The clock at the other end of an edge.
  fileprivate func beyond(
    _ step: ClockOffset?, _ edge: ClockSkewFinder.Edge, from isFirst: Bool
  ) -> Self {
    var next = self
    next.isCoarse = isCoarse || edge.isCoarse
    next.pairs = pairs == 0 ? edge.pairs : min(pairs, edge.pairs)
    guard let step else { return next }
    let sign = isFirst ? 1.0 : -1.0
    let ends = [step.low * sign, step.high * sign].sorted()
    next.offset = ClockOffset(
      estimate: offset.estimate + step.estimate * sign, low: offset.low + ends[0],
      high: offset.high + ends[1])
    return next
  }
}

extension TraceSample.Span {
  /// Seconds.
  fileprivate var length: Double { end.seconds(after: begin) }
}

extension Int64 {
  /// Nanoseconds after others, as seconds.
  fileprivate func seconds(after earlier: Int64) -> Double {
    let (difference, overflows) = subtractingReportingOverflow(earlier)
    return overflows ? Double(self) / 1e9 - Double(earlier) / 1e9 : Double(difference) / 1e9
  }
}
