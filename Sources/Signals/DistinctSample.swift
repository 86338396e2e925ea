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

  init(capacity: Int, hashes: [UInt64], isFull: Bool) {
    self.capacity = capacity
    self.hashes = hashes
    self.isFull = isFull
  }

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
    return Int(Double(capacity - 1) / fraction)
  }
}
