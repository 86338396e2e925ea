import LogModel
import Scan

/// Grafana's download of logs as a table: `"Date","Line",…`, one column a label or all of them
/// as JSON in one.
public struct ExploreTable: DocumentEnvelope {
  public var name: String { "grafana-explore-csv" }
  public var isLimited: Bool { true }
  public var shape: DocumentShape { .rows(separator: 0x2C) }

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

/// Grafana Explore's download as JSON: `[{"line":"…","timestamp":"ns","fields":{labels}}]`.
public struct ExploreJSON: DocumentEnvelope {
  public var name: String { "grafana-explore-json" }
  public var isLimited: Bool { true }
  public var shape: DocumentShape { .json(.init(areOutermost: true)) }

  public init() {}

  public func begins(_ head: UnsafeRawBufferPointer) -> Bool {
    guard let keys = DocumentHead.keysOfFirstElement(of: head) else { return false }
    let known: Set = ["line", "timestamp", "date", "fields", "labels"]
    return keys.contains("line") && known.isSuperset(of: keys)
  }

  public func open(
    _ entry: UnsafeRawBufferPointer, under header: [String], into made: inout [UInt8]
  ) -> EntryContent {
    guard
      let members = EntryMembers(
        of: entry, named: ["line", "timestamp", "date", "fields", "labels"]),
      let text = members[0], text.kind == .string
    else { return .foreign }
    var wrapped = Wrapped(text: text)
    for stated in [members[1], members[2]] {
      guard let stated, wrapped.time == nil else { continue }
      let stamp = entry.slice(stated)
      wrapped.time = EpochText.parse(stamp) ?? TimestampText.parse(stamp)?.timestamp()
    }
    guard wrapped.time != nil else { return .undated }
    wrapped.labels = [members[3], members[4]].compactMap { $0 }.first { $0.kind == .object }
    return .record(wrapped)
  }
}

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
