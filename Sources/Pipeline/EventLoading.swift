import Events
import Ingest
import LogModel
import Scan

/// Reads event files and notes.
struct EventLoading {
  let plan: RunPlan
  /// The day of a clock that states none: that of the logs' last record.
  let logsEnd: Timestamp?

  /// - Throws: `RunError` when a file named on the command line or a note cannot be read.
  func files() throws(RunError) -> [EventFile] {
    let (redactor, secrets) = (plan.redactor, plan.secrets)
    let redact: @Sendable (String) -> String = { secrets.redact($0, by: redactor).text }
    let reader = EventReader(
      defaultZone: plan.displayZone, zoneIsStated: plan.displayZoneIsStated,
      zones: { ZoneFinder.zone(named: $0) }, redact: redact)
    var files: [EventFile] = []
    for found in InputFinder().find(plan.request.events) {
      do {
        let bytes = try WholeFile.bytes(ofPath: found.path)
        files.append(reader.read(path: found.path, bytes: bytes, assumedDate: day))
      } catch {
        throw .refused("--events \(found.path): \(error.warning.message)")
      }
    }
    let notes = try notes(redact)
    if !notes.isEmpty {
      files.append(
        EventFile(path: "--note", kind: "note", rows: notes, unread: 0, warnings: []))
    }
    return files
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
