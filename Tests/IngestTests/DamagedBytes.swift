import LogModel
import TestSupport

@testable import Ingest

/// Packed bytes as disks, networks and hands damage them: drawn from a seed.
struct DamagedBytes {
  enum Kind: CaseIterable, Sendable { case flip, cut, insert, lose, swap, zero, smear }

  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func number(below limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 16) % max(1, limit)
  }

  /// A copy with one damage of a kind.
  mutating func damaged(_ bytes: [UInt8], _ kind: Kind) -> [UInt8] {
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

/// Bytes in memory as a source, some of them a call.
final class BytesInPieces: ByteSource {
  private var rest: ArraySlice<UInt8>
  private let size: Int

  init(_ bytes: [UInt8], size: Int = .max) {
    rest = bytes[...]
    self.size = size
  }

  var damage: [StreamDamage] { [] }
  var failure: String? { nil }
  func packedOffset(of offset: Int) -> Int { offset }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> DecodedPiece {
    let part = rest.prefix(min(size, buffer.count))
    buffer.copyBytes(from: part)
    rest = rest.dropFirst(part.count)
    return part.isEmpty ? .end : .bytes(part.count)
  }
}
