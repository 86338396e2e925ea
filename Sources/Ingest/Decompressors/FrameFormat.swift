import LogModel

/// A packing as its bytes show it: how frames begin, and what decodes them.
struct FrameFormat: Sendable {
  /// What a place that may be a header is.
  enum Header: Equatable {
    case frame
    /// A frame of so many bytes, header included, that holds no content.
    case skippable(Int)
    /// Begins like a header and cannot be one.
    case damaged
    /// Ends inside of what may be a header.
    case cut
    case none
  }

  let compression: Compression
  /// What the packing calls a frame.
  let unit: String
  let firstByte: UInt8
  /// So many bytes tell a header from other bytes.
  let headerSize: Int
  let header: @Sendable (UnsafeRawBufferPointer) -> Header
  let makeEngine: @Sendable () -> any FrameEngine

  var cutMessage: String {
    "truncated \(compression.rawValue): the file ends mid-stream"
  }

  static let all: [FrameFormat] = [gzip, zstd, xz, bzip2, lz4]

  /// The packing that begins with these bytes; a name is never asked.
  ///
  /// - Parameter head: the first bytes, as many as there are up to some hundred.
  static func packing(_ head: UnsafeRawBufferPointer) -> FrameFormat? {
    // Frames without content may stand before the first one that tells zstd from lz4.
    var rest = head
    while rest.count >= 8, let size = skippableSize(rest) {
      guard size < rest.count else { return zstd }
      rest = UnsafeRawBufferPointer(rebasing: rest[size...])
    }
    return all.first { rest.starts(with: $0.magic) && $0.mayBegin(rest) }
  }

  /// The bytes without which nothing is taken for this packing.
  private var magic: [UInt8] {
    switch compression {
    case .gzip: [0x1F, 0x8B]
    case .zstd: [0x28, 0xB5, 0x2F, 0xFD]
    case .xz: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]
    case .bzip2: [0x42, 0x5A, 0x68]
    case .lz4: [0x04, 0x22, 0x4D, 0x18]
    case .none: []
    }
  }

  /// Letters begin bzip2, so text may too: there the bytes behind them decide.
  private func mayBegin(_ head: UnsafeRawBufferPointer) -> Bool {
    compression != .bzip2 || (head.count > 3 && header(head) != .none)
  }

  /// Size of a frame without content at the begin of `head`, its header included.
  private static func skippableSize(_ head: UnsafeRawBufferPointer) -> Int? {
    guard head.count >= 8, head[0] & 0xF0 == 0x50, head[1] == 0x2A, head[2] == 0x4D,
      head[3] == 0x18
    else { return nil }
    return 8 + Int(head.loadUnaligned(fromByteOffset: 4, as: UInt32.self).littleEndian)
  }

  /// Compares a head with the bytes of a header, as far as both go.
  ///
  /// - Parameter bytes: allowed values by place.
  private static func match(
    _ head: UnsafeRawBufferPointer, _ bytes: [ClosedRange<UInt8>]
  ) -> Header {
    for (byte, allowed) in zip(head, bytes) where !allowed.contains(byte) { return .none }
    return head.count < bytes.count ? .cut : .frame
  }

  private static func exactly(_ bytes: [UInt8]) -> [ClosedRange<UInt8>] { bytes.map { $0...$0 } }
}

extension FrameFormat {
  static let gzip = FrameFormat(
    compression: .gzip, unit: "member", firstByte: 0x1F, headerSize: 4,
    header: { head in
      guard head.count >= 2 else { return head.first == 0x1F ? .cut : .none }
      guard head[0] == 0x1F, head[1] == 0x8B else { return .none }
      // Method and flags behind the magic are known ones, as far as they are there.
      let isKnown = (head.count < 3 || head[2] == 8) && (head.count < 4 || head[3] & 0xE0 == 0)
      return isKnown ? .frame : .damaged
    },
    makeEngine: {
      #if ISAL
        ISALInflater()
      #else
        ZlibInflater()
      #endif
    })

  static let zstd = FrameFormat(
    compression: .zstd, unit: "frame", firstByte: 0x28, headerSize: 8,
    header: { head in
      if let size = skippableSize(head) { return .skippable(size) }
      let skipped = match(
        head, [0x50...0x5F] + exactly([0x2A, 0x4D, 0x18]) + Array(repeating: 0...0xFF, count: 4))
      let found = match(head, exactly([0x28, 0xB5, 0x2F, 0xFD]))
      guard found == .frame else { return found == .none ? skipped : found }
      // One bit of the descriptor is reserved.
      return head.count > 4 && head[4] & 0x08 != 0 ? .damaged : .frame
    },
    makeEngine: { ZstdEngine() })

  static let xz = FrameFormat(
    compression: .xz, unit: "stream", firstByte: 0xFD, headerSize: 8,
    header: { head in
      // Behind the magic: flags, of which only the kind of check may be set.
      match(head, exactly([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 0x00]) + [0...0x0F])
    },
    makeEngine: { XZEngine() })

  static let bzip2 = FrameFormat(
    compression: .bzip2, unit: "stream", firstByte: 0x42, headerSize: 10,
    header: { head in
      let start = exactly([0x42, 0x5A, 0x68]) + [0x31...0x39]
      // The first block's mark, or, where there is none, the mark of the end.
      let block = match(head, start + exactly([0x31, 0x41, 0x59, 0x26, 0x53, 0x59]))
      return block != .none
        ? block : match(head, start + exactly([0x17, 0x72, 0x45, 0x38, 0x50, 0x90]))
    },
    makeEngine: { BzipEngine() })

  static let lz4 = FrameFormat(
    compression: .lz4, unit: "frame", firstByte: 0x04, headerSize: 8,
    header: { head in
      if let size = skippableSize(head) { return .skippable(size) }
      let skipped = match(
        head, [0x50...0x5F] + exactly([0x2A, 0x4D, 0x18]) + Array(repeating: 0...0xFF, count: 4))
      let found = match(head, exactly([0x04, 0x22, 0x4D, 0x18]))
      guard found == .frame else { return found == .none ? skipped : found }
      // Version 1, one reserved bit; blocks of one of four sizes.
      let isKnown =
        (head.count < 5 || head[4] & 0xC2 == 0x40) && (head.count < 6 || head[5] & 0x8F == 0)
      return isKnown ? .frame : .damaged
    },
    makeEngine: { LZ4Engine() })
}
