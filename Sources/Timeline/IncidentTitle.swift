import Inference
import LogModel

/// The one line an incident is known by.
enum IncidentTitle {
  /// `Orders failed at the factory, 2025-04-08 15:25 to 15:36 UTC`
  static func text(of incident: Incident) -> ReportText {
    if incident.lines != nil {
      return LineWords(incident).subject + [.words(" rose")] + when(incident)
    }
    if let change = incident.said { return SaidRows.title(incident, change) + when(incident) }
    let words = OperationWords(incident)
    switch incident.nature {
    case .slow: return words.subject + [.words(" \(words.were) slow")] + when(incident)
    case .absent: return words.requests + [.words(" stopped")] + when(incident)
    case .fewer: return words.requests + [.words(" fell")] + when(incident)
    case .failures, .lines, .stopped, .answered, .stalled: break
    }
    let some = words.isService ? "Some " : "Some of "
    let title = incident.isPartial ? [.words(some)] + words.within : words.subject
    return title + [.words(" failed")] + place(incident) + when(incident)
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

  /// ` at the factory`; the name of a host stands letter by letter.
  private static func place(_ incident: Incident) -> ReportText {
    guard let name = incident.dependencies.first, !name.isEmpty else { return [] }
    let isWord = name.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0 == " " }
    let shown = Shortened.name(name)
    return isWord ? [.words(" at the "), .data(shown)] : [.words(" at "), .code(shown)]
  }
}
