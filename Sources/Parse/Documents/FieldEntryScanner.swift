/// Finds entries of `KEY=value` lines, with a blank line between them.
///
/// A value that holds line ends or no UTF-8 stands behind a line of its key alone: eight bytes of
/// its length, the lowest first, then its bytes.
struct FieldEntryScanner: EntryScanner {
  private(set) var position = 0
  /// Where the next field of the entry that is begun stands.
  private var at = 0

  var isBetweenDocuments: Bool { true }

  mutating func consumed(_ count: Int) {
    position -= count
    at = max(at - count, position)
  }

  mutating func abandon(to end: Int) {
    position = end
    at = end
  }

  mutating func next(in window: UnsafeRawBufferPointer, isLast: Bool) -> EntryStep {
    if at == position {
      while position < window.count, window[position] == 0x0A || window[position] == 0x0D {
        position += 1
      }
      at = position
    }
    while true {
      switch Self.field(in: window, from: at) {
      case .field(_, _, let end): at = end
      case .blank: return take()
      case .cut:
        // The last entry needs no blank line behind it.
        if isLast, at == window.count, at > position { return take() }
        return .more
      case .invalid:
        if at > position { return take() }
        return .broken
      }
    }
  }

  private mutating func take() -> EntryStep {
    let start = position
    position = at
    return .entry(start: start)
  }

  enum Field {
    case field(key: Range<Int>, value: Range<Int>, end: Int)
    case blank
    case cut
    case invalid
  }

  /// Bytes that a key may have.
  private static let keyLimit = 128

  /// The field that begins at `start`.
  static func field(in window: UnsafeRawBufferPointer, from start: Int) -> Field {
    var at = start
    while at < window.count, isKeyByte(window[at]), at - start <= keyLimit { at += 1 }
    guard at < window.count else { return .cut }
    if at == start { return window[at] == 0x0A ? .blank : .invalid }
    let key = start..<at
    if window[at] == 0x3D {
      guard let end = window[at...].firstIndex(of: 0x0A) else { return .cut }
      return .field(key: key, value: at + 1..<end, end: end + 1)
    }
    guard window[at] == 0x0A else { return .invalid }
    guard at + 9 <= window.count else { return .cut }
    let stated = UInt64(littleEndian: window.loadUnaligned(fromByteOffset: at + 1, as: UInt64.self))
    guard stated < UInt64(EntryStep.byteLimit) * 16, let count = Int(exactly: stated) else {
      return .invalid
    }
    let first = at + 9
    guard first + count < window.count else { return .cut }
    guard window[first + count] == 0x0A else { return .invalid }
    return .field(key: key, value: first..<(first + count), end: first + count + 1)
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    byte &- 0x41 < 26 || byte == 0x5F || byte &- 0x30 < 10
  }
}
