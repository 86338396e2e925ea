import LogModel

/// Two inputs that hold the same records over a stretch of time.
///
/// Rotations that were copied while the log went on, pages of an export that overlap, and a log
/// beside its export in another form are such inputs. Found by an ``OverlapSample``.
public struct InputOverlap: Sendable {
  /// One of the two, and when its records stand in the other.
  public struct Side: Hashable, Sendable {
    /// The low half of the input's content hash.
    public var input: UInt64
    public var stretch: ClosedRange<Int64>
    /// About how many records it has in that stretch.
    public var records: Int
  }

  public var first: Side
  public var second: Side
  /// About how many records both hold: exactly, while the sample holds all.
  public var shared: Int
  /// They hold the same requests and share no line: two forms of one log.
  public var isInOtherWords = false

  /// Every pair of inputs that overlap, in the order of their content hashes.
  ///
  /// - Parameter isOneLog: whether two inputs are pieces of one log, by their names.
  public static func all(
    in sample: OverlapSample, isOneLog: (UInt64, UInt64) -> Bool = { _, _ in false }
  ) -> [InputOverlap] {
    var overlaps = linewise(in: sample, isOneLog)
    let found = Set(overlaps.map { [$0.first.input, $0.second.input] })
    overlaps += RequestTwins(sample.requests).all.filter {
      !found.contains([$0.first.input, $0.second.input])
    }
    return overlaps.sorted {
      ($0.first.input, $0.second.input) < ($1.first.input, $1.second.input)
    }
  }

  /// Those that share lines.
  private static func linewise(
    in sample: OverlapSample, _ isOneLog: (UInt64, UInt64) -> Bool
  ) -> [InputOverlap] {
    var overlaps = OverlapFinder(sample.entries, zeroBits: sample.zeroBits).overlaps(isOneLog)
    guard sample.zeroBits > 0 else { return overlaps }
    let edges = sample.edges
    let found = Set(overlaps.map { [$0.first.input, $0.second.input] })
    overlaps +=
      OverlapFinder(edges.edges.map(\.entry), zeroBits: 0, borders: edges.borders)
      .overlaps(isOneLog).filter { !found.contains([$0.first.input, $0.second.input]) }
    return overlaps
  }
}

/// Decides which inputs overlap.
///
/// Equal lines at equal moments are no proof: replicas of a service log the same heartbeat. Stamps
/// finer than a second are, and so is a stretch in which nearly everything is shared, but between
/// different logs not at the pace of a clock.
private struct OverlapFinder {
  struct Pair: Hashable, Comparable {
    var first: UInt64
    var second: UInt64

    static func < (a: Pair, b: Pair) -> Bool { (a.first, a.second) < (b.first, b.second) }
  }
  /// When a record stands in either input: an envelope may stamp it more finely.
  struct Moment {
    var first: Int64
    var second: Int64
  }

  /// Inputs that hold one record and are compared with each other; more are copies of these.
  private static let inputLimit = 8
  private static let second: Int64 = 1_000_000_000
  /// With fine stamps: so many shared records, and this share of the input that has fewer there.
  private static let leastFine = 3
  private static let leastFineShare = 0.1
  /// With stamps of whole seconds.
  private static let leastCoarse = 5
  private static let leastCoarseShare = 0.9
  /// Stamps this often equally far apart are a clock's.
  private static let clockShare = 0.8
  /// Times the records seen to be shared, where not all that may be are known.
  private static let wideRoom = 8

  /// Of a record that was kept, so many others of its input were not, as powers of two.
  private let zeroBits: Int
  /// Moments beyond which an input has records that were not kept.
  private let borders: [UInt64: [Int64]]
  private var moments: [UInt64: [Int64]] = [:]
  private var sharedByPair: [Pair: [Moment]] = [:]

  init(_ entries: [OverlapSample.Entry], zeroBits: Int, borders: [UInt64: [Int64]] = [:]) {
    self.zeroBits = zeroBits
    self.borders = borders
    // One input alone shares nothing.
    guard let only = entries.first?.input, entries.contains(where: { $0.input != only }) else {
      return
    }
    let entries = entries.sorted {
      ($0.fingerprint, $0.input, $0.nanoseconds) < ($1.fingerprint, $1.input, $1.nanoseconds)
    }
    var start = 0
    while start < entries.count {
      var end = start
      var each: [OverlapSample.Entry] = []
      while end < entries.count, entries[end].fingerprint == entries[start].fingerprint {
        // A line that an input repeats counts once.
        if each.last?.input != entries[end].input {
          each.append(entries[end])
          moments[entries[end].input, default: []].append(entries[end].nanoseconds)
        }
        end += 1
      }
      if each.count > 1 { pair(each.prefix(Self.inputLimit)) }
      start = end
    }
    for input in moments.keys { moments[input]?.sort() }
  }

  private mutating func pair(_ entries: ArraySlice<OverlapSample.Entry>) {
    for (at, one) in entries.enumerated() {
      for other in entries.dropFirst(at + 1) {
        sharedByPair[Pair(first: one.input, second: other.input), default: []]
          .append(Moment(first: one.nanoseconds, second: other.nanoseconds))
      }
    }
  }

