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

/// What the spread of a stream's stamps says: its span, stamps far off, and silences.
struct SpreadReading {
  /// First and last stamp, those far off left out.
  private(set) var span: TimeRange?
  /// Stretches that hold a handful of stamps far from everything else, in order.
  private(set) var strays: [TimeRange] = []
  private(set) var strayCount = 0
  /// The longest silences, in order of time.
  private(set) var gaps: [InputGap] = []
  /// All of them.
  private(set) var gapCount = 0
  /// In seconds; 0 where all stamps are of one stretch.
  private(set) var longestSilence = 0.0

  /// Stamps further than this from their neighbours are another cluster.
  private static let strayDistance = 30.0 * 86_400
  /// A cluster of less than one in so many is astray; of those years off, one in fewer.
  private static let strayShare = 1000
  private static let farDistance = 366.0 * 86_400
  private static let farShare = 200
  /// Silences that are listed.
  private static let listed = 20
  /// So many times the longest usual silence is a gap, and never less than five minutes.
  private static let habitFactor = 20.0
  private static let leastGap = 300.0
  /// With fewer records a stream has no habit.
  private static let leastRecords = 50
  /// Silences that are compared with those of the days beside them.
  private static let compared = 512

  /// Records dated after `limit`, but for those in the stretch that holds it.
  private(set) var aheadCount = 0

  /// - Parameter limit: stamps behind it lie in the future.
  init(_ spread: inout StampSpread, limit: Timestamp? = nil) {
    let all = spread.sorted()
    if let limit {
      aheadCount = all.reduce(0) { $1.first > limit ? $0 + $1.count : $0 }
    }
    let kept = partStrays(from: all)
    guard let first = kept.first?.first, let last = kept.last?.last else { return }
    span = TimeRange(from: first, to: last)
    longestSilence =
      zip(kept, kept.dropFirst()).map { $1.first.seconds(since: $0.last) }.max() ?? 0
    findGaps(in: kept, slotSeconds: spread.slotSeconds)
  }

  private mutating func partStrays(from slots: [StampSpread.Slot]) -> [StampSpread.Slot] {
    let total = slots.reduce(0) { $0 + $1.count }
    var kept: [StampSpread.Slot] = []
    var begin = 0
    for end in 1..<max(1, slots.count + 1) where begin < slots.count {
      let isCut =
        end == slots.count
        || slots[end].first.seconds(since: slots[end - 1].last) > Self.strayDistance
      guard isCut else { continue }
      let cluster = slots[begin..<end]
      let count = cluster.reduce(0) { $0 + $1.count }
      let share = Self.isFar(begin..<end, slots) ? Self.farShare : Self.strayShare
      if count * share < total {
        strays.append(TimeRange(from: slots[begin].first, to: slots[end - 1].last))
        strayCount += count
      } else {
        kept += cluster
      }
      begin = end
    }
    return kept
  }

  /// Over a year lies between a cluster and what is nearest to it.
  private static func isFar(_ cluster: Range<Int>, _ slots: [StampSpread.Slot]) -> Bool {
    let before =
      cluster.lowerBound > 0
      ? slots[cluster.lowerBound].first.seconds(since: slots[cluster.lowerBound - 1].last)
      : .infinity
    let after =
      cluster.upperBound < slots.count
      ? slots[cluster.upperBound].first.seconds(since: slots[cluster.upperBound - 1].last)
      : .infinity
    return min(before, after) > farDistance
  }

  private mutating func findGaps(in slots: [StampSpread.Slot], slotSeconds: Double) {
    let records = slots.reduce(0) { $0 + $1.count }
    guard records >= Self.leastRecords else { return }
    let silences = zip(slots, slots.dropFirst()).map { before, after in
      (from: before.last, to: after.first, seconds: after.first.seconds(since: before.last))
    }
    // One silence in a thousand is habit, and so is the third longest of a short log.
    let rank = max(records >= 200 ? 3 : 1, records / 1000)
    let lengths = silences.map(\.seconds).sorted(by: >)
    let habit = rank < lengths.count ? lengths[rank] : min(slotSeconds, lengths.last ?? 0)
    let least = max(Self.leastGap, Self.habitFactor * habit)
    let long = silences.filter { $0.seconds > least }
      .sorted { ($0.seconds, $1.from) > ($1.seconds, $0.from) }.prefix(Self.compared)
    let found = long.filter { gap in !long.contains { Self.recurs(gap, as: $0) } }
    gapCount = found.count
    gaps = found.prefix(Self.listed).sorted { $0.from < $1.from }
      .map { InputGap(from: $0.from, to: $0.to, basis: "no lines") }
  }

  private typealias Silence = (from: Timestamp, to: Timestamp, seconds: Double)

  /// Silent at the same hours of the day, or of the week, before or after: that is habit.
  private static func recurs(_ gap: Silence, as other: Silence) -> Bool {
    [1.0, 7.0].contains { days in
      let moved = gap.from.seconds(since: other.from).magnitude - days * 86_400
      let overlap = min(gap.seconds, other.seconds) - moved.magnitude
      return overlap > gap.seconds / 2 && overlap > other.seconds / 2
    }
  }
}
