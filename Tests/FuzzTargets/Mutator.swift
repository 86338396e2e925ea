import Simulator

/// Changes bytes as damage, attackers and other programs do; the same for the same seed.
public struct Mutator {
  private var random: SeededGenerator
  private static let telling: [[UInt8]] = [
    [0], [0x7F], [0x80], [0xFF], [0x0A], [0x22], [0x5C], Array("\u{201C}".utf8),
    Array("\u{65E5}".utf8), Array("-1".utf8), Array("99999999999999999999".utf8),
    [UInt8](repeating: 0xFF, count: 9) + [1], [UInt8](repeating: 0x80, count: 8),
  ]

  public init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// - Parameter others: what stretches of bytes may be taken from.
  public mutating func mutated(_ bytes: [UInt8], others: [[UInt8]]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...random.below(4) { change(&bytes, others) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8], _ others: [[UInt8]]) {
    let at = random.below(bytes.count + 1)
    let length = min(bytes.count - at, 1 + random.below(1 << random.below(9)))
    switch random.below(7) {
    case 0: if at < bytes.count { bytes[at] ^= 1 << UInt8(random.below(8)) }
    case 1:
      let piece = Self.telling[random.below(Self.telling.count)]
      bytes.replaceSubrange(at..<min(bytes.count, at + piece.count), with: piece)
    case 2: bytes.insert(contentsOf: Self.telling[random.below(Self.telling.count)], at: at)
    case 3: bytes.removeSubrange(at..<at + length)
    case 4: bytes.insert(contentsOf: bytes[at..<at + length], at: random.below(bytes.count + 1))
    case 5: bytes.removeSubrange(at...)
    default:
      guard let other = others.isEmpty ? nil : others[random.below(others.count)] else { return }
      let from = random.below(other.count + 1)
      bytes.insert(contentsOf: other[from...].prefix(1 + random.below(256)), at: at)
    }
  }
}