  /// Every pair of inputs that overlap, in order.
  func overlaps(_ isOneLog: (UInt64, UInt64) -> Bool) -> [InputOverlap] {
    sharedByPair.sorted { $0.key < $1.key }.compactMap { pair, moments in
      overlap(of: pair, sharing: moments, isOneLog: isOneLog(pair.first, pair.second))
    }
  }

  private func overlap(
    of pair: Pair, sharing moments: [Moment], isOneLog: Bool
  ) -> InputOverlap? {
    let first = moments.map(\.first).sorted()
    let second = moments.map(\.second).sorted()
    guard isOverlap(pair, first, second, isOneLog: isOneLog),
      var one = side(pair.first, first), var other = side(pair.second, second)
    else { return nil }
    if reachesBorder(pair.first, first) || reachesBorder(pair.second, second) {
      widen(&one, &other)
    }
    return InputOverlap(first: one, second: other, shared: unsampled(moments.count))
  }

  private func reachesBorder(_ input: UInt64, _ shared: [Int64]) -> Bool {
    guard let from = shared.first, let to = shared.last else { return false }
    return borders[input]?.contains { (from...to).contains($0) } ?? false
  }

  /// Takes all the time that both inputs cover: what they share goes on among records that were
  /// not kept.
  private func widen(_ one: inout InputOverlap.Side, _ other: inout InputOverlap.Side) {
    guard let mine = moments[one.input], let theirs = moments[other.input],
      let from = [mine.first, theirs.first].compactMap(\.self).max(),
      let to = [mine.last, theirs.last].compactMap(\.self).min(), from <= to
    else { return }
    one.stretch = min(one.stretch.lowerBound, from)...max(one.stretch.upperBound, to)
    other.stretch = min(other.stretch.lowerBound, from)...max(other.stretch.upperBound, to)
    // Room for more records than were seen to be shared.
    one.records *= Self.wideRoom
    other.records *= Self.wideRoom
  }

  private func isOverlap(
    _ pair: Pair, _ first: [Int64], _ second: [Int64], isOneLog: Bool
  ) -> Bool {
    let isFine = Self.isFine(first) && Self.isFine(second)
    let mine = count(pair.first, first)
    let theirs = count(pair.second, second)
    if isFine {
      guard first.count >= min(Self.leastFine, all(pair.first), all(pair.second)) else {
        return false
      }
      return Double(first.count) >= Self.leastFineShare * Double(min(mine.all, theirs.all))
    }
    guard first.count >= Self.leastCoarse, isOneLog || !isClock(first) else { return false }
    let inner = first.filter { $0 > first[0] && $0 < first[first.count - 1] }.count
    let least = min(mine.inner, theirs.inner)
    if inner >= Self.leastCoarse {
      return Double(inner) >= Self.leastCoarseShare * Double(least)
    }
    // All within a moment: only the end of one input and the beginning of the other.
    return joins(pair.first, first, pair.second, second)
      || joins(pair.second, second, pair.first, first)
  }

  private static func isFine(_ moments: [Int64]) -> Bool {
    moments.lazy.filter { $0 % Self.second != 0 }.count * 2 > moments.count
  }

  /// Records of an input from the first to the last shared one, and those strictly between.
  private func count(_ input: UInt64, _ shared: [Int64]) -> (all: Int, inner: Int) {
    guard let own = moments[input], let from = shared.first, let to = shared.last else {
      return (0, 0)
    }
    return (
      own.partitionIndex(after: to) - own.partitionIndex(from: from),
      max(0, own.partitionIndex(from: to) - own.partitionIndex(after: from))
    )
  }

  /// How many records so many of the sample stand for. More bits than a million million records
  /// ask for are made up, and sums of what these claim would overflow.
  private func unsampled(_ count: Int) -> Int { count << min(zeroBits, 24) }

  private func all(_ input: UInt64) -> Int { moments[input]?.count ?? 0 }

  /// Whether one record comes with every tick of a clock; of a thinned sample nobody can tell.
  private func isClock(_ shared: [Int64]) -> Bool {
    guard zeroBits == 0, shared.count > 2 else { return false }
    var gaps: [Int64: Int] = [:]
    for (a, b) in zip(shared, shared.dropFirst()) { gaps[b &- a, default: 0] += 1 }
    gaps[0] = nil
    let most = gaps.values.max() ?? 0
    return Double(most) >= Self.clockShare * Double(shared.count - 1)
  }

  private func joins(
    _ earlier: UInt64, _ ends: [Int64], _ later: UInt64, _ begins: [Int64]
  ) -> Bool {
    moments[earlier]?.last == ends.last && moments[later]?.first == begins.first
  }

  /// From the first to the last shared record, and of a thinned sample to the records around.
  private func side(_ input: UInt64, _ shared: [Int64]) -> InputOverlap.Side? {
    guard let own = moments[input], var from = shared.first, var to = shared.last else {
      return nil
    }
    let records = own.partitionIndex(after: to) - own.partitionIndex(from: from)
    // An envelope may stamp a line that repeats within its second more finely.
    from = from.subtractingReportingOverflow(Self.second).partialValue
    to = to.addingReportingOverflow(Self.second).partialValue
    if zeroBits > 0 {
      let before = own.partitionIndex(from: from)
      from = before > 0 ? own[before - 1] : .min
      let after = own.partitionIndex(after: to)
      to = after < own.count ? own[after] : .max
    }
    return InputOverlap.Side(input: input, stretch: from...to, records: unsampled(records))
  }
}
