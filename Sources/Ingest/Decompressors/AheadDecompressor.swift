import CTrap
import Dispatch
import Synchronization

/// Decodes on a thread of its own, some blocks ahead of the reader.
///
/// It gives what the decoder gives, in the same order; the reader finds the state that belongs to
/// a block, not that of the decoder, which is further.
final class AheadDecompressor: Decompressor {
  private let ring: DecodedRing
  /// The block that the reader takes from, and how much of it is taken.
  private var current: DecodedRing.Block?
  private var taken = 0
  /// How far the packed bytes were read for what the reader has.
  private(set) var position: PackedPosition
  private(set) var damage: [StreamDamage]
  private(set) var failure: String?

  /// - Parameters:
  ///   - decoder: nobody else uses it from here on, nor what it reads.
  ///   - packed: the feed of the file.
  init(_ decoder: any Decompressor, packed: ByteFeed) {
    position = PackedPosition(packed)
    damage = decoder.damage
    ring = DecodedRing(decoder, packed: packed)
    ring.start()
  }

  deinit { ring.stop() }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> DecodedPiece {
    let block = current ?? ring.next()
    current = block
    position = block.position
    damage = block.damage
    failure = block.failure
    guard case .bytes(let count) = block.piece else {
      // Behind the end there is nothing more to come.
      if block.piece != .end { release() }
      return block.piece
    }
    let part = min(count - taken, buffer.count)
    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: block.bytes[taken..<taken + part]))
    taken += part
    if taken == count { release() }
    return .bytes(part)
  }

  private func release() {
    current = nil
    taken = 0
    ring.release()
  }

  /// Some blocks have one: the decoder is copied where the reader may want to come back to.
  func snapshot() -> DecoderSnapshot? {
    guard taken == 0 else { return nil }
    let block = current ?? ring.next()
    current = block
    return block.snapshot
  }
}

/// How far the packed bytes of a stream are read.
struct PackedPosition {
  /// Bytes taken from the file.
  var read: Int
  /// Bytes of it that a decoder took.
  var consumed: Int

  init(_ packed: ByteFeed) {
    read = packed.bytesRead
    consumed = packed.offset
  }
}

/// Blocks that one thread fills and another one empties, in turn.
///
/// A semaphore a side says how many are free and how many are full, so no block is touched by both.
private final class DecodedRing: @unchecked Sendable {
  /// A piece of the decoded stream, and what is to be told of the stream up to its end.
  struct Block {
    let bytes: UnsafeMutableRawBufferPointer
    var piece = DecodedPiece.end
    var position: PackedPosition
    var damage: [StreamDamage] = []
    var failure: String?
    /// The decoder as it was before this block.
    var snapshot: DecoderSnapshot?
  }

  /// With three, one is read and one is filled while one waits.
  private static let count = 3
  /// Bytes between two copies of the decoder, which weigh some ninety kilobytes each.
  private static let spacing = 4 << 20

  private let decoder: any Decompressor
  private let packed: ByteFeed
  private let blocks: UnsafeMutablePointer<Block>
  private var read = 0
  /// Begins at zero: Dispatch refuses to end one that is below where it began.
  private let free = DispatchSemaphore(value: 0)
  private let full = DispatchSemaphore(value: 0)
  private let done = DispatchSemaphore(value: 0)
  private let isStopped = Atomic(false)

  init(_ decoder: any Decompressor, packed: ByteFeed) {
    self.decoder = decoder
    self.packed = packed
    blocks = .allocate(capacity: Self.count)
    for at in 0..<Self.count {
      (blocks + at).initialize(
        to: Block(
          bytes: .allocate(byteCount: FrameDecompressor.room, alignment: 16),
          position: PackedPosition(packed)))
      free.signal()
    }
  }

  deinit {
    for at in 0..<Self.count { blocks[at].bytes.deallocate() }
    blocks.deinitialize(count: Self.count)
    blocks.deallocate()
  }

  /// The trap of this thread names the input of the one that starts it.
  func start() {
    nonisolated(unsafe) let place = recount_trap_place()
    // A queue of its own has a thread of its own, also while all others are at work.
    DispatchQueue(label: "recount.decoding").async { [self] in
      recount_trap_adopt(place)
      decode()
      recount_trap_adopt(nil)
      done.signal()
    }
  }

  /// Ends the decoding, and waits until it has ended.
  func stop() {
    isStopped.store(true, ordering: .relaxed)
    free.signal()
    done.wait()
  }

  private func decode() {
    var at = 0
    var unmarked = Self.spacing
    while true {
      free.wait()
      if isStopped.load(ordering: .relaxed) { return }
      let isDue = unmarked >= Self.spacing
      let snapshot = isDue ? decoder.snapshot() : nil
      if snapshot != nil { unmarked = 0 }
      let piece = decoder.read(into: blocks[at].bytes)
      if case .bytes(let count) = piece { unmarked += count }
      blocks[at].piece = piece
      blocks[at].position = PackedPosition(packed)
      blocks[at].damage = decoder.damage
      blocks[at].failure = packed.failure
      blocks[at].snapshot = snapshot
      full.signal()
      if piece == .end { return }
      at = (at + 1) % Self.count
    }
  }

  /// Waits for the next block; it is the caller's until ``release()``.
  func next() -> Block {
    full.wait()
    defer { read = (read + 1) % Self.count }
    return blocks[read]
  }

  func release() { free.signal() }
}
