import Signals

/// Latencies counted by class, to read quantiles from.
struct LatencyCounts: Sendable {
  /// From the class `first` on; as many as are needed, for hours of a week have one each.
  private var counts: [Int] = []
  private var first = 0
  private(set) var total = 0

  mutating func add(_ latency: LatencyClass, _ count: Int) {
    add(Int(latency.rawValue), count)
    total += count
  }

  mutating func add(_ other: LatencyCounts) {
    for (at, count) in other.counts.enumerated() where count > 0 { add(other.first + at, count) }
    total += other.total
  }

  /// The same without others that are among them.
  func without(_ others: LatencyCounts) -> LatencyCounts {
    var rest = self
    for (at, count) in others.counts.enumerated() where count > 0 {
      rest.add(others.first + at, -count)
    }
    rest.total -= others.total
    return rest
  }

  private mutating func add(_ place: Int, _ count: Int) {
    if counts.isEmpty { first = place }
    if place < first {
      counts.insert(contentsOf: repeatElement(0, count: first - place), at: 0)
      first = place
    }
    while place - first >= counts.count { counts.append(0) }
    counts[place - first] += count
  }

  /// Calls of a class and above.
  func count(from least: LatencyClass) -> Int {
    counts.dropFirst(max(0, Int(least.rawValue) - first)).reduce(0, +)
  }

  /// Of all calls, those of a class and above.
  func share(from least: LatencyClass) -> Double {
    total > 0 ? Double(count(from: least)) / Double(total) : 0
  }

  /// The class in which the share `q` of all calls is reached; `nil` for none.
  func quantile(_ q: Double) -> LatencyClass? {
    var left = (Double(total) * q).rounded(.up)
    for at in counts.indices where counts[at] > 0 {
      left -= Double(counts[at])
      if left <= 0 { return LatencyClass(rawValue: UInt8(clamping: first + at)) }
    }
    return nil
  }

  /// The same in milliseconds, by the middle of the class.
  func milliseconds(_ q: Double) -> Double { (quantile(q)?.middle ?? 0) / 1000 }
}
