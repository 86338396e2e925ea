import LogModel

/// Chooses of which records the values are looked at: of each operation and each statement one in
/// every second of the log, and of a long dense stream no more than one record in so many.
///
/// A function of the stream alone: whatever falls on one place of the small table only makes more
/// records be looked at.
final class ValueSampler {
  private static let size = 256
  /// A look is paid for by so many records.
  private static let price = 24
  /// Looks that are free at first, and that may be saved up.
  private static let purse = 4096

  private let known: UnsafeMutablePointer<(key: UInt64, second: Int64)>
  @exclusivity(unchecked) private var credit = ValueSampler.purse * ValueSampler.price

  @exclusivity(unchecked) private var last: (place: Int, before: (key: UInt64, second: Int64)) =
    (0, (0, .min))

  init() {
    known = .allocate(capacity: Self.size)
    known.initialize(repeating: (0, .min), count: Self.size)
  }

  deinit { known.deallocate() }

  /// Whether a record's values are wanted.
  @inline(__always)
  func takes(_ key: UInt64, at nanoseconds: Int64) -> Bool {
    let second = nanoseconds / 1_000_000_000
    let place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> 56)
    if known[place].key == key, known[place].second == second { return false }
    guard credit >= Self.price else { return false }
    credit = min(credit, Self.purse &* Self.price) &- Self.price
    last = (place, known[place])
    known[place] = (key, second)
    return true
  }

  /// A record came, whatever it holds.
  @inline(__always)
  func pass() { credit &+= 1 }

  /// The record that was taken last holds no values: it counts as if it had not been asked about.
  func giveBack() {
    known[last.place] = last.before
    credit &+= Self.price
  }
}
