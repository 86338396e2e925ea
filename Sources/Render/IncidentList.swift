import LogModel
import Timeline

/// The table of `recount draft --list`: one row an incident.
public enum IncidentList {
  /// The table as text in the report's own zone or the one given; a sentence when there is
  /// none.
  public static func text(_ report: IncidentReport, zone: DisplayZone? = nil) -> String {
    let zone = zone ?? report.displayZone
    let partial =
      SilenceNotice(report, zone: zone).plain
      + PartialLines.paragraph(report.coverage.completeness, zone: zone)
    guard !report.incidents.isEmpty else {
      return (report.coverage.noInput ?? "No incident was found.") + "\n" + partial
    }
    var table = TextTable(
      header: [
        "id", "state", "start (\(SafeText.terminal(zone.name)))", "end", "failures", "title",
      ],
      rightAligned: [4])
    for incident in report.incidents {
      let start = incident.impactStart.time
      table.add([
        incident.id, incident.state.rawValue,
        zone.date(start) + " " + zone.clock(start, on: nil),
        incident.impactEnd.map { zone.clock($0.time, on: start) } ?? "-",
        String(incident.impact.failures),
        incident.title.plain(in: zone, on: start),
      ])
    }
    return table.text + partial
  }
}
