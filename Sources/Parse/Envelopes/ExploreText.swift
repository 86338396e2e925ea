import LogModel
import Scan

/// Grafana Explore's download as text: lines of labels, two blank ones, then rows.
///
/// Rows are `epoch ms ⇥ line` or `date time ⇥ line` in older releases, the latter in the
/// browser's zone, and `epoch ms ⇥ ISO time ⇥ line` in newer ones.
public struct ExploreText: LineEnvelope {
  public var name: String { "grafana-explore-text" }
  public var isLimited: Bool { true }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard let byte = head.first else { return false }
    return byte &- 0x30 < 10 || [0x43, 0x4C, 0x54].contains(byte)
  }

  public func unwrap(_ line: UnsafeRawBufferPointer) -> Unwrapped {
    guard let first = line.first, first != 0x7B else { return .foreign }
    if first &- 0x30 < 10 { return row(line) }
    for header in ["Common labels: ", "Line limit: ", "Total bytes processed: "]
    where line.starts(with: header.utf8) {
      guard header.hasPrefix("Common") else { return .header(labels: nil) }
      let start = header.utf8.count
      let labels = JSONSlice(kind: .object, start: start, end: line.count)
      return .header(labels: line[start...].first == 0x7B ? labels : nil)
    }
    return .foreign
  }

  private func row(_ line: UnsafeRawBufferPointer) -> Unwrapped {
    guard let tab = line.prefix(32).firstIndex(of: 0x09) else { return .foreign }
    let stamp = UnsafeRawBufferPointer(rebasing: line[..<tab])
    var textStart = tab + 1
    if let second = line[textStart...].prefix(40).firstIndex(of: 0x09) {
      let iso = UnsafeRawBufferPointer(rebasing: line[textStart..<second])
      if let stated = TimestampText.parse(iso), stated.zone != .missing { textStart = second + 1 }
    }
    var wrapped = Wrapped(text: JSONSlice(kind: .object, start: textStart, end: line.count))
    if tab == 13, let time = EpochText.parse(stamp) {
      wrapped.time = time
      return .record(wrapped)
    }
    guard let civil = TimestampText.parse(stamp) else { return .foreign }
    // The browser's zone is not in the file: the reader has to know it.
    let isZoned = civil.zone != .missing
    wrapped.time = isZoned ? civil.timestamp() : nil
    wrapped.localTime = isZoned ? nil : civil
    return .record(wrapped)
  }
}
