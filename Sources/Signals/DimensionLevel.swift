import LogModel

/// Chooses how finely attempts are counted by their dimensions: the finest that fits the budget.
///
/// Counted are distinct cells as records came, by classes of their names (as ``BucketWidth``
/// does), a quantity that only grows: the level is a function of the records, not of their order.
struct DimensionLevel {
  /// One step: seconds of a bucket, each a multiple of the one before, and how many values of a
  /// dimension are told apart.
  typealias Step = (seconds: Int64, kept: Int)

  static let ladder: [Step] = [
    (60, 256), (300, 256), (900, 256), (3600, 64), (21_600, 64), (86_400, 16),
  ]
  /// Cells of a whole tally; what would have more even so is not counted by dimensions at all.
  static let budget = 65_536
  static let sampleCapacity = 1024
  private static let routeClasses: UInt64 = 1024

  private(set) var cells = [DistinctSample](
    repeating: DistinctSample(capacity: Self.sampleCapacity), count: Self.ladder.count)

  /// - Parameter route: hash of the service and the operation as they came.
  mutating func note(route: UInt64, value: UInt64, second: Int64, outcome: UInt8) {
    let route = route % Self.routeClasses &<< 8 | UInt64(outcome)
    for (at, step) in Self.ladder.enumerated() {
      let lumps = UInt64(step.kept) + DimensionValue.lumps
      let bucket = UInt64(bitPattern: second.flooredDivision(by: step.seconds))
      cells[at].insert(
        StableHash.combine(StableHash.combine(route, value % lumps), bucket))
    }
  }

  mutating func merge(_ other: DimensionLevel) {
    for at in cells.indices { cells[at].merge(other.cells[at]) }
  }

  /// Index in the ladder; its count where nothing is to be kept.
  var index: Int { cells.firstIndex { $0.estimate <= Self.budget } ?? Self.ladder.count }
}

// MARK: In a file

extension DimensionLevel {
  func write(to writer: inout ByteWriter) {
    for sample in cells { sample.write(to: &writer) }
  }

  init(from reader: inout ByteReader) throws(TallyError) {
    for at in cells.indices {
      cells[at] = try DistinctSample(capacity: Self.sampleCapacity, from: &reader)
    }
  }
}
