import LogModel

/// Counts distinct hashes in bounded memory: exact below `capacity`, then an estimate.
///
/// Keeps the smallest hashes seen (bottom-k; Bar-Yossef et al. 2002), so the state is a
/// function of the set alone and two samples merge by keeping the smallest of both.
public struct DistinctSample: Hashable, Sendable {
  public let capacity: Int
  /// Ascending, each once.
  private(set) var hashes: [UInt64] = []
  private(set) var isFull = false

  public init(capacity: Int) { self.capacity = capacity }

  public mutating func insert(_ hash: UInt64) {
    if hashes.count == capacity, let largest = hashes.last {
      if hash == largest { return }
      if hash > largest {
        isFull = true
        return
      }
    }
    let place = hashes.partitionIndex(from: hash)
    if place < hashes.count, hashes[place] == hash { return }
    hashes.insert(hash, at: place)
    if hashes.count > capacity {
      hashes.removeLast()
      isFull = true
    }
  }

  public mutating func merge(_ other: DistinctSample) {
    isFull = isFull || other.isFull
    for hash in other.hashes { insert(hash) }
  }

  public var isExact: Bool { !isFull }

  /// The count, or its estimate (k − 1) / (k-th smallest as a fraction of the hash space).
  public var estimate: Int {
    guard isFull, let largest = hashes.last, largest > 0 else { return hashes.count }
    let fraction = Double(largest) / Double(UInt64.max)
    // Hashes made up to be small would claim more than a whole number holds.
    return Int(exactly: (Double(capacity - 1) / fraction).rounded(.down)) ?? .max
  }
}

// MARK: In a file

extension DistinctSample {
  func write(to writer: inout ByteWriter) {
    writer.bool(isFull)
    writer.count(hashes.count)
    for hash in hashes { writer.fixed64(hash) }
  }

  init(capacity: Int, from reader: inout ByteReader) throws(TallyError) {
    self.init(capacity: capacity)
    isFull = try reader.bool()
    let count = try reader.count(ofBytes: 8)
    guard count <= capacity, !isFull || count == capacity else { throw reader.damaged }
    hashes.reserveCapacity(count)
    for _ in 0..<count {
      let hash = try reader.fixed64()
      if let last = hashes.last, last >= hash { throw reader.damaged }
      hashes.append(hash)
    }
  }
}

/// A text that equals only what has the same bytes.
///
/// Swift's own comparison takes canonically equal spellings for one ("é" in one scalar or in
/// two). As the key of a table it would keep the spelling that came first, and with it the
/// order of arrival.
struct ExactText: Hashable, Comparable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (a: ExactText, b: ExactText) -> Bool { isSame(a.text, b.text) }

  static func < (a: ExactText, b: ExactText) -> Bool {
    a.text.utf8.lexicographicallyPrecedes(b.text.utf8)
  }

  /// Whether both have the same bytes.
  static func isSame(_ a: String, _ b: String) -> Bool {
    a == b && a.utf8.count == b.utf8.count && a.utf8.elementsEqual(b.utf8)
  }

  /// Which of two rows of texts stands first, by their bytes; `nil` when they are the same.
  static func precedes(_ a: [String], _ b: [String]) -> Bool? {
    for (one, other) in zip(a, b) where !isSame(one, other) {
      return one.utf8.lexicographicallyPrecedes(other.utf8)
    }
    return a.count == b.count ? nil : a.count < b.count
  }

  /// At most `limit` bytes of a text, cut between two scalars and marked as cut.
  static func shortened(_ text: String, to limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    var kept = Array(text.utf8.prefix(limit + 1))
    // The byte behind the cut tells whether a scalar would be torn: 10xxxxxx continues one.
    while let next = kept.popLast(), next & 0xC0 == 0x80 {}
    return String(decoding: kept, as: UTF8.self) + "…"
  }
}
