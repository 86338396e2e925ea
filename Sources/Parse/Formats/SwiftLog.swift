import LogModel
import Scan

/// Lines of swift-log's handler of streams:
/// `2025-03-02T10:00:07+0000 error shop.orders: status=503 [Orders] no answer`.
///
/// Metadata is looked up like the keys of JSON. The label names a logger, not a service.
public struct SwiftLog: LogFormat {
  public var name: String { "swift-log" }
  public var hasContinuations: Bool { true }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    head.count == 8 && head[head.startIndex] &- 0x30 < 10 && head[head.startIndex &+ 4] == 0x2D
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    guard line.count > 34, line[10] == 0x54, line[24] == 0x20,
      let time = TimestampText.parse(UnsafeRawBufferPointer(rebasing: line[..<24])),
      time.zone != .missing
    else { return false }
    let word = line[25...].prefix { $0 &- 0x61 < 26 }
    guard Self.levels.contains(where: { word.elementsEqual($0) }), let level = LevelWord(word),
      word.endIndex < line.count, line[word.endIndex] == 0x20
    else { return false }
    let label = line[(word.endIndex &+ 1)...].prefix(200)
    guard let colon = label.firstIndex(of: 0x3A), colon > label.startIndex,
      colon &+ 2 < line.count, line[colon &+ 1] == 0x20,
      !line[label.startIndex..<colon].contains(0x20), let source = source(line, from: colon &+ 1)
    else { return false }
    fields.time = time.timestamp()
    fields.level = level.level
    MessagePairs.take(
      line, colon &+ 2..<max(colon &+ 2, source.lowerBound), trust: .list,
      into: &fields)
    fields.level = level.level
    let end = AnsiCodes.trimmedEnd(line, from: source.upperBound)
    if source.upperBound < end {
      fields.message = JSONSlice(kind: .string, start: source.upperBound, end: end)
      MessageCall.take(line, source.upperBound..<end, into: &fields)
    }
    return true
  }

  private static let levels = [
    "trace", "debug", "info", "notice", "warning", "error", "critical",
  ].map { Array($0.utf8) }

  /// ` [Module] `, behind metadata or at once; the lists among metadata have quotes or blanks.
  private func source(_ line: UnsafeRawBufferPointer, from start: Int) -> Range<Int>? {
    var at = start
    let first = start
    while at < line.count, let open = line[at...].firstIndex(of: 0x5B) {
      at = open &+ 1
      guard line[open &- 1] == 0x20 else { continue }
      let name = line[at...].prefix { byte in
        byte &- 0x30 < 10 || MessageHead.isLetter(byte) || byte == 0x5F || byte == 0x2E
          || byte == 0x2D || byte == 0x2F
      }
      let close = name.endIndex
      guard !name.isEmpty, close < line.count, line[close] == 0x5D,
        close &+ 1 == line.count || line[close &+ 1] == 0x20
      else { continue }
      guard open &- 1 == first || line[first..<open].contains(0x3D) else { return nil }
      return open..<min(line.count, close &+ 2)
    }
    return nil
  }
}
