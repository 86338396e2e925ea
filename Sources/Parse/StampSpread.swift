import LogModel

/// Where the stamps of one stream lie, in bounded memory: how many in each stretch of time,
/// with the first and the last of it.
///
/// Stretches begin 17 seconds long and double whenever there are more than ``limit`` of them.
/// The final length depends on the set of stamps alone, so everything said from here is the
/// same for every order of the lines.
struct StampSpread {
  /// The stamps of one stretch.
  struct Slot {
    var first: Timestamp
    var last: Timestamp
    var count: Int

    mutating func merge(_ other: Slot) {
      if other.first < first { first = other.first }
      if other.last > last { last = other.last }
      count += other.count
    }
  }

  static let limit = 8192
  /// A stretch is `1 << shift` nanoseconds long.
  private(set) var shift = 34
  private var slots: [Int64: Slot] = [:]
  /// The stretch of the stamp before: most stamps share it.
  private var number = Int64.min
  private var slot = Slot(first: .init(seconds: 0), last: .init(seconds: 0), count: 0)

  @inline(__always)
  mutating func note(_ time: Timestamp) {
    let at = time.nanoseconds &>> Int64(shift)
    guard at == number else { return open(time) }
    slot.count &+= 1
    if time.nanoseconds > slot.last.nanoseconds {
      slot.last = time
    } else if time.nanoseconds == slot.last.nanoseconds
      || time.nanoseconds <= slot.first.nanoseconds
    {
      // Equal moments are ordered by precision.
      slot.merge(Slot(first: time, last: time, count: 0))
    }
  }

  @inline(never)
  private mutating func open(_ time: Timestamp) {
    put()
    // After `put()`, which may have widened the stretches.
    number = time.nanoseconds &>> Int64(shift)
    slot = Slot(first: time, last: time, count: 1)
  }

  private mutating func put() {
    guard slot.count > 0 else { return }
    Self.add(slot, to: &slots, at: number)
    slot.count = 0
    number = .min
    while slots.count > Self.limit { widen() }
  }

  private mutating func widen() {
    shift += 1
    var wider: [Int64: Slot] = [:]
    wider.reserveCapacity(Self.limit + 1)
    // Merging is free of order, so the dictionary's does not show.
    for (at, slot) in slots { Self.add(slot, to: &wider, at: at &>> 1) }
    slots = wider
  }

  private static func add(_ slot: Slot, to slots: inout [Int64: Slot], at number: Int64) {
    if slots[number]?.merge(slot) == nil { slots[number] = slot }
  }

  /// All stretches that hold stamps, in order of time.
  mutating func sorted() -> [Slot] {
    put()
    return slots.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Length of a stretch, in seconds.
  var slotSeconds: Double { Double(Int64(1) << Int64(shift)) / 1e9 }
}
