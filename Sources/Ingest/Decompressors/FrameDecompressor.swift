import Glibc
import LogModel

/// Reads a packing whose frames stand one behind the other, as one stream.
///
/// A cut file gives every byte before the cut. After damage it goes on at the next frame that
/// can be found, with a ``DecodedPiece/seam`` between. Zero padding behind the last frame is
/// silent; other bytes there are reported and, as gzip(1) does, left alone.
final class FrameDecompressor: Decompressor {
  private enum State {
    /// Between frames. Next: `inFrame`, `skipping`, `searching`, `ended`.
    case betweenFrames
    /// Inside one. Next: `betweenFrames`, `searching`.
    case inFrame
    /// Inside one that holds no content, with so many bytes to go. Next: `betweenFrames`.
    case skipping(Int)
    /// After damage, looking for a header. Next: `inFrame`, `ended`.
    case searching
    case ended
  }

  private let feed: ByteFeed
  private let format: FrameFormat
  private let engine: any FrameEngine
  private var state = State.betweenFrames
  private var frames = 0
  /// Bytes are missing behind what was handed out, and the reader does not know it yet.
  private var owesSeam = false
  /// Something was handed out since the last seam; without it another seam parts nothing.
  private var hasGiven = false
  /// Calls in a row in which the engine neither took nor gave.
  private var stalls = 0
  private var own: [StreamDamage] = []
  /// Decoded bytes that the reader had no room for.
  private var block: UnsafeMutableRawBufferPointer?
  private var rest = 0..<0
  /// The room of each call of the engine, in bytes. An engine notices damage after the bytes that
  /// it gave, so what is lost would depend on a reader's room.
  static let room = 128 * 1024
  /// Damage past this many places is counted as one more of the same, not listed.
  private static let damageLimit = 64

  var damage: [StreamDamage] { feed.damage + own }

  init(feed: ByteFeed, format: FrameFormat, engine: (any FrameEngine)? = nil) {
    self.feed = feed
    self.format = format
    self.engine = engine ?? format.makeEngine()
  }

  deinit { block?.deallocate() }

  /// Goes on inside of a frame; `feed` begins where the snapshot was taken.
  init(feed: ByteFeed, format: FrameFormat, resuming snapshot: DecoderSnapshot) {
    self.feed = feed
    self.format = format
    engine = snapshot.engine.makeEngine()
    frames = snapshot.frames
    state = .inFrame
    hasGiven = true
  }

