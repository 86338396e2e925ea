import LogModel

/// Annotations of Grafana's dashboards, as its API lists them: changes of alerts, and what people
/// and their scripts wrote at a point or a stretch of a chart.
///
/// Source: Grafana's documentation, annotations HTTP API.
struct GrafanaAnnotations: EventExport {
  let name = "grafana-annotations"

  func recognises(_ document: EventTree) -> Bool {
    guard document.has("time", "text"), document.has("tags") || document.has("newState") else {
      return false
    }
    return document.has("panelId") || document.has("dashboardUID") || document.has("alertId")
      || document.has("timeEnd", "login")
  }

  func read(_ document: EventTree, into rows: inout ExportRows) {
    guard let time = document.text("time") else {
      return rows.refuse("annotations without a time", at: document)
    }
    var event =
      document.text("newState") == nil ? remark(document, at: time) : change(document, at: time)
    event.marks.id = document.text("id")
    rows.addOnce(event, at: document)
  }

  /// `High latency {service=checkout} - B=44.2`: Grafana writes the rule, its labels and what it
  /// measured into the text.
  private func change(_ document: EventTree, at time: String) -> ExportedEvent {
    let (old, new) = (document.text("prevState"), document.text("newState") ?? "")
    let said = document.text("text") ?? ""
    let rule = document.text("alertName") ?? Self.rule(in: said)
    let kind = AlertState.kind(from: old, to: new)
    var text = said.isEmpty ? rule ?? "alert" : said
    if kind == .note { text += ": \([old, new].compactMap { $0 }.joined(separator: " to "))" }
    var event = ExportedEvent(kind, at: time, text, from: .alerts)
    event.rule = rule
    event.change = .init(from: old, to: new)
    event.value = document[path: "data.evalMatches"]?.items.first?.text("value")
    // Instances of one rule share its number; their texts tell them apart.
    if let alert = document.text("alertId"), alert != "0" { event.marks.thread = alert }
    return event
  }

  private static func rule(in text: String) -> String? {
    guard let end = text.firstRange(of: " {")?.lowerBound else { return nil }
    let rule = text[..<end].trimmed
    return rule.isEmpty ? nil : rule
  }

  private func remark(_ document: EventTree, at time: String) -> ExportedEvent {
    let (words, link) = Markup.plain(document.text("text") ?? "")
    let tags = (document["tags"]?.items ?? []).compactMap(\.word)
    var text = words.isEmpty ? tags.joined(separator: ", ") : words
    if text.isEmpty { text = "annotation without words" }
    if let end = document.text("timeEnd").flatMap({ Self.moment($0) }),
      let begin = Self.moment(time), end > begin
    {
      text += " (until \(CivilTime(secondsSinceEpoch: end.seconds).clock) UTC)"
    }
    let changes: Set<EventKind> = [.change, .deploy, .rollback, .restart]
    let kind = tags.lazy.compactMap(EventKindWords.kind).first { changes.contains($0) } ?? .note
    var event = ExportedEvent(kind, at: time, text, from: kind == .note ? .human : .deploy)
    event.who = document.text("userName", "login", "email")
    event.url = link
    return event
  }

  private static func moment(_ text: String) -> Timestamp? {
    guard case .epoch(let moment)? = EventTime(text)?.form else { return nil }
    return moment
  }
}

/// Text with tags of HTML in it, as people paste it into annotations.
enum Markup {
  /// The words without tags and escapes, and the first link.
  static func plain(_ text: String) -> (words: String, link: String?) {
    guard text.contains("<") || text.contains("&") else { return (text, nil) }
    var words = ""
    var link: String?
    var rest = text[...]
    while let open = rest.firstIndex(of: "<") {
      let inner = rest[rest.index(after: open)...]
      guard let first = inner.first, first.isLetter || first == "/",
        let close = inner.firstIndex(of: ">")
      else {
        words += rest[...open]
        rest = inner
        continue
      }
      words += rest[..<open]
      let tag = inner[..<close]
      if tag.hasPrefix("br") || tag.hasPrefix("p") || tag.hasPrefix("/p") || tag.hasPrefix("li") {
        words += " "
      }
      if link == nil, let target = tag.firstRange(of: "href=\"")?.upperBound {
        link = String(tag[target...].prefix { $0 != "\"" })
      }
      rest = inner[inner.index(after: close)...]
    }
    words += rest
    for (escape, sign) in escapes {
      words = words.split(separator: escape, omittingEmptySubsequences: false)
        .joined(separator: sign)
    }
    return (words.trimmed, link)
  }

  private static let escapes = [
    ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&"),
  ]
}
