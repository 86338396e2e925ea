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
    var low = 0
    var high = hashes.count
    while low < high {
      let middle = (low + high) / 2
      if hashes[middle] < hash { low = middle + 1 } else { high = middle }
    }
    if low < hashes.count, hashes[low] == hash { return }
    hashes.insert(hash, at: low)
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
