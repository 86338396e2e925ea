import LogModel
import Scan

/// PostgreSQL's log as comma-separated values, told by its columns: time with zone, user,
/// database, process, …, severity (12th), state, message (14th).
///
/// A message that goes on over lines leaves its quote open here; the lines behind belong to it.
public struct PostgresCSV: LogFormat {
  public var name: String { "postgres-csv" }
  public var hasContinuations: Bool { true }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    head.count == 8 && head[head.startIndex] &- 0x30 < 10 && head[head.startIndex &+ 4] == 0x2D
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    guard let stamp = LeadingStamp.read(line, at: 0), stamp.end < line.count,
      line[stamp.end] == 0x2C
    else { return false }
    var at = stamp.end &+ 1
    var level: PostgresWord?
    for column in 2...14 {
      guard let cell = Self.cell(line, at: at) else { return false }
      let bytes = line[cell.text]
      switch column {
      case 2: fields.user = bytes.isEmpty ? nil : Self.text(cell.text)
      case 4:
        guard NumberText.integer(UnsafeRawBufferPointer(rebasing: bytes)) != nil else {
          return false
        }
      case 5: fields.address = Self.address(bytes)
      case 12:
        level = PostgresWord(bytes)
        guard let level, !level.isContinuation else { return false }
      case 14:
        fields.message = bytes.isEmpty ? nil : Self.text(cell.text)
        fields.latencyMilliseconds = Postgres.duration(line, at: cell.text.lowerBound)
      default: break
      }
      at = cell.next
    }
    guard let level else { return false }
    fields.time = stamp.moment
    fields.localTime = stamp.civil
    fields.level = level.level
    return true
  }

  private static func text(_ range: Range<Int>) -> JSONSlice {
    JSONSlice(kind: .string, start: range.lowerBound, end: range.upperBound)
  }

  /// The client without its port; `[local]` is no address.
  private static func address(_ cell: Slice<UnsafeRawBufferPointer>) -> JSONSlice? {
    guard let colon = cell.lastIndex(of: 0x3A), colon > cell.startIndex else { return nil }
    return text(cell.startIndex..<colon)
  }

  /// The cell that begins at `start`, without its quotes, and where the next one begins.
  private static func cell(
    _ line: UnsafeRawBufferPointer, at start: Int
  ) -> (text: Range<Int>, next: Int)? {
    guard start <= line.count else { return nil }
    guard start < line.count, line[start] == 0x22 else {
      let stop = line[start...].firstIndex(of: 0x2C) ?? line.count
      return (start..<stop, stop &+ 1)
    }
    var at = start &+ 1
    while at < line.count {
      if line[at] == 0x22 {
        // Two quotes are one of the text.
        guard at &+ 1 < line.count, line[at &+ 1] == 0x22 else {
          return (start &+ 1..<at, at &+ 2)
        }
        at &+= 1
      }
      at &+= 1
    }
    return (start &+ 1..<line.count, line.count &+ 1)
  }
}
