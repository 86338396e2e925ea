/// Binary search in elements that stand in order.
///
/// The tally keeps hashes, stamps and names in sorted arrays, which merge in one walk and take no
/// more memory than what they hold; this finds a place in them.
extension RandomAccessCollection where Index == Int {
  /// The index of the first element that `isBehind`, or ``Swift/Collection/endIndex``.
  ///
  /// - Parameter isBehind: false of all elements up to some place, and true of all from there on.
  @inlinable
  public func partitionIndex(where isBehind: (Element) throws -> Bool) rethrows -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      // The sum of two indices may be more than an index can be.
      let middle = low + (high - low) / 2
      if try isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension RandomAccessCollection where Index == Int, Element: Comparable {
  /// The index of the first element that is not below `value`, of elements in ascending order.
  @inlinable
  public func partitionIndex(from value: Element) -> Int { partitionIndex { $0 >= value } }

  /// The index of the first element above `value`, of elements in ascending order.
  @inlinable
  public func partitionIndex(after value: Element) -> Int { partitionIndex { $0 > value } }

  /// Whether `value` is one of these elements, which stand in ascending order.
  ///
  /// As many comparisons as the binary logarithm of their number, where `contains(_:)` takes as
  /// many as there are elements.
  @inlinable
  public func containsInOrder(_ value: Element) -> Bool {
    let index = partitionIndex(from: value)
    return index < endIndex && self[index] == value
  }
}
