import Signals

/// From which latency on a call of an operation is slow: three answers, by what is usual.
///
/// One quantile is not enough: where a seventh of the calls is slow on any day, the 95th
/// percentile sees nothing, and half as much again as the 60th does. Quantiles are the lowest
/// over eight blocks of the log, so that an incident in some of them does not raise them.
struct LatencyThresholds {
  static let blockCount = 8
  /// Fewer calls than these of a block say nothing of its quantiles.
  private static let leastCalls = 8
  private static let rules: [(quantile: Double, factor: Double)] = [
    (0.6, 1.5), (0.95, 1.25), (0.99, 1),
  ]

  /// Ascending, none twice: calls of these classes and above are slow.
  let classes: [LatencyClass]
  private let blocks: [LatencyCounts]

  init(_ calls: CallLengths) {
    let blocks = Self.blocks(of: calls)
    var found: Set<LatencyClass> = []
    for rule in Self.rules {
      let lowest = blocks.compactMap { $0.quantile(rule.quantile) }.min()
      guard let lowest else { continue }
      let raised = LatencyClass(microseconds: lowest.next.lower * rule.factor)
      found.insert(max(raised, lowest.next))
    }
    classes = found.sorted()
    self.blocks = blocks
  }

  /// All calls.
  var all: LatencyCounts {
    var all = LatencyCounts()
    for block in blocks { all.add(block) }
    return all
  }

  /// The lowest class over eight blocks of the log in which the share `q` of calls is reached.
  func lowest(_ q: Double) -> LatencyClass? { blocks.compactMap { $0.quantile(q) }.min() }

  private static func blocks(of calls: CallLengths) -> [LatencyCounts] {
    let size = max(leastCalls, calls.total / blockCount)
    var blocks = calls.blocks(of: size)
    if blocks.count > 1, let last = blocks.last, last.total < size / 2 {
      blocks.removeLast()
      blocks[blocks.count - 1].add(last)
    }
    return blocks
  }
}
