import LogModel
import Scan

/// Counts the lines of a banner: what a program prints before its first record, such as its name in
/// large letters, its version and the words with which it starts.
///
/// They carry no stamp and tell of nothing that failed. Whether they are set apart depends on how
/// the file was given, which the reader of its lines does not know: so they are unread here, and
/// told of in a warning of their own.
struct HeadBanner {
  /// Longer heads are no banner.
  private static let lineLimit = 12
  private(set) var lines = 0
  private(set) var first: LineLocation?
  /// A line stood before the first record that is none of a banner's.
  private var isBroken = false

  /// Whether a line that nothing reads is of the banner at the head of its stream.
  mutating func takes(
    _ line: UnsafeRawBufferPointer, at place: LineLocation, behind account: LineAccount
  ) -> Bool {
    guard !isBroken, account.records == 0, account.duplicate == 0, account.unread == lines,
      place.entry == 0
    else { return false }
    guard lines < Self.lineLimit, line.first != 0x7B, !StampSign.isCarried(by: line),
      !Continuations.isRecord(line), !TextCheck.isOdd(line) || Self.isDrawn(line)
    else {
      isBroken = true
      return false
    }
    if first == nil { first = place }
    lines += 1
    return true
  }

  /// Letters of any script, colours and what draws boxes, but no bytes of other kinds.
  private static func isDrawn(_ line: UnsafeRawBufferPointer) -> Bool {
    !line.contains { $0 < 0x20 && $0 != 0x09 && $0 != 0x1B }
  }

  /// Tells of the lines: as a banner where it ended in records, else as any that nobody reads.
  func finish(_ account: LineAccount, _ warnings: inout WarningLog) -> InputWarning? {
    guard let first, lines > 0 else { return nil }
    guard !isBroken, account.records > 0 else {
      warnings.note(
        .unreadLines, line: first.line, byteOffset: first.offset, count: lines, isGrave: true,
        "no known format")
      return nil
    }
    return InputWarning(
      .unreadLines, count: lines, line: first.line, byteOffset: first.offset,
      message: InputReading.bannerWords)
  }
}
