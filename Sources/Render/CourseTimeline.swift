import LogModel
import Timeline

/// One incident's timeline in the course's form, as blocks that blank lines part.
struct CourseTimeline {
  private let incident: ReportedIncident
  private let report: IncidentReport
  private let options: RenderOptions
  private let zone: DisplayZone
  private let selection: RowSelection

  init(
    _ incident: ReportedIncident, in report: IncidentReport, options: RenderOptions,
    zone: DisplayZone
  ) {
    self.incident = incident
    self.report = report
    self.options = options
    self.zone = zone
    selection = RowSelection(incident.timeline, atMost: options.rows)
  }

  /// Heading, zone line, rows, what is missing, footnotes.
  var blocks: [String] {
    let rows = selection.shown.map(line)
    return ["## Timeline", zoneLine, rows.joined(separator: "\n"), more, measures, gaps, footnotes]
      .filter { !$0.isEmpty }
  }

  /// The day that rows need no date for: that of the first row.
  private var day: Timestamp {
    selection.shown.first?.row.time ?? incident.impactStart.time
  }

  private var zoneLine: String {
    let times = selection.shown.flatMap { [$0.row] + $0.repeats }.map(\.time)
    var line = "All times are " + SafeText.markdown(zone.name)
    if zone.name != "UTC" {
      let labels = [zone.offsetLabel(at: day), zone.offsetLabel(at: times.last ?? day)]
      line += " (" + (labels[0] == labels[1] ? labels[0] : labels.joined(separator: " to ")) + ")"
    }
    line += ". The date is " + zone.date(day)
    let leaves = times.contains { zone.date($0) != zone.date(day) }
    return line + (leaves ? " where a row has none." : ".") + clockSteps(near: times)
  }

  /// A clock that was set back near the incident moved the times that the draft states.
  private func clockSteps(near times: [Timestamp]) -> String {
    guard let first = times.min(), let last = times.max() else { return "" }
    let inputs = report.coverage.inputs.map(\.reading)
    return inputs.flatMap { input in
      input.clockSteps.filter {
        $0.before.seconds(since: first) >= -Self.clockReach
          && $0.after.seconds(since: last) <= Self.clockReach
      }.map { step in
        let size = NumberWords.exact(Double(-step.nanoseconds) / 1e9)
        return " The clock of \(SafeText.markdownCode(input.path)) was set back by \(size) at line "
          + "\(step.line); its times before that are moved back by as much."
      }
    }.joined()
  }

  /// Seconds: a day.
  private static let clockReach = 86_400.0

  /// `- _15:24_ - Last order that succeeded (15:24:55). [^c1]`
  private func line(_ shown: RowSelection.Shown) -> String {
    let row = shown.row
    let about = row.approximate ? "~" : ""
    var text = row.text
    if !shown.repeats.isEmpty { text = text.beforeFullStop(again(shown.repeats)) }
    return "- _" + about + zone.minute(row.time, on: day) + "_ - "
      + text.markdown(in: zone, on: row.time) + origin(row.source)
      + cited([row] + shown.repeats)
  }

  /// `; again at 15:33 and 15:38`
  private func again(_ repeats: [TimelineRow]) -> ReportText {
    var text: ReportText = [.words("; again at ")]
    for (index, row) in repeats.enumerated() {
      if index > 0 { text = text + [.words(index == repeats.count - 1 ? " and " : ", ")] }
      text = text + [.minute(row.time)]
    }
    return text
  }

  private func origin(_ source: TimelineRow.Source) -> String {
    switch source {
    case .logs: ""
    case .metrics: " (metrics)"
    case .alerts: " (alert history)"
    case .oncall: " (on-call log)"
    case .chat: " (chat)"
    case .human: " (note)"
    case .deploy: " (deploy log)"
    }
  }

  private func cited(_ rows: [TimelineRow]) -> String {
    let ids = rows.flatMap(\.citations.all)
    switch options.cite {
    case .none: return ""
    case .footnotes: return " " + ids.map { "[^\($0.name)]" }.joined()
    case .inline:
      let places = ids.compactMap(report.citation).map { SafeText.markdownCode($0.place) }
      return places.isEmpty ? "" : " (" + places.joined(separator: ", ") + ")"
    }
  }

  private var more: String {
    guard selection.omitted > 0 else { return "" }
    let rows = selection.omitted - selection.chatter
    let chat = selection.chatter
    let parts = [
      rows > 0 ? "\(rows) more \(rows == 1 ? "row" : "rows")" : nil,
      chat > 0 ? "\(chat) more \(chat == 1 ? "message" : "messages") of the chat" : nil,
    ].compactMap { $0 }
    let are = selection.omitted == 1 ? "is" : "are"
    return "_\(parts.joined(separator: " and ")) \(are) in the full report (`--format json`)._"
  }

  /// `_Time to detect: 2 min 15 s to 3 min 9 s (impact start to first page; on-call log)._`
  private var measures: String {
    incident.measures.map { "_" + $0.markdown(in: zone, on: day) + "_" }.joined(separator: "\n")
  }

  private var gaps: String {
    incident.notInEvidence
      .map { "_[not in the evidence: " + $0.markdown(in: zone, on: day) + "]_" }
      .joined(separator: "\n")
  }

  private var footnotes: String {
    guard options.cite == .footnotes else { return "" }
    let ids = Set(selection.shown.flatMap { [$0.row] + $0.repeats }.flatMap(\.citations.all))
    return ids.sorted().compactMap { id in
      report.citation(id).map { "[^\(id.name)]: " + SafeText.markdownCode($0.place) }
    }.joined(separator: "\n")
  }
}
