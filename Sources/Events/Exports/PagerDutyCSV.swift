import LogModel

/// Incidents as PagerDuty's reports export them to CSV: one a row, with seconds from the begin to
/// the first acknowledgement and to the end.
///
/// Source: PagerDuty's documentation, columns of the incidents report and of Insights.
struct PagerDutyCSV: EventSource {
  let name = "pagerduty-csv"
  let suffixes: [String] = []

  func recognises(_ head: EventContent) -> Bool {
    let names = Set(CSVTable.header(of: head).names)
    let isDetailed =
      names.contains("incident_number")
      && !names.isDisjoint(with: ["seconds_to_first_ack", "seconds_to_resolve", "auto_resolved"])
    return isDetailed && !names.isDisjoint(with: ["created_on", "created_at"])
      || names.isSuperset(of: ["#", "service", "opened_on", "resolved_on"])
  }

  func read(_ text: inout EventText, into rows: inout EventRowBuilder) {
    var table = CSVTable(CSVTable.header(of: text.head))
    while let row = table.next(&text, &rows) { read(row, into: &rows) }
  }

  private func read(_ row: CSVTable.Row, into rows: inout EventRowBuilder) {
    guard let begin = row["created_on"] ?? row["created_at"] ?? row["opened_on"] else {
      return rows.refuse(
        .noTimestamp, line: row.line, byteOffset: row.byteOffset, "incidents without a time")
    }
    let service = row["service_name"] ?? row["service"]
    let title = row["description"] ?? row["title"] ?? service.map { "incident of \($0)" }
    var event = ExportedEvent(.alertFired, at: begin, title ?? "incident", from: .alerts)
    event.service = service
    event.url = row["html_url"]
    event.marks.id = row["id"] ?? row["incident_number"] ?? row["#"]
    event.marks.thread = event.marks.id
    event.marks.severity = row["priority_name"] ?? row["urgency"]
    rows.add(event, line: row.line, byteOffset: row.byteOffset)
    if let seconds = ExportedEvent.length(row["seconds_to_first_ack"]) {
      var answer = event
      answer.kind = .acknowledged
      answer.origin = .oncall
      answer.delay = seconds
      answer.who = Self.one(row["acknowledged_by_user_names"] ?? row["acknowledged_user_names"])
      rows.add(answer, line: row.line, byteOffset: row.byteOffset)
    }
    addEnd(of: event, row, into: &rows)
  }

  private func addEnd(
    of event: ExportedEvent, _ row: CSVTable.Row, into rows: inout EventRowBuilder
  ) {
    var end = event
    if let time = row["resolved_on"] ?? row["resolved_at"] {
      end.time = time
    } else if let seconds = ExportedEvent.length(row["seconds_to_resolve"]) {
      end.delay = seconds
    } else {
      return
    }
    let isByItself = ["true", "t", "1", "yes"].contains(row["auto_resolved"]?.lowercased())
    end.who = isByItself ? nil : row["resolved_by_user_name"]
    // The short report does not say who or what resolved an incident.
    let isCleared = isByItself || end.who == nil && row["auto_resolved"] != nil
    end.kind = isCleared ? .alertCleared : .resolved
    end.origin = isCleared ? .alerts : .human
    rows.add(end, line: row.line, byteOffset: row.byteOffset)
  }

  /// The name of a list of one: of several, nobody knows who was first.
  private static func one(_ names: String?) -> String? {
    let found = (names ?? "").split { $0 == "," || $0 == ";" || $0 == "|" }
    return found.count == 1 ? found[0].trimmed : nil
  }
}
