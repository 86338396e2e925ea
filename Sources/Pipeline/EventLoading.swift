import Events
import Ingest
import LogModel
import Scan

/// Reads event files and notes.
struct EventLoading {
  let plan: RunPlan
  /// The day of a clock that states none: that of the logs' last record.
  let logsEnd: Timestamp?

  /// A file that cannot be read is one of them, with what is wrong with it.
  ///
  /// - Throws: `RunError` when a note cannot be read.
  func files() throws(RunError) -> [EventFile] {
    let redactor = plan.redactor
    let redact: @Sendable (String) -> String = { redactor.redact($0).text }
    let reader = EventReader(
      defaultZone: plan.displayZone, zoneIsStated: plan.displayZoneIsStated,
      zones: { ZoneFinder.zone(named: $0) }, redact: redact)
    var files: [EventFile] = []
    for found in InputFinder().find(plan.request.events) {
      files.append(file(found, by: reader, redact))
    }
    let notes = try notes(redact)
    if !notes.isEmpty {
      files.append(
        EventFile(path: "--note", kind: "note", rows: notes, unread: 0, warnings: []))
    }
    return files
  }

  private func file(
    _ found: InputFinder.Found, by reader: EventReader, _ redact: (String) -> String
  ) -> EventFile {
    if let error = found.error { return EventFile(path: found.path, unreadable: error.warning) }
    do throws(IngestError) {
      let read = try WholeFile.salvage(ofPath: found.path)
      var border = EventBorder()
      read.bytes.withUnsafeBytes { border.take($0) }
      return border.judged(
        reader.read(path: found.path, bytes: read.bytes, assumedDate: day),
        damage: read.warnings, redact: redact)
    } catch {
      return EventFile(path: found.path, unreadable: error.warning)
    }
  }

  private var day: CivilTime? {
    logsEnd.map {
      CivilTime(
        secondsSinceEpoch: $0.seconds + Int64(plan.displayZone.offset(atUTC: $0.seconds)))
    }
  }

  private func notes(_ redact: (String) -> String) throws(RunError) -> [EventRow] {
    var rows: [EventRow] = []
    for (index, text) in plan.request.notes.enumerated() {
      do {
        rows.append(
          try NoteText.parse(
            text, index: index + 1, date: day ?? CivilTime(year: 1970, month: 1, day: 1),
            zone: plan.displayZone, redact: redact))
      } catch {
        throw .refused("--note: \(error)")
      }
    }
    return rows
  }
}
