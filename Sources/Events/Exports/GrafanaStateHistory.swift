/// Changes of alerts' states as Grafana writes them down in Loki: pages of Loki's API, lines of
/// `logcli`, Explore's export, and the frames in which Grafana itself answers.
///
/// The time of a change is that of the evaluation that found it. Entries hold no link.
/// Source: Grafana's documentation, alert state history, and the members that its historian writes.
struct GrafanaStateHistory: EventExport {
  let name = "grafana-state-history"

  func recognises(_ document: EventTree) -> Bool {
    let entries = Self.entries(of: document, limit: 5)
    if entries.isEmpty { return Self.isEmptyPage(document) }
    return entries.contains { Self.isChange($0.line) }
  }

  /// Lines of other logs, and those that were cut, are told as such.
  func owns(_ document: EventTree) -> Bool {
    document.has("line") || Self.isChange(document) || recognises(document)
  }

  func read(_ document: EventTree, into rows: inout ExportRows) {
    for entry in Self.entries(of: document, limit: .max) {
      guard let line = entry.line, Self.isChange(line) else {
        rows.refuse("log lines that are no change of an alert", at: entry.place)
        continue
      }
      guard let time = entry.time else {
        rows.refuse("changes of an alert without a time", at: entry.place)
        continue
      }
      rows.addOnce(Self.event(line, at: time), at: entry.place)
    }
  }

  static func event(_ line: EventTree, at time: String) -> ExportedEvent {
    let labels = AlertLabels(line["labels"])
    let old = line.text("previous")
    let new = line.text("current") ?? ""
    let rule = line.text("ruleTitle") ?? labels.rule
    let kind = AlertState.kind(from: old, to: new)
    var text = rule ?? "alert"
    if let place = labels.place { text += " (\(place))" }
    if kind == .note { text += ": \([old, new].compactMap { $0 }.joined(separator: " to "))" }
    if let error = line.text("error") { text += ": \(error)" }
    var event = ExportedEvent(kind, at: time, text, from: .alerts)
    event.rule = rule
    event.change = .init(from: old, to: new)
    event.value = line["values"].flatMap {
      GrafanaValues.words($0, condition: line.text("condition"))
    }
    event.service = labels.service
    event.marks.severity = labels.severity
    event.marks.key = line.text("fingerprint") ?? labels.key
    event.marks.thread = line.text("ruleUID")
    return event
  }

  static func isChange(_ line: EventTree?) -> Bool {
    line?.has("schemaVersion", "previous", "current") == true
  }

  /// A page of Loki's that holds nothing for the query of a state history is no page of a log.
  private static func isEmptyPage(_ document: EventTree) -> Bool {
    document.text("data.resultType") == "streams"
      && document[path: "data.result"]?.items.isEmpty == true
  }

  // MARK: Entries

  /// A line of the history, its time and where it stands.
  private struct Entry {
    var time: String?
    var line: EventTree?
    var place: EventTree
  }

  private static func entries(of document: EventTree, limit: Int) -> [Entry] {
    if document.text("data.resultType") == "streams" {
      let streams = document[path: "data.result"]?.items ?? []
      return streams.prefix(limit).flatMap { stream in
        (stream["values"]?.items ?? []).prefix(limit).map { pair in
          let line = pair.items.count > 1 ? pair.items[1] : nil
          return Entry(time: pair.items.first?.word, line: parsed(line), place: pair)
        }
      }
    }
    if document.has("line") {
      let time = document.text("timestamp", "tsNs", "ts", "date")
      return [Entry(time: time, line: parsed(document["line"]), place: document)]
    }
    if isChange(document) {
      let time = document.text("time", "timestamp", "received_at")
      return [Entry(time: time, line: document, place: document)]
    }
    let results = document["results"]?.members ?? []
    let frames = results.flatMap { $0.value["frames"]?.items ?? [] }
    return (frames.isEmpty ? [document] : frames).flatMap { entries(ofFrame: $0, limit: limit) }
  }

  /// The rows of a frame, which keeps its columns one behind the other.
  private static func entries(ofFrame frame: EventTree, limit: Int) -> [Entry] {
    let names = (frame[path: "schema.fields"]?.items ?? []).map { $0.text("name")?.lowercased() }
    guard let columns = frame[path: "data.values"]?.items, columns.count == names.count,
      let lines = names.firstIndex(of: "line"), let times = names.firstIndex(of: "time")
    else { return [] }
    return zip(columns[times].items, columns[lines].items).prefix(limit).map { time, line in
      Entry(time: time.word, line: parsed(line), place: line)
    }
  }

  /// A line as it is or as text; of text, the object that it ends in.
  private static func parsed(_ line: EventTree?) -> EventTree? {
    guard let line, case .text(let text) = line.content else { return line }
    var parser = EventTreeParser(Array(text.utf8))
    return parser.value()
  }
}
