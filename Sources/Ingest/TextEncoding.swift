/// How the text of a stream is written, where that is not UTF-8 with line feeds: UTF-16 and UTF-32,
/// as Windows and PowerShell write logs, and lines that end in a carriage return alone.
enum TextEncoding: Equatable {
  case utf16(isBigEndian: Bool)
  case utf32(isBigEndian: Bool)
  /// Lines end in a carriage return and nothing else.
  case carriageReturns

  /// Bytes that show it where no mark does.
  private static let least = 16
  private static let most = 4096

  /// What the first bytes show: a byte order mark, or zeros in every other place; `nil` for bytes
  /// that are left as they are.
  init?(of head: UnsafeRawBufferPointer) {
    if head.starts(with: [0xFF, 0xFE, 0, 0]) {
      self = .utf32(isBigEndian: false)
    } else if head.starts(with: [0, 0, 0xFE, 0xFF]) {
      self = .utf32(isBigEndian: true)
    } else if head.starts(with: [0xFF, 0xFE]) {
      self = .utf16(isBigEndian: false)
    } else if head.starts(with: [0xFE, 0xFF]) {
      self = .utf16(isBigEndian: true)
    } else if let found = Self.unmarked(head) {
      self = found
    } else if Self.hasCarriageReturns(head) {
      self = .carriageReturns
    } else {
      return nil
    }
  }

  /// Text of mostly Latin letters, of which every other byte is zero, or all but every fourth.
  private static func unmarked(_ head: UnsafeRawBufferPointer) -> TextEncoding? {
    let bytes = head.prefix(most & ~3)
    guard bytes.count >= least, bytes.prefix(4).contains(0) else { return nil }
    var zeros = [0, 0, 0, 0]
    var texts = [0, 0, 0, 0]
    for (at, byte) in bytes.enumerated() {
      if byte == 0 { zeros[at & 3] += 1 }
      if byte >= 0x20 && byte < 0x7F || byte == 0x0A || byte == 0x0D || byte == 0x09 {
        texts[at & 3] += 1
      }
    }
    let units = bytes.count / 4
    func isZero(_ at: Int) -> Bool { zeros[at] * 10 >= units * 8 }
    func isText(_ at: Int) -> Bool { zeros[at] * 50 <= units && texts[at] * 10 >= units * 8 }
    if isZero(0), isZero(1), isZero(2), isText(3) { return .utf32(isBigEndian: true) }
    if isText(0), isZero(1), isZero(2), isZero(3) { return .utf32(isBigEndian: false) }
    if isZero(0), isText(1), isZero(2), isText(3) { return .utf16(isBigEndian: true) }
    if isText(0), isZero(1), isText(2), isZero(3) { return .utf16(isBigEndian: false) }
    return nil
  }

  /// No line feed among all bytes at hand, and a carriage return between words.
  private static func hasCarriageReturns(_ head: UnsafeRawBufferPointer) -> Bool {
    // Nearly all texts have a line feed in their first lines, and are known by it.
    guard !head.contains(0x0A), let first = head.firstIndex(of: 0x0D), first + 1 < head.count
    else { return false }
    return !head.contains(0)
  }
}

/// Writes a stream's text anew as UTF-8 with line feeds, so that whatever reads lines reads it.
final class TextDecoder: Decompressor {
  private let source: any Decompressor
  private let encoding: TextEncoding
  private let block: UnsafeMutableRawBufferPointer
  /// Bytes of a unit whose rest was not read yet.
  private var carry: [UInt8] = []
  /// The first half of a pair of UTF-16.
  private var high: UInt32?
  private var isFirst = true
  private var text: [UInt8] = []
  private var given = 0
  private static let blockSize = 32 * 1024

  var damage: [StreamDamage] { source.damage }

  init(_ source: any Decompressor, _ encoding: TextEncoding) {
    self.source = source
    self.encoding = encoding
    block = .allocate(byteCount: Self.blockSize, alignment: 16)
  }

  deinit { block.deallocate() }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> DecodedPiece {
    while given == text.count {
      text.removeAll(keepingCapacity: true)
      given = 0
      switch source.read(into: block) {
      case .bytes(let count): decode(UnsafeRawBufferPointer(rebasing: block[..<count]))
      case .seam:
        forget()
        return .seam
      case .end:
        // Half a letter at the end is one that cannot be read.
        guard !carry.isEmpty || high != nil else { return .end }
        forget()
        append(0xFFFD)
      }
    }
    let count = min(buffer.count, text.count - given)
    text.withUnsafeBytes {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[given..<given + count]))
    }
    given += count
    return .bytes(count)
  }

  private func forget() {
    carry = []
    high = nil
  }

  private func decode(_ bytes: UnsafeRawBufferPointer) {
    switch encoding {
    case .carriageReturns:
      text.append(contentsOf: bytes.lazy.map { $0 == 0x0D ? 0x0A : $0 })
    case .utf16(let isBig): eachUnit(of: bytes, size: 2, isBig) { takeUTF16($0) }
    case .utf32(let isBig): eachUnit(of: bytes, size: 4, isBig) { append($0) }
    }
  }

  private func eachUnit(
    of bytes: UnsafeRawBufferPointer, size: Int, _ isBig: Bool, _ body: (UInt32) -> Void
  ) {
    for byte in bytes {
      carry.append(byte)
      guard carry.count == size else { continue }
      var unit: UInt32 = 0
      for byte in isBig ? carry : carry.reversed() { unit = unit &<< 8 | UInt32(byte) }
      carry.removeAll(keepingCapacity: true)
      defer { isFirst = false }
      if isFirst, unit == 0xFEFF { continue }
      body(unit)
    }
  }

  private func takeUTF16(_ unit: UInt32) {
    if let first = high {
      high = nil
      if unit &- 0xDC00 < 0x400 {
        return append(0x10000 &+ (first &- 0xD800) &<< 10 &+ (unit &- 0xDC00))
      }
      append(0xFFFD)
    }
    if unit &- 0xD800 < 0x400 { high = unit } else { append(unit) }
  }

  /// Writes a letter as UTF-8; what is none as the sign for that.
  private func append(_ code: UInt32) {
    guard code >= 0x80 else { return text.append(UInt8(code)) }
    let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
    text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }
}