  func snapshot() -> DecoderSnapshot? {
    guard case .inFrame = state, format.compression == .gzip, !owesSeam, stalls == 0,
      damage.isEmpty, let offset = feed.seekableOffset, let engine = engine.snapshot()
    else { return nil }
    let waiting = block.map { Array($0[rest]) } ?? []
    return DecoderSnapshot(
      engine: engine, packedOffset: offset, frames: frames, waiting: waiting)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> DecodedPiece {
    if rest.isEmpty {
      guard buffer.count < Self.room else {
        return readBlock(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<Self.room]))
      }
      let block = block ?? .allocate(byteCount: Self.room, alignment: 16)
      self.block = block
      let piece = readBlock(into: block)
      guard case .bytes(let count) = piece else { return piece }
      rest = 0..<count
    }
    return .bytes(giveRest(into: buffer))
  }

  private func giveRest(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard let block else { return 0 }
    let part = rest.prefix(buffer.count)
    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: block[part]))
    rest = part.upperBound..<rest.upperBound
    return part.count
  }

  private func readBlock(into buffer: UnsafeMutableRawBufferPointer) -> DecodedPiece {
    while true {
      if owesSeam {
        owesSeam = false
        if hasGiven {
          hasGiven = false
          return .seam
        }
      }
      switch state {
      case .betweenFrames: beginFrame()
      case .skipping(let left): skip(left)
      case .searching: search()
      case .ended: return .end
      case .inFrame:
        if let piece = decode(into: buffer) { return piece }
      }
    }
  }

  private func note(_ kind: StreamDamage.Kind, at offset: Int, _ message: String) {
    guard own.count < Self.damageLimit else { return }
    own.append(
      StreamDamage(
        kind: kind, packedOffset: feed.packedOffset(of: offset),
        message: format.compression == .gzip
          ? message : "\(format.compression.rawValue): \(message)"))
  }

  /// The bytes ended or were torn where they should not.
  private func cut(_ message: String) {
    // Whoever tore them has said so.
    if feed.damage.isEmpty { note(.truncated, at: feed.bytesRead, message) }
    feed.consume(feed.available.count)
    state = feed.passSeam() ? .searching : .ended
    // What the cut left behind is a torn line, never a whole one.
    owesSeam = true
  }

  /// Looks at the bytes behind a frame: another one, padding, or something else.
  private func beginFrame() {
    feed.ensure(format.headerSize)
    let head = feed.available
    if head.isEmpty {
      let isTorn = feed.passSeam()
      state = isTorn ? .searching : .ended
      owesSeam = isTorn
      return
    }
    switch format.header(head) {
    case .frame:
      engine.reset()
      state = .inFrame
    case .skippable(let size): state = .skipping(size)
    case .damaged:
      // An engine would believe the flags, and take the rest of the file for a name.
      note(.corrupt, at: feed.offset, "a \(format.unit)'s header is damaged")
      giveUp(1)
    case .cut: cut("the last \(format.unit)'s header is cut")
    case .none:
      if frames > 0, head[0] == 0 {
        skipPadding()
      } else {
        if frames > 0 {
          note(
            .trailingGarbage, at: feed.offset,
            "bytes behind the last \(format.unit) are no \(format.compression.rawValue)")
        } else {
          note(.corrupt, at: feed.offset, "not a \(format.compression.rawValue) header")
        }
        state = .searching
      }
    }
  }

  private func skipPadding() {
    repeat {
      let zeros = feed.available.prefix { $0 == 0 }.count
      feed.consume(zeros)
    } while feed.available.isEmpty && feed.fill()
  }

  private func skip(_ left: Int) {
    if left == 0 {
      frames += 1
      state = .betweenFrames
    } else if feed.available.isEmpty, !feed.fill() {
      cut(format.cutMessage)
    } else {
      let count = min(left, feed.available.count)
      feed.consume(count)
      state = .skipping(left - count)
    }
  }

  private func decode(into buffer: UnsafeMutableRawBufferPointer) -> DecodedPiece? {
    // At the end the engine may still hold output, so it is asked once more.
    let atEnd = feed.available.isEmpty && !feed.fill()
    let (consumed, produced, said) = engine.decode(feed.available, into: buffer)
    if atEnd, produced == 0, said == .going {
      cut(feed.failure ?? format.cutMessage)
      return nil
    }
    stalls = consumed == 0 && produced == 0 ? stalls + 1 : 0
    let step = said == .going && stalls > 32 ? .corrupt : said
    let offset = feed.offset
    switch step {
    case .going: feed.consume(consumed)
    case .frameEnd:
      feed.consume(consumed)
      frames += 1
      state = .betweenFrames
    case .badCheckSum:
      note(
        .corrupt, at: offset + consumed,
        "a \(format.unit)'s check sum is wrong: some of its bytes may be")
      giveUp(consumed)
    case .corrupt:
      note(
        .corrupt, at: offset,
        "the packed bytes are damaged" + (engine.reason.map { " (\($0))" } ?? ""))
      giveUp(consumed)
    }
    guard produced > 0 else { return nil }
    hasGiven = true
    return .bytes(produced)
  }

  /// Leaves a damaged frame; nothing is glued to what it gave.
  ///
  /// Damage is noticed late, sometimes behind the header of the frame that follows: it is
  /// looked for from where these bytes began, while such places are few.
  private func giveUp(_ consumed: Int) {
    frames += 1
    stalls = 0
    feed.consume(own.count < Self.damageLimit ? 1 : max(1, consumed))
    state = .searching
    owesSeam = true
  }

  /// Goes to the next place that reads like a header, all of its known bytes checked.
  private func search() {
    while true {
      feed.ensure(format.headerSize)
      let bytes = feed.available
      guard let base = bytes.baseAddress, bytes.count >= format.headerSize else {
        feed.consume(bytes.count)
        if feed.passSeam() { continue }
        state = .ended
        return
      }
      let candidates = bytes.count - format.headerSize + 1
      guard let found = memchr(base, Int32(format.firstByte), candidates) else {
        feed.consume(candidates)
        continue
      }
      feed.consume(UnsafeRawPointer(found) - base)
      if case .frame = format.header(feed.available) {
        engine.reset()
        state = .inFrame
        owesSeam = true
        return
      }
      feed.consume(1)
    }
  }
}
