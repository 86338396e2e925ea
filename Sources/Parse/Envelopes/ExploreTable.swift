import LogModel
import Scan

/// Grafana's download of logs as a table: `"Date","Line",…`, one column a label or all of them
/// as JSON in one.
public struct ExploreTable: DocumentEnvelope {
  public var name: String { "grafana-explore-csv" }
  public var isLimited: Bool { true }
  public var shape: DocumentShape { .rows }

  public init() {}

  private static let times = ["date", "time", "timestamp", "tsns"]
  private static let lines = ["line", "body"]

  /// A column of times is the first, another is named as lines of logs are. A table of metrics
  /// has none of those and is no log.
  public func begins(_ head: UnsafeRawBufferPointer) -> Bool {
    var rows = head[DocumentHead.start(of: head)...]
    if rows.starts(with: "sep=".utf8) {
      rows = rows.drop { $0 != 0x0A }.dropFirst()
    }
    guard let end = rows.firstIndex(of: 0x0A) else { return false }
    let names = RowEntryScanner.names(of: UnsafeRawBufferPointer(rebasing: rows[..<end]))
    return names.first.map(Self.times.contains) ?? false && names.contains(where: Self.isLine)
  }

  public func open(
    _ entry: UnsafeRawBufferPointer, under names: [String], into made: inout [UInt8]
  ) -> EntryContent {
    let values = RowEntryScanner.values(of: entry)
    guard let line = names.firstIndex(where: Self.isLine), line < values.count,
      values.count <= names.count
    else { return .foreign }
    appendLabels(of: values, named: names, to: &made)
    let labels = JSONSlice(kind: .object, start: 0, end: made.count)
    made.append(contentsOf: values[line])
    var wrapped = Wrapped(text: JSONSlice(kind: .object, start: labels.end, end: made.count))
    wrapped.labels = labels
    // Nanoseconds first, where there is a column of them.
    for name in Self.times.reversed() {
      guard wrapped.time == nil, wrapped.localTime == nil,
        let column = names.firstIndex(of: name), column < values.count
      else { continue }
      values[column].withUnsafeBytes { stamp in
        wrapped.time = EpochText.parse(stamp)
        if wrapped.time == nil { LeadingStamp.read(stamp, at: 0)?.date(&wrapped) }
      }
    }
    return wrapped.time == nil && wrapped.localTime == nil ? .undated : .record(wrapped)
  }

  private func appendLabels(
    of values: [[UInt8]], named names: [String], to made: inout [UInt8]
  ) {
    if let all = names.firstIndex(of: "labels"), all < values.count, values[all].first == 0x7B {
      made.append(contentsOf: values[all])
      return
    }
    made.append(0x7B)
    for (name, value) in zip(names, values)
    where !value.isEmpty && !Self.times.contains(name) && !Self.isLine(name) {
      if made.count > 1 { made.append(0x2C) }
      FlatObject.append(string: Array(name.utf8), to: &made)
      made.append(0x3A)
      FlatObject.append(string: value, to: &made)
    }
    made.append(0x7D)
  }

  private static func isLine(_ name: String) -> Bool { lines.contains(name) }
}
