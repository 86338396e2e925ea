import LogModel

/// What shows that a part of an input's content is missing, though its packing is whole.
struct LostContent {
  /// A document is cut, or holds what is no part of it.
  var isTorn = false
  /// Zero bytes stand where lines were written.
  var hasZeros = false

  /// An input of which a part is missing was read in part.
  func apply(to reading: inout InputReading) {
    if isTorn || hasZeros, reading.status == .complete { reading.status = .partial }
  }
}

/// Zero bytes where a file system lost what was written: after a crash, or in a file that was
/// laid out and never filled.
public enum ZeroBytes {
  /// Zeros that follow other lines and stand before one are a hole from this number on; those at
  /// the head of a file are of one that was emptied while it was written to.
  static let leastHole = 512

  /// What is said of a line that is nothing but zeros.
  static let message = "zero bytes in place of lines; what they held is lost"

  static let endMessage = "zero bytes in place of the rest of a line; what they held is lost"

  /// Whether an input holds nothing but such lines, none of them too long to be read.
  public static func areAll(of reading: InputReading) -> Bool {
    let account = reading.account
    return account.unread > 0 && !reading.warnings.contains { $0.code == .lineTooLong }
      && account.records + account.duplicate + account.outsideWindow == 0
      && reading.warnings.contains {
        $0.code == .nulBytes && $0.message == message && $0.count >= account.unread
      }
  }
}

extension LineReader {
  /// Classes a line without text: whether it is one of zeros, which is not blank but lost.
  mutating func isZeros(
    _ line: UnsafeRawBufferPointer, number: Int, offset: Int
  ) -> Bool {
    guard line.contains(0) else { return false }
    records.account.unread += 1
    records.warnings.note(.unreadLines, line: number, byteOffset: offset, "zero bytes, no line")
    noteZeros(line: number, offset: offset)
    return true
  }

  /// Zeros stand where lines, or the rest of one, were written.
  mutating func noteZeros(line: Int, offset: Int, endOfLine: Bool = false) {
    lost.hasZeros = true
    records.warnings.note(
      .nulBytes, line: line, byteOffset: offset, isGrave: true,
      endOfLine ? ZeroBytes.endMessage : ZeroBytes.message)
  }
}
