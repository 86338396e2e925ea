import LogModel

/// What a member of a good answer, or a number of a line, was in a record of a batch.
///
/// Beside the records and not in them: a record fills two cache lines, and of most none is taken.
public struct NotedValue: Hashable, Sendable {
  /// Its place among the batch's records.
  public var record: Int
  /// The member; of a number inside a message, which one it is: `#2`.
  public var name: TextSpan
  /// Hash of what it was.
  public var value: UInt32
  /// It is a number of a line that is about no request.
  public var isNumber: Bool
}

/// Values of a line that may come again byte for byte.
struct HeldValues {
  /// What ``ValueSampler`` knows such records by.
  var key: UInt64
  var values: [NotedValue]
}

extension RecordBatch {
  /// Keeps the values of a line for those that repeat it.
  ///
  /// - Returns: where they stand; 0 for none.
  mutating func hold(_ held: HeldValues) -> Int {
    guard !held.values.isEmpty else { return 0 }
    heldValues.append(held)
    return heldValues.count
  }

  /// What a line of this batch that was held is known by to ``ValueSampler``.
  @inline(__always)
  func heldKey(at place: Int) -> UInt64? {
    place > 0 && place <= heldValues.count ? heldValues[place - 1].key : nil
  }

  /// Notes the values of a line that was held for the record that was added last.
  mutating func repeatValues(at place: Int) {
    for value in heldValues[place - 1].values {
      var again = value
      again.record = records.count - 1
      values.append(again)
    }
  }
}
