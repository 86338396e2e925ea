import LogModel
import Scan

/// Looks at the bytes of an events file as they pass by, for what shows that some are missing.
///
/// A form's reader takes each row as it comes; that a list was not closed, that the last row is
/// half a row or that the file is an error page, only the file as a whole shows.
public struct EventBorder: Sendable {
  private static let tailSize = 64 * 1024

  private var head: [UInt8] = []
  private var tail: [UInt8] = []
  private var count = 0
  private var text = TextWatch()

  /// Nothing has passed yet.
  public init() {}

  /// Takes the next bytes of the file.
  public mutating func take(_ bytes: UnsafeRawBufferPointer) {
    if head.count < ErrorPage.headSize {
      head.append(contentsOf: bytes.prefix(ErrorPage.headSize - head.count))
    }
    text.take(bytes)
    count += bytes.count
    tail.append(contentsOf: bytes.suffix(Self.tailSize))
    if tail.count > 2 * Self.tailSize { tail.removeFirst(tail.count - Self.tailSize) }
  }

  /// The file with its status, and with the warnings that go with it.
  ///
  /// - Parameters:
  ///   - damage: warnings of the packing, and of reading that stopped.
  ///   - redact: takes the secrets out of what an error page says.
  public func judged(
    _ file: EventFile, damage: [InputWarning], redact: (String) -> String
  ) -> EventFile {
    var file = file
    file.warnings = damage + file.warnings
    if let invalid = text.finished { file.warnings.append(invalid) }
    if let cut = cut(in: file) { file.warnings.append(cut) }
    if let zeros { file.warnings.append(zeros) }
    let torn = file.warnings.filter { Self.isTear($0) }
    let lost = torn.reduce(0) { $1.code == .unreadLines ? $0 + $1.count : $0 }
    let undated = file.unread - lost
    let rows = file.summary.rows + file.unread
    if !torn.isEmpty || undated >= 3 && undated * 100 > rows { file.status = .partial }
    if file.summary.rows == 0, file.unread > 0 || !torn.isEmpty { file.status = .unreadable }
    guard file.unread > 0, let page = errorPage else { return file }
    file.status = file.summary.rows == 0 ? .unreadable : .partial
    file.warnings.insert(
      InputWarning(
        .errorPage,
        message: page.sentence(insteadOf: "events", shown: String(redact(page.words).prefix(160)))),
      at: 0)
    return file
  }

  private var errorPage: ErrorPage? {
    head.withUnsafeBytes { ErrorPage(head: $0, isWhole: count <= head.count) }
  }

  /// Rows or bytes are missing; columns of unknown names and rows without a time are not that.
  private static func isTear(_ warning: InputWarning) -> Bool {
    switch warning.code {
    case .unreadLines: !warning.message.hasPrefix(EventFile.unknownColumns)
    case .gzipTruncated, .gzipCorrupt, .trailingGarbage, .expansionLimit, .vanished, .invalidUTF8,
      .documentDamaged, .nulBytes:
      true
    default: false
    }
  }

  /// Zeros where a file system lost what was written; they stand at either end.
  private var zeros: InputWarning? {
    guard
      let place = head.firstIndex(of: 0) ?? tail.firstIndex(of: 0).map({ $0 + count - tail.count })
    else { return nil }
    return InputWarning(
      .nulBytes, byteOffset: place, message: "zero bytes in the file; what they held is lost")
  }

  private func cut(in file: EventFile) -> InputWarning? {
    switch file.kind {
    case "json-lines": cutList
    case "csv": cutRow
    default: nil
    }
  }

  /// A list of JSON that is not closed.
  private var cutList: InputWarning? {
    let begin = head.drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }.first
    guard begin == 0x5B, let last = tail.last(where: { $0 > 0x20 }), last != 0x5D else {
      return nil
    }
    return InputWarning(
      .documentDamaged, byteOffset: count, message: "the list is cut here: it is not closed")
  }

  /// A last row of fewer cells than the header and without a line end, among rows of as many.
  private var cutRow: InputWarning? {
    guard let last = tail.last, last != 0x0A, last != 0x0D,
      let begin = tail.lastIndex(of: 0x0A), let headEnd = head.firstIndex(of: 0x0A)
    else { return nil }
    let row = tail[(begin + 1)...]
    let names = head[..<headEnd]
    // Quotes may hold separators and line ends; the reader tells those that are not closed.
    guard !row.contains(0x22), !names.contains(0x22) else { return nil }
    let separator =
      [0x2C, 0x3B, 0x09].max { one, other in
        names.count { $0 == one } < names.count { $0 == other }
      } ?? 0x2C
    let wanted = names.count { $0 == separator }
    let before = tail[..<begin].suffix(while: { $0 != 0x0A })
    guard row.count(where: { $0 == separator }) < wanted,
      begin == headEnd && count <= head.count || before.count(where: { $0 == separator }) >= wanted
    else { return nil }
    return InputWarning(
      .documentDamaged, byteOffset: count - row.count,
      message: "the last row is cut: it has fewer columns than the header and no line end")
  }
}

extension ArraySlice<UInt8> {
  /// The longest end of it of such elements.
  fileprivate func suffix(while holds: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    self[(lastIndex { !holds($0) }.map { $0 + 1 } ?? startIndex)...]
  }
}

/// Finds bytes that are no UTF-8 in text that comes byte by byte.
private struct TextWatch: Sendable {
  private var offset = 0
  private var missing = 0
  private var allowed: ClosedRange<UInt8> = 0x80...0xBF
  private var bad = 0
  private var first: Int?

  mutating func take(_ bytes: UnsafeRawBufferPointer) {
    var at = 0
    while at < bytes.count {
      if missing == 0, at + 8 <= bytes.count,
        bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        at += 8
        offset += 8
      } else {
        take(bytes[at])
        at += 1
      }
    }
  }

  private mutating func take(_ byte: UInt8) {
    defer { offset += 1 }
    if missing > 0 {
      if allowed.contains(byte) {
        missing -= 1
        allowed = 0x80...0xBF
        return
      }
      note()
      missing = 0
    }
    guard byte >= 0x80 else { return }
    allowed = 0x80...0xBF
    switch byte {
    case 0xC2...0xDF: missing = 1
    case 0xE0: (missing, allowed) = (2, 0xA0...0xBF)
    case 0xED: (missing, allowed) = (2, 0x80...0x9F)
    case 0xE1...0xEF: missing = 2
    case 0xF0: (missing, allowed) = (3, 0x90...0xBF)
    case 0xF1...0xF3: missing = 3
    case 0xF4: (missing, allowed) = (3, 0x80...0x8F)
    default: note()
    }
  }

  private mutating func note() {
    bad += 1
    first = first ?? offset
  }

  /// What is to be said once the text has ended; it may end within a character.
  var finished: InputWarning? {
    let all = bad + (missing > 0 ? 1 : 0)
    guard all > 0 else { return nil }
    return InputWarning(
      .invalidUTF8, count: all, byteOffset: first ?? max(0, offset - 1),
      message: "bytes that are no UTF-8; shown as U+FFFD")
  }
}
