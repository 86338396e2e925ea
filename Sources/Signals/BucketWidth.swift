import LogModel

/// Chooses one bucket width for a whole tally: the smallest whose buckets fit the budget.
///
/// Counted are distinct pairs of name and bucket as they came, before names were folded: a
/// quantity that only grows, so the width is a function of the records, not of their order.
struct BucketWidth {
  /// Seconds. 600 and 3600 keep a year of logs bounded where 60 would not.
  static let ladder: [Int64] = [1, 10, 60, 600, 3600]
  static let budget = 150_000

  private(set) var pairs = [DistinctSample](
    repeating: DistinctSample(capacity: 1024), count: Self.ladder.count)

  init() {}

  init(pairs: [DistinctSample]) { self.pairs = pairs }

  @inline(__always)
  mutating func note(name: UInt64, second: Int64) {
    for (step, width) in Self.ladder.enumerated() {
      let bucket = UInt64(bitPattern: second.flooredDivision(by: width))
      pairs[step].insert(StableHash.combine(name, bucket))
    }
  }

  mutating func merge(_ other: BucketWidth) {
    for step in pairs.indices { pairs[step].merge(other.pairs[step]) }
  }

  var width: Int64 {
    for (step, width) in Self.ladder.enumerated() where pairs[step].estimate <= Self.budget {
      return width
    }
    return Self.ladder[Self.ladder.count - 1]
  }
}
