import Events
import Inference
import Ingest
import LogModel
import Parse
import Scan
import Supervision

/// Reads event files and notes.
struct EventLoading {
  /// What came of them.
  struct Outcome {
    var files: [EventFile] = []
    /// Whom the rows name; `nil` where people are shown by name.
    var book: PeopleBook?
    /// Hides who people are.
    var people: PeopleMask?
    /// What a person should know of them.
    var notes: [String] = []
    /// More rows might matter than are kept.
    var isCut: Bool { files.contains { $0.leftOut > 0 } }
  }

  let plan: RunPlan
  /// The day of a clock that states none: that of the logs' last record.
  let logsEnd: Timestamp?
  /// That of their first record.
  var logsStart: Timestamp?
  /// Event files that lay among the logs.
  var beside: [String] = []
  private let names = ChatNames()

  init(plan: RunPlan, logsEnd: Timestamp?, beside: [String] = []) {
    self.plan = plan
    self.logsEnd = logsEnd
    self.beside = beside
  }

  /// - Parameters:
  ///   - incidents: only rows that may have to do with one of these are kept, if given.
  ///   - earlier: what a first reading gave; what can be read once only is taken from there.
  /// - Throws: `RunError` when a note cannot be read; a file that cannot is one of the outcome's.
  func outcome(
    about incidents: [Incident]? = nil, after earlier: Outcome? = nil
  ) throws(RunError) -> Outcome {
    let naming = plan.definition.redact.people
    let people = earlier?.book ?? (naming == .names ? nil : PeopleBook())
    let selection = incidents.map(EventSelection.init(about:)) ?? EventSelection()
    let paths = EventPaths(plan, beside: beside)
    var outcome = Outcome(book: people, notes: paths.notes)
    for found in paths.found {
      guard !plan.failed.contains(found.path) else {
        outcome.files.append(EventFile(path: found.path, unreadable: FailedInputs.warning))
        continue
      }
      CurrentWork.reading(found.path)
      defer { CurrentWork.leftInput() }
      if let known = earlier?.files.first(where: { $0.path == found.path }), found.isReadOnce {
        outcome.files.append(known)
      } else {
        outcome.files.append(file(found, keeping: selection, people))
      }
      // So that not even many files hold more rows at once.
      outcome.files = selection.bounded(outcome.files)
    }
    let notes = try notes(people)
    outcome.notes += zip(notes, plan.request.notes).compactMap(strayNote)
    if !notes.isEmpty {
      outcome.files.append(
        EventFile(path: "--note", kind: "note", rows: notes, unread: 0, warnings: []))
    }
    for at in outcome.files.indices where outcome.files[at].leftOut > 0 {
      outcome.files[at].warnings.removeAll { $0.code == .cardinalityLimit }
      outcome.files[at].warnings.append(Self.warning(outcome.files[at]))
    }
    if let people, let mask = PeopleMask(people, naming) {
      outcome.people = mask
      for at in outcome.files.indices {
        outcome.files[at].rows = outcome.files[at].rows.map { mask.masked($0) }
      }
    }
    return outcome
  }

  /// So much of a file that may be a log is looked through for people.
  private static let peopleBytes = 64 << 20

  /// Hides whom the event files name, and whom one more file does, if that is one of them.
  ///
  /// Roles and numbers are those of a draft with the same event files.
  func people(of path: String) throws(RunError) -> PeopleMask? {
    let found = try outcome()
    guard let book = found.book else { return nil }
    if !found.files.contains(where: { $0.path == path }), path != "-",
      let bytes = try? EventBytes(path: path)
    {
      var left = Self.peopleBytes
      _ = reader.read(path: path, assumedDate: day, people: book) {
        guard left > 0, let next = bytes.next() else { return nil }
        left -= next.count
        return next
      }
    }
    return PeopleMask(book, plan.definition.redact.people)
  }

  private func file(
    _ found: InputFinder.Found, keeping selection: EventSelection, _ people: PeopleBook?
  ) -> EventFile {
    let path = found.path
    if let error = found.error { return EventFile(path: path, unreadable: error.warning) }
    do throws(IngestError) {
      let bytes = try EventBytes(path: path)
      let file = reader.knowing(names.accounts(for: path)).read(
        path: path, assumedDate: day, keeping: selection, people: people, next: bytes.next)
      return bytes.border.judged(file, damage: bytes.damage, redact: redact)
    } catch {
      return EventFile(path: path, unreadable: error.warning)
    }
  }

  private static func warning(_ file: EventFile) -> InputWarning {
    InputWarning(
      .cardinalityLimit, count: file.leftOut,
      message: "\(file.leftOut) of \(file.summary.rows) rows are too many and were left out; the "
        + "rows closest to the start or end of an incident were kept")
  }

  private var reader: EventReader {
    EventReader(
      defaultZone: plan.displayZone, zoneIsStated: plan.displayZoneIsStated,
      zones: { ZoneFinder.zone(named: $0) }, redact: redact)
  }

  private var redact: @Sendable (String) -> String {
    let (redactor, secrets) = (plan.redactor, plan.secrets)
    return { secrets.redact($0, by: redactor).text }
  }

  private var day: CivilTime? {
    logsEnd.map {
      CivilTime(
        secondsSinceEpoch: $0.seconds + Int64(plan.displayZone.offset(atUTC: $0.seconds)))
    }
  }

  /// A note so far from all records (seconds) is likely of another day, or of another zone, than
  /// was meant: no incident of theirs has a row for it.
  private static let noteReach = 3900.0

  private func strayNote(_ row: EventRow, _ text: String) -> String? {
    guard let logsStart, let logsEnd,
      row.time < logsStart.advanced(bySeconds: -Self.noteReach)
        || row.time > logsEnd.advanced(bySeconds: Self.noteReach)
    else { return nil }
    return "--note: '\(redact(text))' is of \(row.time.rfc3339), over an hour from all records "
      + "(\(logsStart.rfc3339) to \(logsEnd.rfc3339))"
  }

  private func notes(_ people: PeopleBook?) throws(RunError) -> [EventRow] {
    var rows: [EventRow] = []
    for (index, text) in plan.request.notes.enumerated() {
      do {
        rows.append(
          try NoteText.parse(
            text, index: index + 1, date: day ?? CivilTime(year: 1970, month: 1, day: 1),
            zone: plan.displayZone, people: people, redact: redact))
      } catch {
        throw .refused("--note: \(error)")
      }
    }
    return rows
  }
}

extension Incident {
  fileprivate var firstBad: Timestamp { onset.latest?.time ?? lastFailure.time }
}

extension EventSelection {
  /// Rows so long before a first failure, or after an end, may have to do with it.
  private static let slackSeconds = 3900.0

  /// The rows around some incidents, the closest to their begins and ends first.
  init(about incidents: [Incident]) {
    self.init(
      reaches: incidents.map { incident in
        let from = incident.onset.earliest?.time ?? incident.firstBad
        return Reach(
          from: from.advanced(bySeconds: -Self.slackSeconds),
          to: incident.end?.latest?.time.advanced(bySeconds: Self.slackSeconds))
      },
      moments: incidents.flatMap { incident in
        [incident.firstBad, incident.lastFailure.time, incident.end?.latest?.time]
          .compactMap { $0 }
      })
  }
}
