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
  /// Bytes are missing behind what was handed out, and the reader does not know it yet.
  private var owesSeam = false
  /// Something was handed out since the last seam; without it another seam parts nothing.
  private var hasGiven = false
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
      if owesSeam {
        owesSeam = false
        if hasGiven {
          hasGiven = false
          return .seam
        }
      }
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
    file.ensure(4)
    let head = file.available
    if head.isEmpty {
      state = .ended
    } else if head.count >= 2, head[0] == 0x1F, head[1] == 0x8B {
      if Self.isHeader(head) {
        inflater.reset()
        state = .inMember
      } else {
        // An engine would believe the flags, and take the rest of the file for a name.
        note(.corrupt, at: file.offset, "a member's header is damaged")
        giveUp(1)
      }
    } else if head.count == 1, head[0] == 0x1F {
      note(.truncated, at: file.offset, "the last member's header is cut")
      state = .ended
      owesSeam = true
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

  /// Method and flags behind the magic are known ones, as far as they are there.
  private static func isHeader(_ head: UnsafeRawBufferPointer) -> Bool {
    (head.count < 3 || head[2] == 8) && (head.count < 4 || head[3] & 0xE0 == 0)
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
      owesSeam = true
      return nil
    }
    let offset = file.offset
    switch step {
    case .going: file.consume(consumed)
    case .memberEnd:
      file.consume(consumed)
      members += 1
      state = .betweenMembers
    case .badCheckSum:
      note(
        .corrupt, at: offset + consumed, "a member's check sum is wrong: some of its bytes may be")
      giveUp(consumed)
    case .corrupt:
      note(.corrupt, at: offset, "the packed bytes are damaged")
      giveUp(consumed)
    }
    guard produced > 0 else { return nil }
    hasGiven = true
    return .bytes(produced)
  }

  /// Leaves a damaged member; nothing is glued to what it gave.
  ///
  /// Damage is noticed late, sometimes behind the header of the member that follows: it is
  /// looked for from where these bytes began, while such places are few.
  private func giveUp(_ consumed: Int) {
    members += 1
    file.consume(damage.count < Self.damageLimit ? 1 : max(1, consumed))
    state = .searching
    owesSeam = true
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
      if head.count >= 4, head[1] == 0x8B, Self.isHeader(head) {
        inflater.reset()
        state = .inMember
        owesSeam = true
        return
      }
      file.consume(1)
    }
  }
}
