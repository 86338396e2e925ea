import LogModel

/// The values of the record at hand, before they are noted: one buffer for all records.
final class ValueScratch {
  /// A value as it stands in a line.
  struct Value {
    var name: UnsafeRawBufferPointer
    /// Of the name; 0 where that is data itself.
    var hash: UInt64
    var value: UInt32
  }

  private static let capacity = 48
  private let values: UnsafeMutablePointer<Value>
  @exclusivity(unchecked) private var count = 0

  init() { values = .allocate(capacity: Self.capacity) }

  deinit { values.deallocate() }

  var isEmpty: Bool { count == 0 }

  @inline(__always)
  func clear() { count = 0 }

  /// - Parameter hash: of the name.
  @inline(__always)
  func add(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer, hash: UInt64) {
    guard count < Self.capacity, hash != 0 else { return }
    (values + count).initialize(
      to: Value(
        name: name, hash: hash, value: UInt32(truncatingIfNeeded: StableHash.hash(value))))
    count &+= 1
  }

  /// Most members of one record that are noted.
  private static let limit = 8

  /// All, or where there are many those of the smallest hashes: of every such record the same.
  func withEach(_ body: (Value) -> Void) {
    if count > Self.limit {
      var all = UnsafeMutableBufferPointer(start: values, count: count)
      all.sort { $0.hash < $1.hash }
    }
    for at in 0..<min(count, Self.limit) { body(values[at]) }
  }
}
