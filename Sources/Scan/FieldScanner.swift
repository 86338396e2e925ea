/// Takes the fields of a line one by one, as ranges of its bytes.
///
/// Blanks before a field are passed over; a field that is not there leaves the place as it was.
public struct FieldScanner {
  public let line: UnsafeRawBufferPointer
  /// Where the next field is looked for.
  public private(set) var at: Int
  /// No tab stands behind what was taken last.
  private var isSpent = false

  public init(_ line: UnsafeRawBufferPointer, from start: Int = 0) {
    self.line = line
    at = min(max(0, start), line.count)
  }

  /// The bytes of a field.
  public func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: line[range])
  }

  /// Whether a field is the one byte given: `-` stands for nothing in most logs.
  public func isByte(_ byte: UInt8, _ range: Range<Int>) -> Bool {
    range.count == 1 && line[range.lowerBound] == byte
  }

  /// The byte the next field begins with; `nil` at the end.
  public mutating func peek() -> UInt8? {
    skipBlanks()
    return at < line.count ? line[at] : nil
  }

  /// Where one of two bytes is met next; the line's end where none is.
  @inline(__always)
  private func first(_ one: UInt8, or other: UInt8, from start: Int) -> Int {
    guard let base = line.baseAddress?.assumingMemoryBound(to: UInt8.self), start < line.count
    else { return line.count }
    return ByteSearch.first(one, or: other, base, from: start, to: line.count)
  }

  private mutating func skipBlanks() {
    while at < line.count, line[at] == 0x20 { at += 1 }
  }

  /// Goes past `text` if it is next; no blanks are passed over.
  public mutating func skip(_ text: StaticString) -> Bool {
    guard line.count - at >= text.utf8CodeUnitCount else { return false }
    for index in 0..<text.utf8CodeUnitCount where line[at + index] != text.utf8Start[index] {
      return false
    }
    at += text.utf8CodeUnitCount
    return true
  }

  /// Goes past terminals' colours: ESC `[` digits `m`, and blanks around them.
  public mutating func skipColours() {
    skipBlanks()
    while at + 1 < line.count, line[at] == 0x1B, line[at + 1] == 0x5B {
      at += 2
      while at < line.count, line[at] &- 0x30 < 12 { at += 1 }
      if at < line.count, line[at] == 0x6D { at += 1 }
      skipBlanks()
    }
  }

  /// Up to the next blank.
  public mutating func word() -> Range<Int>? {
    skipBlanks()
    let start = at
    at = first(0x20, or: 0x20, from: start)
    return at > start ? start..<at : nil
  }

  /// Up to the next blank or colour; colours before it are passed over.
  public mutating func plainWord() -> Range<Int>? {
    skipColours()
    let start = at
    while at < line.count, line[at] != 0x20, line[at] != 0x1B { at += 1 }
    let word = start..<at
    skipColours()
    return word.isEmpty ? nil : word
  }

  /// Between two marks, without them.
  public mutating func enclosed(open: UInt8, close: UInt8) -> Range<Int>? {
    skipBlanks()
    guard at < line.count, line[at] == open else { return nil }
    let start = at + 1
    let stop = first(close, or: close, from: start)
    guard stop < line.count else { return nil }
    at = stop + 1
    return start..<stop
  }

  /// Between double quotes; a backslash guards the byte behind it.
  public mutating func quoted() -> Range<Int>? {
    skipBlanks()
    guard at < line.count, line[at] == 0x22 else { return nil }
    let start = at + 1
    var stop = first(0x22, or: 0x5C, from: start)
    while stop < line.count, line[stop] == 0x5C { stop = first(0x22, or: 0x5C, from: stop + 2) }
    guard stop < line.count else { return nil }
    at = stop + 1
    return start..<stop
  }

  /// Goes behind the quotes of a value `key="…"` whose key begins at `start`, and says where
  /// that is; `nil` where there are none.
  mutating func quotedValue(from start: Int) -> Int? {
    let head = line[start..<min(at, start + 32)]
    guard let equals = head.firstIndex(of: 0x3D), equals + 1 < line.count,
      line[equals + 1] == 0x22
    else { return nil }
    var value = FieldScanner(line, from: equals + 1)
    guard value.quoted() != nil else { return nil }
    at = max(at, value.at)
    return at
  }

  /// Quoted, or the next word.
  public mutating func quotedOrWord() -> Range<Int>? {
    if peek() == 0x22, let text = quoted() { return text }
    return word()
  }

  /// Up to the next tab, which is passed, or to `end`; may be empty. `nil` behind the last one.
  public mutating func tabbed(to end: Int) -> Range<Int>? {
    guard at <= end, at < line.count || end == line.count, !isSpent else { return nil }
    let start = at
    while at < end, line[at] != 0x09 { at += 1 }
    let field = start..<at
    if at < end { at += 1 } else { isSpent = true }
    return field
  }

  /// A number in digits, possibly below zero; the place stays where it was if the next is none.
  public mutating func integer() -> Int? {
    let start = at
    guard let field = word(), let value = NumberText.integer(bytes(field)) else {
      at = start
      return nil
    }
    return Int(exactly: value)
  }

  /// An HTTP status: three digits, or 0 for `-` and `0`, where there was no answer.
  public mutating func status() -> Int? {
    let start = at
    if let field = word(), let code = status(in: field) { return code }
    at = start
    return nil
  }

  /// Goes past a word that stands for nothing: a dash, or what programs print of no value.
  public mutating func skipPlaceholder() -> Bool {
    guard let first = peek(), first &- 0x30 > 9 else { return false }
    for text in Self.placeholders {
      let end = at + text.utf8CodeUnitCount
      guard end == line.count || end < line.count && line[end] == 0x20, skip(text) else { continue }
      return true
    }
    return false
  }

  private static let placeholders: [StaticString] = [
    "-", "\"-\"", "--", "%!d(<nil>)", "<nil>", "nil", "null", "(null)", "None", "undefined",
    "\"\"", "N/A", "n/a",
  ]

  /// The status that a field is; `nil` for another field.
  public func status(in field: Range<Int>) -> Int? {
    if isByte(0x2D, field) || isByte(0x30, field) { return 0 }
    guard field.count == 3, bytes(field).allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
    return bytes(field).reduce(0) { $0 * 10 + Int($1 &- 0x30) }
  }
}
