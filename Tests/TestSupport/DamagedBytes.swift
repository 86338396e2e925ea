/// Packed bytes as disks, networks and hands damage them: drawn from a seed.
public struct DamagedBytes {
  public enum Kind: CaseIterable, Sendable { case flip, cut, insert, lose, swap, zero, smear }

  private var state: UInt64

  public init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func number(below limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 16) % max(1, limit)
  }

  /// A copy with one damage of a kind.
  public mutating func damaged(_ bytes: [UInt8], _ kind: Kind) -> [UInt8] {
    var bytes = bytes
    let at = number(below: bytes.count)
    let size = 1 + number(below: min(600, bytes.count - at))
    switch kind {
    case .flip: bytes[at] ^= 1 << UInt8(number(below: 8))
    case .cut: bytes.removeLast(bytes.count - at)
    case .insert: bytes.insert(contentsOf: noise(1 + size % 40), at: at)
    case .lose: bytes.removeSubrange(at..<at + size)
    case .zero: for place in at..<at + size { bytes[place] = 0 }
    case .smear: bytes.replaceSubrange(at..<at + size, with: noise(size))
    case .swap:
      let other = number(below: bytes.count)
      let size = min(size, bytes.count - max(at, other))
      for step in 0..<size { bytes.swapAt(at + step, other + step) }
    }
    return bytes
  }

  private mutating func noise(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(number(below: 256)) }
  }
}
