/// How far a scanner of text has come in its window.
struct EntryProgress {
  /// Bytes of the window that are done with.
  private(set) var position = 0
  /// How far the entry that begins there was looked through.
  var at = 0

  /// Nothing of an entry was looked at yet.
  var isFresh: Bool { at == position }
  var length: Int { at - position }

  /// Passes what stands between entries.
  mutating func pass(in window: UnsafeRawBufferPointer, _ isBetween: (UInt8) -> Bool) {
    while position < window.count, isBetween(window[position]) { position += 1 }
    at = position
  }

  /// Ends the entry where it was looked through to.
  ///
  /// - Returns: where it began.
  mutating func take() -> Int {
    defer { position = at }
    return position
  }

  mutating func consumed(_ count: Int) {
    position -= count
    at = max(at - count, position)
  }

  mutating func abandon(to end: Int) {
    position = end
    at = end
  }
}

/// Finds entries of a text that is one document to its end.
protocol TextEntryScanner: EntryScanner {
  var progress: EntryProgress { get set }
}

extension TextEntryScanner {
  var position: Int { progress.position }
  var isBetweenDocuments: Bool { true }

  mutating func consumed(_ count: Int) { progress.consumed(count) }
  mutating func abandon(to end: Int) { progress.abandon(to: end) }
}

/// Finds entries of `KEY=value` lines, with a blank line between them.
///
/// A value that holds line ends or no UTF-8 stands behind a line of its key alone: eight bytes of
/// its length, the lowest first, then its bytes.
struct FieldEntryScanner: TextEntryScanner {
  /// Looked through up to the next field of the entry that is begun.
  var progress = EntryProgress()

  mutating func next(in window: UnsafeRawBufferPointer, isLast: Bool) -> EntryStep {
    if progress.isFresh { progress.pass(in: window) { $0 == 0x0A || $0 == 0x0D } }
    while true {
      switch Self.field(in: window, from: progress.at) {
      case .field(_, _, let end): progress.at = end
      case .blank: return .entry(start: progress.take())
      case .cut:
        // The last entry needs no blank line behind it.
        guard isLast, progress.at == window.count, !progress.isFresh else { return .more }
        return .entry(start: progress.take())
      case .invalid: return progress.isFresh ? .broken : .entry(start: progress.take())
      }
    }
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

/// Finds the rows of a table of comma-separated values (RFC 4180), or parted by another mark; a
/// quoted value may hold line ends.
///
/// Only a quote at the beginning of a value opens one: others are of the text.
struct RowEntryScanner: TextEntryScanner {
  let separator: UInt8
  private(set) var header: [String] = []
  /// How far the row was looked through, and whether that is inside quotes.
  var progress = EntryProgress()
  private var isQuoted = false
  /// A quoted value ended right here, unless another quote follows.
  private var isBehindQuote = false

  init(separator: UInt8 = 0x2C) { self.separator = separator }

  mutating func abandon(to end: Int) {
    progress.abandon(to: end)
    isQuoted = false
    isBehindQuote = false
  }

  mutating func next(in window: UnsafeRawBufferPointer, isLast: Bool) -> EntryStep {
    while true {
      if progress.isFresh { progress.pass(in: window) { $0 == 0x0A } }
      var at = progress.at
      while at < window.count, isQuoted || window[at] != 0x0A {
        pass(window[at], isFirst: at == position || window[at - 1] == separator)
        at += 1
      }
      progress.at = at
      if progress.length > EntryStep.byteLimit {
        abandon(to: position)
        return .broken
      }
      if at >= window.count {
        guard isLast, !isQuoted, !progress.isFresh else { return .more }
      }
      let start = progress.take()
      let row = UnsafeRawBufferPointer(rebasing: window[start..<at])
      if row.allSatisfy({ $0 <= 0x20 }) || row.starts(with: "sep=".utf8) { continue }
      if header.isEmpty {
        header = Self.names(of: row, separator)
        continue
      }
      return .entry(start: start)
    }
  }

  /// Opens or closes a quoted value; two quotes inside of one are one of its text.
  private mutating func pass(_ byte: UInt8, isFirst: Bool) {
    guard byte == 0x22 else {
      isBehindQuote = false
      return
    }
    let opens = !isQuoted && (isFirst || isBehindQuote)
    isBehindQuote = isQuoted
    isQuoted = opens
  }

  /// Each row is held against all names, so their number and length are bounded: a header as long
  /// as a line may be would make a table of short rows quadratic.
  private static let columnLimit = 512
  private static let nameLimit = 128

  /// The names that the first row gives the columns, in lower case.
  static func names(of row: UnsafeRawBufferPointer, _ separator: UInt8 = 0x2C) -> [String] {
    values(of: row, separator).prefix(columnLimit).map {
      String(decoding: $0.prefix(nameLimit), as: UTF8.self).lowercased()
    }
  }

  /// The values of a row, their quotes taken off.
  static func values(
    of row: UnsafeRawBufferPointer, _ separator: UInt8 = 0x2C
  ) -> [[UInt8]] {
    var values: [[UInt8]] = [[]]
    var isQuoted = false
    var at = 0
    while at < row.count {
      let byte = row[at]
      if byte == 0x22 {
        if isQuoted, at + 1 < row.count, row[at + 1] == 0x22 {
          values[values.count - 1].append(byte)
          at += 1
        } else if isQuoted || at == 0 || row[at - 1] == separator {
          isQuoted.toggle()
        } else {
          values[values.count - 1].append(byte)
        }
      } else if byte == separator, !isQuoted {
        values.append([])
      } else {
        values[values.count - 1].append(byte)
      }
      at += 1
    }
    while values[values.count - 1].last == 0x0D { values[values.count - 1].removeLast() }
    return values
  }
}
