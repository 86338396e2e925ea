import LogModel

/// Chooses the width of the cells in which statements are counted, as ``BucketWidth`` does for
/// attempts.
///
/// Statements count by the class their hash falls into within their service: a flood of them,
/// which folds into a handful, must not widen the cells of all others to an hour.
struct SaidWidth {
  /// Pairs of a statement and a cell; a cell takes some 130 bytes.
  static let budget = 32_768
  static let classes: UInt64 = 512

  private let budget: Int
  private var choice: BucketWidth

  init(budget: Int = SaidWidth.budget) {
    self.budget = budget
    choice = BucketWidth(budget: budget)
  }

  /// - Parameter previous: a second of this statement that was noted before, if one was.
  mutating func note(
    service: UInt64, statement: UInt64, second: Int64, after previous: Int64?
  ) {
    let name = StableHash.combine(service, statement % Self.classes)
    choice.note(class: name, second: second, after: previous)
  }

  mutating func merge(_ other: SaidWidth) { choice.merge(other.choice) }

  var width: Int64 { choice.width }
}

// MARK: In a file

extension SaidWidth {
  func write(to writer: inout ByteWriter) { choice.write(to: &writer) }

  init(budget: Int, from reader: inout ByteReader) throws(TallyError) {
    self.budget = budget
    choice = try BucketWidth(budget: budget, from: &reader)
  }
}
