import LogModel

/// Chooses one bucket width for a whole tally: the smallest whose buckets fit the budget.
///
/// Counted are distinct pairs of name and bucket as they came, before names were folded: a
/// quantity that only grows, so the width is a function of the records, not of their order.
/// Names count by the class their hash falls into, or a flood of distinct paths, which folds
/// into a handful of series, would widen the buckets of everything to an hour.
struct BucketWidth {
  /// Seconds, each a multiple of the one before. 600 and 3600 keep a year of logs bounded
  /// where 60 would not.
  static let ladder: [Int64] = [1, 10, 60, 600, 3600]
  static let budget = 150_000
  static let sampleCapacity = 1024
  /// Tallies of more series than this hold more buckets than the budget, in proportion.
  static let nameClasses: UInt64 = 1024

  private(set) var pairs = [DistinctSample](
    repeating: DistinctSample(capacity: Self.sampleCapacity), count: Self.ladder.count)

  /// Pairs that may be kept.
  private let budget: Int

  init(budget: Int = BucketWidth.budget) { self.budget = budget }

  /// - Parameter previous: a second of this name that was noted before, if one was: what lies
  ///   in one bucket with it is known.
  mutating func note(name: UInt64, second: Int64, after previous: Int64? = nil) {
    note(class: name % Self.nameClasses, second: second, after: previous)
  }

  /// The same of a name whose class is known.
  mutating func note(class name: UInt64, second: Int64, after previous: Int64?) {
    for step in Self.ladder.indices {
      let width = Self.ladder[step]
      let bucket = second.flooredDivision(by: width)
      // In one bucket here is in one bucket of all that are wider.
      if let previous, previous.flooredDivision(by: width) == bucket { return }
      pairs[step].insert(StableHash.combine(name, UInt64(bitPattern: bucket)))
    }
  }

  mutating func merge(_ other: BucketWidth) {
    for step in pairs.indices { pairs[step].merge(other.pairs[step]) }
  }

  var width: Int64 {
    for (step, width) in Self.ladder.enumerated() where pairs[step].estimate <= budget {
      return width
    }
    return Self.ladder[Self.ladder.count - 1]
  }
}

// MARK: In a file

extension BucketWidth {
  func write(to writer: inout ByteWriter) {
    for sample in pairs { sample.write(to: &writer) }
  }

  init(budget: Int = BucketWidth.budget, from reader: inout ByteReader) throws(TallyError) {
    self.init(budget: budget)
    for step in pairs.indices {
      pairs[step] = try DistinctSample(capacity: Self.sampleCapacity, from: &reader)
    }
  }
}
