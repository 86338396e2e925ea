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
  private static let firstDeclined: UInt8 = 64
  static let last = firstDeclined + UInt8(DeclinedCell.classes.count)

  /// Of a failure with this signature, before it was folded: failures are told apart by a class
  /// that is a function of the record alone.
  public static func failure(_ signature: String) -> UInt8 {
    1 + UInt8(truncatingIfNeeded: StableHash.hash(signature) % failures)
  }

  /// Of an answer that declined, by its class.
  public static func declined(_ status: Int) -> UInt8 {
    let index = DeclinedCell.classes.firstIndex(of: status) ?? DeclinedCell.classes.count
    return firstDeclined + UInt8(truncatingIfNeeded: index)
  }

  /// Whether it stands for failures of some signature.
  public static func isFailure(_ outcome: UInt8) -> Bool {
    outcome != success && outcome < firstDeclined
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
