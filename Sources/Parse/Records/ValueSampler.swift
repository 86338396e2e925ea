import LogModel

/// Chooses of which records the values are looked at: of each operation and each statement one in
/// every second of the log, less often the more there were, and of a long dense stream no more than
/// one record in so many.
///
/// A function of the stream alone: whatever falls on one place of the small table only makes more
/// records be looked at. A class, because it is consulted for nearly every
/// record and copying it is slow.
struct ValueSampler {
  private typealias Entry = (key: UInt64, second: Int64)

  /// Holds the table while the sampler lives.
  private final class Table {
    let entries: UnsafeMutablePointer<Entry>

    init() {
      entries = .allocate(capacity: ValueSampler.size)
      entries.initialize(repeating: (0, .min), count: ValueSampler.size)
    }

    deinit { entries.deallocate() }
  }

  private static let size = 256
  /// A look is paid for by so many records.
  private static let price = 48
  /// Looks that are free at first.
  private static let purse = 8192
  /// After so many looks they are half as frequent, three times over.
  private static let stage = 2048

  private let table: Table
  private let known: UnsafeMutablePointer<Entry>
  private var credit = ValueSampler.purse * ValueSampler.price
  private var looks = 0
  /// Looks are this power of two seconds apart.
  private var pace: Int64 = 0
  private var last: (place: Int, before: Entry) = (0, (0, .min))

  init() {
    table = Table()
    known = table.entries
  }

  /// Whether a record's values are wanted.
  @inline(__always)
  mutating func takes(_ key: UInt64, at nanoseconds: Int64) -> Bool {
    guard credit >= Self.price else { return false }
    let second = (nanoseconds / 1_000_000_000) &>> pace
    let place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> 56)
    if known[place].key == key, known[place].second == second { return false }
    credit &-= Self.price
    last = (place, known[place])
    known[place] = (key, second)
    looks &+= 1
    if looks % Self.stage == 0, pace < 3 { pace &+= 1 }
    return true
  }

  /// A record came, whatever it holds.
  @inline(__always)
  mutating func pass() { credit &+= 1 }

  /// The record that was taken last holds no values: it counts as if it had not been asked about.
  mutating func giveBack() {
    known[last.place] = last.before
    credit &+= Self.price
    looks = max(0, looks &- 1)
  }
}

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
