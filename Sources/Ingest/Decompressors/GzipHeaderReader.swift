import CZlib

/// Reads the header of a member of gzip (RFC 1952), in whatever pieces it comes.
///
/// ISA-L forgets the flags between two calls, so a header with several fields that is cut by the
/// end of a buffer would be taken for damage.
struct GzipHeaderReader {
  private enum Field { case fixed, extraSize, extra, name, comment, checkSum, none }

  private var field = Field.fixed
  private var flags: UInt8 = 0
  /// Bytes of the field so far, or, of the extra field, that are to come.
  private var count = 0
  private var number: UInt16 = 0
  private var checkSum: UInt = 0
  private(set) var isWrong = false

  var isDone: Bool { field == .none }

  /// Takes bytes until the header has ended or is wrong; returns how many.
  mutating func read(_ bytes: UnsafeRawBufferPointer) -> Int {
    var taken = 0
    while taken < bytes.count, !isDone, !isWrong {
      take(bytes[taken])
      taken += 1
    }
    return taken
  }

  private mutating func take(_ byte: UInt8) {
    if field != .checkSum { checkSum = withUnsafePointer(to: byte) { crc32(checkSum, $0, 1) } }
    count += 1
    switch field {
    case .fixed:
      // Magic, method, flags; then time, system and level, which say nothing here.
      switch count {
      case 1: isWrong = byte != 0x1F
      case 2: isWrong = byte != 0x8B
      case 3: isWrong = byte != 8
      case 4:
        isWrong = byte & 0xE0 != 0
        flags = byte
      case 10: go(after: .fixed)
      default: break
      }
    case .extraSize:
      collect(byte)
      if count == 2 { go(after: .extraSize) }
    case .extra: if count == Int(number) { go(after: .extra) }
    case .name: if byte == 0 { go(after: .name) }
    case .comment: if byte == 0 { go(after: .comment) }
    case .checkSum:
      let told = UInt16(truncatingIfNeeded: checkSum)
      collect(byte)
      if count == 2 {
        isWrong = number != told
        field = .none
      }
    case .none: break
    }
  }

  /// Two bytes, the lower first.
  private mutating func collect(_ byte: UInt8) {
    number = count == 1 ? UInt16(byte) : number | UInt16(byte) << 8
  }

  private mutating func go(after last: Field) {
    count = 0
    switch last {
    case .fixed where flags & 4 != 0: field = .extraSize
    case .extraSize where number > 0: field = .extra
    case .fixed, .extraSize, .extra:
      if flags & 8 != 0 { field = .name } else { go(after: .name) }
    case .name:
      if flags & 16 != 0 { field = .comment } else { go(after: .comment) }
    case .comment: field = flags & 2 != 0 ? .checkSum : .none
    case .checkSum, .none: field = .none
    }
  }
}
