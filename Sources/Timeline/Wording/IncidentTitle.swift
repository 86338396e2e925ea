import Inference
import LogModel

/// The one line an incident is known by.
enum IncidentTitle {
  /// `Orders failed at the factory, 2025-04-08 15:25 to 15:36 UTC`
  static func text(of incident: Incident) -> ReportText {
    incident.wording().title + when(incident)
  }

  /// `, 2025-04-08 15:25 to 15:36 UTC`
  private static func when(_ incident: Incident) -> ReportText {
    if let recurrence = incident.recurrence {
      return RecurrenceWords.title(recurrence, of: incident)
    }
    let start = incident.firstFailure.time
    var title: ReportText = [.words(", "), .date(start), .words(" ")]
    guard let end = incident.end?.latest?.time else {
      let rest = incident.state == .endUnknown ? ", end unknown" : ", not over at "
      title = title + [.words("from "), .minute(start), .words(" "), .zoneName, .words(rest)]
      return incident.state == .endUnknown ? title : title + [.minute(incident.lastFailure.time)]
    }
    return title + [.minute(start), .words(" to "), .minute(end), .words(" "), .zoneName]
  }
}
