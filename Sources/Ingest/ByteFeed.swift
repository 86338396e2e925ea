/// The bytes of a source as its reader takes them: some at hand, more on demand.
///
/// Bytes before a seam and bytes behind it are never at hand together.
final class ByteFeed {
  enum Stop { case seam, end }

  private let source: any ByteSource
  private let storage: UnsafeMutableRawBufferPointer
  private var begin = 0
  private var end = 0
  /// What stands behind the bytes at hand, once it was met.
  private(set) var stop: Stop?
  /// Bytes taken from the source so far.
  private(set) var bytesRead = 0

  /// - Parameter offset: of the source's first byte, where it is not read from its begin.
  init(_ source: any ByteSource, size: Int = 128 * 1024, offset: Int = 0) {
    self.source = source
    bytesRead = offset
    storage = .allocate(byteCount: size, alignment: 16)
  }

  deinit { storage.deallocate() }

  /// The bytes at hand that nobody has consumed.
  var available: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: storage[begin..<end])
  }

  /// Offset in the source of the first available byte.
  var offset: Int { bytesRead - (end - begin) }
  /// Where that byte lies in the file.
  var packedOffset: Int { source.packedOffset(of: offset) }
  /// ``offset``, of a source that can be read again from there.
  var seekableOffset: Int? { source.isSeekable ? offset : nil }
  var damage: [StreamDamage] { source.damage }
  var failure: String? { source.failure }
  var changedAt: Int64? { source.changedAt }

  func tail(_ count: Int) -> [UInt8] { source.tail(count) }

  func packedOffset(of offset: Int) -> Int { source.packedOffset(of: offset) }

  func consume(_ count: Int) { begin += min(count, end - begin) }

  /// Takes as much from the source as there is room for; returns whether there is now more at hand.
  ///
  /// It does not stop at what one call gives: where damage is met depends on which bytes a decoder
  /// sees together, and a pipe gives the bytes of a file in other pieces each time.
  func fill() -> Bool {
    guard stop == nil else { return false }
    if begin > 0 {
      storage.copyMemory(from: available)
      end -= begin
      begin = 0
    }
    let before = end
    while stop == nil, end < storage.count {
      switch source.read(into: UnsafeMutableRawBufferPointer(rebasing: storage[end...])) {
      case .bytes(let count):
        end += count
        bytesRead += count
      case .seam: stop = .seam
      case .end: stop = .end
      }
    }
    return end > before
  }

  /// Makes at least `count` bytes available if the source has them in one piece.
  func ensure(_ count: Int) {
    while end - begin < count, fill() {}
  }

  /// Goes on behind a seam once all before it is consumed; returns whether there was one.
  func passSeam() -> Bool {
    guard stop == .seam, begin == end else { return false }
    stop = nil
    return true
  }
}

extension ByteFeed {
  /// Moves bytes at hand into `buffer`; returns how many.
  func take(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, available.count)
    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: available[..<count]))
    consume(count)
    return count
  }
}

/// Where a decoder's bytes come from: a file, what another packing gave, a member of an archive.
protocol ByteSource: AnyObject {
  /// Writes bytes to `buffer`, at least one unless the source has ended or is torn.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> DecodedPiece
  /// Damage met on the way here.
  var damage: [StreamDamage] { get }
  /// Why reading stopped before the end, where it did.
  var failure: String? { get }
  /// Where a byte of this source lies in the file, as near as can be told.
  func packedOffset(of offset: Int) -> Int
  /// When the file was last changed, in seconds of the epoch, where it is a file itself.
  var changedAt: Int64? { get }
  /// It can be read again, from any of its offsets.
  var isSeekable: Bool { get }
  /// Its last bytes, at most so many, of one that can be read again.
  func tail(_ count: Int) -> [UInt8]
}

extension ByteSource {
  var changedAt: Int64? { nil }
  var isSeekable: Bool { false }
  func tail(_ count: Int) -> [UInt8] { [] }
}
