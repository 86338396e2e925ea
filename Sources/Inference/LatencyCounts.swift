import Signals

/// Latencies counted by class, to read quantiles from.
struct LatencyCounts: Sendable {
  private var counts = [Int](repeating: 0, count: 256)
  private(set) var total = 0

  mutating func add(_ latency: LatencyClass, _ count: Int) {
    counts[Int(latency.rawValue)] += count
    total += count
  }

  mutating func add(_ other: LatencyCounts) {
    for at in counts.indices { counts[at] += other.counts[at] }
    total += other.total
  }

  /// Calls of a class and above.
  func count(from least: LatencyClass) -> Int {
    counts[Int(least.rawValue)...].reduce(0, +)
  }

  /// The class in which the share `q` of all calls is reached; `nil` for none.
  func quantile(_ q: Double) -> LatencyClass? {
    var left = (Double(total) * q).rounded(.up)
    for at in counts.indices where counts[at] > 0 {
      left -= Double(counts[at])
      if left <= 0 { return LatencyClass(rawValue: UInt8(at)) }
    }
    return nil
  }

  /// The same in milliseconds, by the middle of the class.
  func milliseconds(_ q: Double) -> Double { (quantile(q)?.middle ?? 0) / 1000 }
}
