import Inference
import LogModel

/// Words a habit: ``failed daily at about 03:00 UTC, on 4 days``, ``failed hourly, 17 times``.
enum RecurrenceWords {
  /// ` daily at about 03:00 UTC, on 4 days from 2025-04-08 to 2025-04-11`, or ` hourly, 17 times
  /// from 2025-04-08 01:02 to 17:09 UTC`, for a title.
  static func title(_ recurrence: Recurrence, of incident: Incident) -> ReportText {
    let (first, last) = (incident.firstFailure.time, incident.lastFailure.time)
    let often = usual(recurrence, on: first)
    guard recurrence.isByDays else {
      return often + [
        .words(", \(recurrence.occurrences) times from "), .date(first), .words(" "),
        .minute(first), .words(" to "), .minute(last), .words(" "), .zoneName,
      ]
    }
    return often + [.words(", on \(recurrence.days) days from "), .date(first), .words(" to ")]
      + [.date(last)]
  }

  /// One row, at the last time it came back, that calls the whole one recurring incident.
  static func rows(of incident: Incident) -> [RowDraft] {
    guard let recurrence = incident.recurrence, let last = incident.phases.last else { return [] }
    let spread = NumberWords.duration(recurrence.spreadSeconds)
    let often =
      recurrence.isByDays
      ? ", \(recurrence.occurrences) times on \(recurrence.days) days"
      : ", \(recurrence.occurrences) times"
    let text: ReportText =
      [.words("One recurring incident: ")] + incident.wording().happened
      + usual(recurrence, on: last.firstBad.time)
      + [.words(often), .words("; the starts lie within \(spread) of each other by the clock.")]
    let before = incident.phases.dropLast().map(\.firstBad)
    return [
      RowDraft(
        .note, at: last.firstBad, support: Array(before.prefix(citedStarts)),
        confidence: incident.onset.confidence, text: text)
    ]
  }

  private static let citedStarts = 8

  /// ` daily at about 03:00 UTC`: the time of that day, which so needs no date; ` hourly`.
  private static func usual(_ recurrence: Recurrence, on day: Timestamp) -> ReportText {
    guard recurrence.isByDays else { return [.words(every(recurrence.periodSeconds))] }
    let often = (recurrence.isUnbroken ? every(recurrence.periodSeconds) : "") + " at about "
    let days = (day.spanSeconds(since: recurrence.baselineStart) / 86_400).rounded()
    let shift = Int64(exactly: days).map { $0.multipliedReportingOverflow(by: 86_400) }
    let (seconds, overflow) = recurrence.baselineStart.seconds.addingReportingOverflow(
      shift.map { $0.overflow ? 0 : $0.partialValue } ?? 0)
    let time = overflow ? recurrence.baselineStart : Timestamp(seconds: seconds)
    return [.words(often), .minute(time), .words(" "), .zoneName]
  }

  private static func every(_ period: Double) -> String {
    switch period {
    case 3600: " hourly"
    case 86_400: " daily"
    case 604_800: " weekly"
    default: " every \(NumberWords.duration(period))"
    }
  }
}

extension Recurrence {
  /// It comes back at a time of day.
  fileprivate var isByDays: Bool { periodSeconds >= 86_400 }
}

/// The one line an incident is known by.
enum IncidentTitle {
  /// `Orders failed at the factory, 2025-04-08 15:25 to 15:36 UTC`
  static func text(of incident: Incident) -> ReportText {
    incident.wording().title + when(incident)
  }

  /// `POST /api/order failed, 2025-04-08 15:25 UTC`, of what is one event.
  static func text(ofOneMoment incident: Incident) -> ReportText {
    let time = incident.firstFailure.time
    return incident.wording().title
      + [.words(", "), .date(time), .words(" "), .minute(time), .words(" "), .zoneName]
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
