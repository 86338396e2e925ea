import LogModel

/// Counts the records of inputs that overlap, so that each counts as often as in the input that
/// holds it most.
///
/// The inputs are read one after the other. A hash table with linear probing keeps 32 bits of each
/// record's fingerprint beside its place, 8 bytes a record; among millions of records the chance
/// that any two are taken for one is under one in a hundred.
public final class OverlapCounter: @unchecked Sendable {
  // No lock: the inputs of one counter are read one after the other, by one thread at a time.

  private struct Slot {
    /// 0 where nothing is.
    var tag: UInt32 = 0
    /// From the lowest bit: 13 bits of the most that an input before this one held, 13 bits of
    /// how many the present one has, and 6 bits for the number of the input that counted these.
    var counts: UInt32 = 0
  }

  private static let countBits: UInt32 = 13
  private static let most: UInt32 = (1 << countBits) - 1
  private static let inputShift: UInt32 = 2 * countBits
  /// Inputs until their numbers begin anew.
  private static let inputLimit: UInt32 = (1 << 6) - 1
  /// 64 MiB.
  private static let slotLimit = 1 << 23

  private let capacity: Int
  @exclusivity(unchecked) private var slots: [Slot]
  @exclusivity(unchecked) private var used = 0
  @exclusivity(unchecked) private var input: UInt32 = 0
  /// Whether the table is full: records that found no slot are counted once for each input.
  @exclusivity(unchecked) public private(set) var isFull = false

  /// - Parameter expected: an estimate of the distinct records; the table has room for about three
  ///   times as many, and for at most 6.7 million.
  public init(expected: Int) {
    let wanted = min(max(expected, 1024), Self.slotLimit) * 4
    var count = 4096
    while count < wanted, count < Self.slotLimit { count *= 2 }
    slots = [Slot](repeating: Slot(), count: count)
    capacity = count / 5 * 4
  }

  /// Begins another input.
  public func beginInput() {
    if input == Self.inputLimit {
      for at in slots.indices { slots[at].counts = Self.settled(slots[at].counts) }
      input = 0
    }
    input += 1
  }

  /// Counts a record of the present input.
  ///
  /// - Returns: whether an input before this one holds the record at least as often as this one
  ///   does so far.
  func isDuplicate(_ fingerprint: UInt64) -> Bool {
    let tag = UInt32(truncatingIfNeeded: fingerprint) | 1
    let mask = slots.count - 1
    var at = Int(truncatingIfNeeded: fingerprint &>> 32) & mask
    while slots[at].tag != 0, slots[at].tag != tag { at = (at &+ 1) & mask }
    if slots[at].tag == 0 {
      guard used < capacity else {
        isFull = true
        return false
      }
      used += 1
      slots[at].tag = tag
    }
    var counts = slots[at].counts
    if counts &>> Self.inputShift != input { counts = Self.settled(counts) }
    let before = counts & Self.most
    let now = min((counts &>> Self.countBits & Self.most) + 1, Self.most)
    slots[at].counts = before | now &<< Self.countBits | input &<< Self.inputShift
    return now <= before
  }

  /// Folds the count of the input that used the slot last into the maximum over all inputs.
  private static func settled(_ counts: UInt32) -> UInt32 {
    max(counts & most, counts &>> countBits & most)
  }
}

/// Selects the records of one input that may also be in other inputs, and counts them with theirs.
public struct OverlapFilter: Sendable {
  private let counter: OverlapCounter
  /// Nanoseconds, in order and apart from each other.
  private let stretches: [ClosedRange<Int64>]
  /// Requests and calls are known by what they asked for and how they ended, in their second: some
  /// of the inputs tell of them in other words.
  private let comparesRequests: Bool

  /// - Parameter stretches: the time ranges in which this input overlaps others.
  public init(
    _ counter: OverlapCounter, in stretches: [ClosedRange<Int64>], comparesRequests: Bool = false
  ) {
    self.counter = counter
    self.comparesRequests = comparesRequests
    var apart: [ClosedRange<Int64>] = []
    for next in stretches.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = apart.last, next.lowerBound <= last.upperBound {
        apart[apart.count - 1] = last.lowerBound...max(last.upperBound, next.upperBound)
      } else {
        apart.append(next)
      }
    }
    self.stretches = apart
  }

  /// The records of a batch that another input counted already, in order.
  func duplicates(in batch: borrowing RecordBatch) -> [Int] {
    var duplicates: [Int] = []
    for at in batch.records.indices where at < batch.fingerprints.count {
      let moment = batch.records[at].nanoseconds
      guard stretches.contains(where: { $0.contains(moment) }) else { continue }
      let request =
        comparesRequests
        ? batch.withAllText { RequestKey.key(of: batch.records[at], in: $0) } : nil
      let second = UInt64(bitPattern: RequestKey.second(of: moment))
      let mark = request.map { StableHash.combine($0, second) } ?? batch.fingerprints[at]
      if counter.isDuplicate(mark) { duplicates.append(at) }
    }
    return duplicates
  }
}
