import LogModel

/// Reads gzip with any number of members, as one stream (RFC 1952, section 2.2).
///
/// A cut file gives every byte before the cut. After damage it goes on at the next member that
/// can be found, with a ``DecodedPiece/seam`` between. Zero padding behind the last member is
/// silent; other bytes there are reported and, as gzip(1) does, left alone.
final class GzipDecompressor: Decompressor {
  private enum State {
    /// Between members. Next: `inMember`, `ended`.
    case betweenMembers
    /// Inside one. Next: `betweenMembers`, `searching`.
    case inMember
    /// After damage, looking for a header. Next: `inMember`, `ended`.
    case searching
    case ended
  }

  private let file: PackedFile
  private let inflater: any Inflater
  private var state = State.betweenMembers
  private var members = 0
  private(set) var damage: [StreamDamage] = []
  /// Damage past this many places is counted as one more of the same, not listed.
  private static let damageLimit = 64

  init(file: PackedFile, inflater: any Inflater = GzipDecompressor.engine()) {
    self.file = file
    self.inflater = inflater
  }

  static func engine() -> any Inflater {
    #if ISAL
      ISALInflater()
    #else
      ZlibInflater()
    #endif
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> DecodedPiece {
    while true {
      switch state {
      case .betweenMembers: beginMember()
      case .searching: search()
      case .ended: return .end
      case .inMember:
        if let piece = inflate(into: buffer) { return piece }
      }
    }
  }

  private func note(_ kind: StreamDamage.Kind, at offset: Int, _ message: String) {
    guard damage.count < Self.damageLimit else { return }
    damage.append(StreamDamage(kind: kind, packedOffset: offset, message: message))
  }

  /// Looks at the bytes behind a member: another one, padding, or something else.
  private func beginMember() {
    file.ensure(3)
    let head = file.available
    if head.isEmpty {
      state = .ended
    } else if head.count >= 2, head[0] == 0x1F, head[1] == 0x8B {
      inflater.reset()
      state = .inMember
    } else if head.count == 1, head[0] == 0x1F {
      note(.truncated, at: file.offset, "the last member's header is cut")
      state = .ended
    } else if members > 0, head[0] == 0 {
      skipPadding()
    } else {
      if members > 0 {
        note(.trailingGarbage, at: file.offset, "bytes behind the last member are no gzip")
      } else {
        note(.corrupt, at: file.offset, "not a gzip header")
      }
      state = .searching
    }
  }

  private func skipPadding() {
    repeat {
      let zeros = file.available.prefix { $0 == 0 }.count
      file.consume(zeros)
    } while file.available.isEmpty && file.fill()
  }

  private func inflate(into buffer: UnsafeMutableRawBufferPointer) -> DecodedPiece? {
    // At the file's end the engine may still hold output, so it is asked once more.
    let atEnd = file.available.isEmpty && !file.fill()
    let (consumed, produced, step) = inflater.inflate(file.available, into: buffer)
    if atEnd, produced == 0, step == .going {
      note(
        .truncated, at: file.bytesRead,
        file.failure ?? "the stream ends inside a member: the file was cut")
      state = .ended
      // What the cut left behind is a torn line, never a whole one.
      return .seam
    }
    let offset = file.offset
    file.consume(consumed)
    switch step {
    case .going: break
    case .memberEnd:
      members += 1
      state = .betweenMembers
    case .badCheckSum:
      members += 1
      note(.corrupt, at: file.offset, "a member's check sum is wrong: some of its bytes may be")
      state = .betweenMembers
    case .corrupt:
      note(.corrupt, at: offset, "the packed bytes are damaged")
      if consumed == 0 { file.consume(1) }
      state = .searching
      if produced == 0 { return .seam }
    }
    return produced > 0 ? .bytes(produced) : nil
  }

  /// Goes to the next place that reads like a member's header: magic, deflate, known flags.
  private func search() {
    while true {
      file.ensure(4)
      let bytes = file.available
      guard bytes.count >= 4 else {
        file.consume(bytes.count)
        state = .ended
        return
      }
      guard let at = bytes.dropLast(3).firstIndex(of: 0x1F) else {
        file.consume(bytes.count - 3)
        continue
      }
      file.consume(at)
      file.ensure(4)
      let head = file.available
      if head.count >= 4, head[1] == 0x8B, head[2] == 8, head[3] & 0xE0 == 0 {
        inflater.reset()
          state = .inMember
        return
      }
      file.consume(1)
    }
  }
}
