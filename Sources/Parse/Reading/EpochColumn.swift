import Ingest
import LogModel
import Scan

/// The column of a stream that says when its lines were written, in seconds or milliseconds of the
/// epoch, where no form reads the lines and nothing else in them is a time.
///
///     2568643 node-7 action start 1744124531 1 member added
///     2 123456789012 eni-7 192.0.2.7 192.0.2.8 443 50188 6 9 840 1744124531 1744124591 ACCEPT OK
///
/// One such number may count anything; the same column of nearly all lines, with moments near each
/// other, is a clock.
struct EpochColumn: Equatable {
  /// How many columns stand before it.
  private let index: Int

  private static let headSize = 64 * 1024
  private static let lineLimit = 64
  private static let leastLines = 3
  private static let columnLimit = 24
  /// Moments of a log from 2001 to 2033, and how far they lie apart, in seconds.
  private static let moments: Range<Int64> = 1_000_000_000..<2_000_000_000
  private static let farthest: Int64 = 3 * 366 * 86_400

  /// - Parameter head: the first bytes of a stream of lines.
  init?(in head: UnsafeRawBufferPointer) {
    var lines: [UnsafeRawBufferPointer] = []
    var columns: [[Int: Int64]] = []
    var misses = 0
    for part in head.prefix(Self.headSize).split(separator: 0x0A, maxSplits: Self.lineLimit)
      .prefix(Self.lineLimit)
    {
      let line = UnsafeRawBufferPointer(rebasing: part)
      guard line.count > 20, line[0] != 0x23 else { continue }
      let found = Self.columns(of: line)
      if found.isEmpty { misses += 1 } else { columns.append(found) }
      lines.append(line)
      // A line may name the columns; most streams have no such numbers.
      guard misses <= 1 + lines.count / 10 else { return nil }
    }
    guard columns.count >= Self.leastLines else { return nil }
    let least = columns.count - columns.count / 10
    let chosen = (0..<Self.columnLimit).first { column in
      let moments = columns.compactMap { $0[column] }
      guard moments.count >= least, let first = moments.min(), let last = moments.max() else {
        return false
      }
      return last - first <= Self.farthest
    }
    guard let chosen, lines.count(where: WordsBefore.isRead) * 2 < lines.count else { return nil }
    index = chosen
  }

  /// When a line was written; `nil` of a line without such a column.
  func moment(of line: UnsafeRawBufferPointer) -> Timestamp? {
    var found: Timestamp?
    Self.eachColumn(of: line) { column, range in
      guard column == index else { return true }
      found = Self.moment(line, range)
      return false
    }
    return found
  }

  private static func columns(of line: UnsafeRawBufferPointer) -> [Int: Int64] {
    var found: [Int: Int64] = [:]
    eachColumn(of: line) { column, range in
      if let moment = moment(line, range) { found[column] = moment.seconds }
      return column + 1 < columnLimit
    }
    return found
  }

  /// Digits of seconds or milliseconds, perhaps with a fraction.
  private static func moment(_ line: UnsafeRawBufferPointer, _ range: Range<Int>) -> Timestamp? {
    guard range.count >= 10, range.count <= 20, line[range.lowerBound] &- 0x30 < 10 else {
      return nil
    }
    let text = UnsafeRawBufferPointer(rebasing: line[range])
    let whole = text.prefix { $0 &- 0x30 < 10 }.count
    guard whole == 10 || whole == 13, let moment = EpochText.parse(text),
      moments.contains(moment.seconds)
    else { return nil }
    return moment
  }

  private static func eachColumn(
    of line: UnsafeRawBufferPointer, _ body: (Int, Range<Int>) -> Bool
  ) {
    var at = 0
    var column = 0
    while at < line.count {
      let start = at
      while at < line.count, !isMark(line[at]) { at += 1 }
      if at > start {
        guard body(column, start..<at) else { return }
        column += 1
      }
      at += 1
    }
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0x2C || byte == 0x3B || byte == 0x7C
  }
}
