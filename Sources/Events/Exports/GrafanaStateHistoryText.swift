/// Grafana's history of alerts' states as lines of text: what `logcli` prints by default, and what
/// Explore exports as text.
///
/// In front of the entry, which is JSON, stand its time and perhaps its labels. Explore's older
/// exports have times of the browser's zone and do not name it.
/// Source: logcli's and Grafana's sources.
struct GrafanaStateHistoryText: EventSource {
  let name = "grafana-state-history-text"
  let suffixes: [String] = []

  private static let sizeLimit = 64 << 20
  private static let mark = Array("{\"schemaVersion\":".utf8)

  func recognises(_ head: EventContent) -> Bool {
    head.firstLines(20).contains { Self.entry(in: $0.text) != nil }
  }

  func read(_ text: inout EventText, into rows: inout EventRowBuilder) {
    let content = text.rest(upTo: Self.sizeLimit)
    for (line, bytes) in content.firstLines(.max) {
      let place = content.place(ofLine: line)
      if let entry = Self.entry(in: bytes) {
        let event = GrafanaStateHistory.event(entry.change, at: entry.time)
        rows.add(event, line: place.line, byteOffset: place.byteOffset)
      } else if !Self.isAboutTheExport(bytes) {
        rows.refuse(
          line: place.line, byteOffset: place.byteOffset,
          "log lines that are no change of an alert")
      }
    }
  }

  /// The time at the front of a line and the change at its end.
  private static func entry(in line: ArraySlice<UInt8>) -> (time: String, change: EventTree)? {
    guard let place = line.firstRange(of: mark)?.lowerBound, place > line.startIndex else {
      return nil
    }
    var parser = EventTreeParser(Array(line[place...]))
    guard let change = parser.value(), GrafanaStateHistory.isChange(change) else { return nil }
    let words = String(decoding: line[..<place], as: UTF8.self)
      .split(whereSeparator: \.isWhitespace).prefix(2).map(String.init)
    // A date and a clock are two words, RFC 3339 and a number are one.
    for count in [1, 2] where count <= words.count {
      let time = words[..<count].joined(separator: " ")
      if EventTime(time) != nil { return (time, change) }
    }
    return nil
  }

  /// `Common labels: {…}` and its like in front of the lines that Explore exports.
  private static func isAboutTheExport(_ line: ArraySlice<UInt8>) -> Bool {
    ["Common labels: ", "Line limit: ", "Total bytes processed: "].contains { head in
      line.starts(with: head.utf8)
    }
  }
}
