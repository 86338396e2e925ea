import LogModel
import Parse

/// One value of one dimension, or one of the lumps that all others of it fall into.
struct DimensionValue: Hashable {
  /// So many lumps of a dimension: what is in one bounds what any single value of it may have.
  static let lumps: UInt64 = 16

  var dimension: String
  /// Redacted; empty for a lump.
  var text: String
  var lump: UInt64

  init(dimension: String, text: String) {
    self.dimension = dimension
    self.text = text
    lump = 0
  }

  init(dimension: String, lump: UInt64) {
    self.dimension = dimension
    text = ""
    self.lump = lump
  }

  /// What stands for it: values are kept in the order of these.
  var id: UInt64 {
    let seed = StableHash.hash(dimension)
    return text.isEmpty
      ? StableHash.combine(seed, lump) : StableHash.combine(StableHash.hash(text, seed: seed), 3)
  }

  /// The lump that a value of this id falls into where it is not kept apart.
  static func lump(of id: UInt64) -> UInt64 { id &>> 7 % lumps }
}

/// How an attempt ended, as far as counts by dimensions tell: in one byte.
public enum DimensionOutcome {
  public static let success: UInt8 = 0
  private static let failures: UInt64 = 61
  private static let firstRejected: UInt8 = 64
  static let last = firstRejected + UInt8(RejectedCell.classes.count)

  /// Of a failure with this signature, before it was folded: failures are told apart by a class
  /// that is a function of the record alone.
  public static func failure(_ signature: String) -> UInt8 {
    1 + UInt8(truncatingIfNeeded: StableHash.hash(signature) % failures)
  }

  /// Of an answer that rejected, by its class.
  public static func rejected(_ status: Int) -> UInt8 {
    let index = RejectedCell.classes.firstIndex(of: status) ?? RejectedCell.classes.count
    return firstRejected + UInt8(truncatingIfNeeded: index)
  }

  /// Whether it stands for failures of some signature.
  public static func isFailure(_ outcome: UInt8) -> Bool {
    outcome != success && outcome < firstRejected
  }
}

/// Attempts of one value and one outcome.
public struct DimensionCount: Hashable, Sendable {
  public var dimension: String
  /// `nil` for one of the lumps of values that are not kept apart.
  public var value: String?
  /// The lump, or the one whose count bounds what is not known of the value.
  public var lump: UInt64
  public var outcome: UInt8
  public var count: Int
}

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
