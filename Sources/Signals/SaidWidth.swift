import LogModel

/// Chooses the width of the cells in which statements are counted: the smallest whose cells fit
/// the budget, as ``BucketWidth`` does for attempts.
///
/// Statements count by the class their hash falls into within their service: a flood of them,
/// which folds into a handful, must not widen the cells of all others to an hour.
struct SaidWidth {
  /// Pairs of a statement and a cell; a cell takes some 130 bytes.
  static let budget = 32_768
  static let sampleCapacity = 1024
  static let classes: UInt64 = 512

  private(set) var pairs = [DistinctSample](
    repeating: DistinctSample(capacity: Self.sampleCapacity), count: BucketWidth.ladder.count)

  init() {}

  /// - Parameter previous: a second of this statement that was noted before, if one was.
  mutating func note(
    service: UInt64, statement: UInt64, second: Int64, after previous: Int64?
  ) {
    let name = StableHash.combine(service, statement % Self.classes)
    for step in BucketWidth.ladder.indices {
      let width = BucketWidth.ladder[step]
      let cell = second.flooredDivision(by: width)
      if let previous, previous.flooredDivision(by: width) == cell { return }
      pairs[step].insert(StableHash.combine(name, UInt64(bitPattern: cell)))
    }
  }

  mutating func merge(_ other: SaidWidth) {
    for step in pairs.indices { pairs[step].merge(other.pairs[step]) }
  }

  var width: Int64 {
    for (step, width) in BucketWidth.ladder.enumerated()
    where pairs[step].estimate <= Self.budget {
      return width
    }
    return BucketWidth.ladder[BucketWidth.ladder.count - 1]
  }
}

// MARK: In a file

extension SaidWidth {
  func write(to writer: inout ByteWriter) {
    for sample in pairs { sample.write(to: &writer) }
  }

  init(from reader: inout ByteReader) throws(TallyError) {
    for step in pairs.indices {
      pairs[step] = try DistinctSample(capacity: Self.sampleCapacity, from: &reader)
    }
  }
}
