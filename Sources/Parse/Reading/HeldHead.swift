import Scan

/// A line that states when something was said and leaves the words to the line behind it.
///
///     Apr 8, 2025 3:02:11 PM a.b.Orders store       Tue Apr  8 15:02:11 2025
///     SEVERE: the disk is full                      ORA-00600: internal error
///
/// The two are one record. Such a line is held back until the next one shows whether it is so.
struct HeldHead {
  var text: [UInt8] = []
  var place = LineLocation(line: 0, entry: 0, offset: 0)

  /// Longer lines say more than a stamp.
  private static let stampLimit = 44
  private static let javaLimit = 240

  /// Whether a line is one: a glance first, for most lines are none.
  @inline(__always)
  static func isHead(_ line: UnsafeRawBufferPointer) -> Bool {
    guard line.count >= 14, let last = line.last else { return false }
    if line.count <= stampLimit, last &- 0x30 < 10 || last == 0x3D || last &- 0x41 < 26 {
      return isStampAlone(line)
    }
    // `Apr 8, 2025`, `Apr 18, 2025`
    guard line[5] == 0x2C || line[6] == 0x2C, line[3] == 0x20, line.count <= javaLimit else {
      return false
    }
    return isJava(line)
  }

  /// A stamp with nothing but marks around it, as Oracle and Erlang write it above a text.
  private static func isStampAlone(_ line: UnsafeRawBufferPointer) -> Bool {
    var start = 0
    if line[0] == 0x3D {
      guard let close = line.dropFirst().firstIndex(of: 0x3D) else { return false }
      start = close
      while start < line.count, line[start] == 0x3D || line[start] == 0x20 { start += 1 }
    } else if line.starts(with: "# Time: ".utf8) {
      start = 8
    }
    // A number alone is none, nor is a day without a year.
    guard let stamp = LeadingStamp.read(line, at: start), let written = stamp.written,
      !written.lacksYear, written.order == .known
    else { return false }
    return line[stamp.end...].allSatisfy { $0 == 0x3D || $0 == 0x20 }
  }

  /// The first of the two lines of Java's own logger: a stamp, a class and a method.
  private static func isJava(_ line: UnsafeRawBufferPointer) -> Bool {
    guard let stamp = LeadingStamp.read(line, at: 0), stamp.end < line.count else { return false }
    let words = line[stamp.end...].split(separator: 0x20)
    return (1...2).contains(words.count) && words[0].contains(0x2E) && words.last?.last != 0x3A
  }

  /// One text of both; `nil` where the second line is none of the first.
  static func joined(_ head: [UInt8], with line: UnsafeRawBufferPointer) -> [UInt8]? {
    guard !StampSign.isCarried(by: line), line.first != 0x7B else { return nil }
    let isJava = head.withUnsafeBytes { $0[0] != 0x3D && !isStampAlone($0) }
    guard isJava else { return head + [0x20] + line }
    // `SEVERE: `
    let word = line.prefix(12).prefix { ($0 | 0x20) &- 0x61 < 26 }
    guard word.endIndex + 1 < line.count, line[word.endIndex] == 0x3A, word.count >= 4,
      LevelWord(word) != nil, let end = head.withUnsafeBytes({ LeadingStamp.read($0, at: 0)?.end })
    else { return nil }
    return head[..<end] + [0x20] + line
  }
}
