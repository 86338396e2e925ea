import LogModel
import Scan

/// Makes the rows of one file out of what its form found, and counts what it could not use.
struct EventRowBuilder {
  private let path: String
  private let reader: EventReader
  private let assumedDate: CivilTime?
  private var headDate: CivilTime?
  private var headZone: ZoneRules?
  private let people: PeopleBook?
  private var rows: EventKeeper
  private var unread = 0
  private var warnings = EventWarnings()
  private var unknownColumns: Set<String> = []
  private var rowsWithUnknownColumns: (count: Int, line: Int, byteOffset: Int)?
  private var clock = ClockDays()

  init(
    path: String, reader: EventReader, assumedDate: CivilTime?, keeping selection: EventSelection,
    people: PeopleBook?
  ) {
    self.path = path
    self.reader = reader
    self.assumedDate = assumedDate
    self.people = people
    rows = EventKeeper(selection)
  }

  /// Takes the date and the zone that a file gives once for the rows that follow.
  mutating func setHead(date: String?, zone: String?, line: Int) {
    if let date {
      headDate = HandwrittenTime.date(date.utf8)
      clock = ClockDays()
      if headDate == nil { warnings.add(.noTimestamp, line: line, "the head's date is no date") }
    }
    if let zone { headZone = self.zone(zone, line: line) }
  }

  /// Counts a row that is not understood.
  mutating func refuse(
    _ code: InputWarning.Code = .unreadLines, line: Int, byteOffset: Int, _ reason: String
  ) {
    unread += 1
    warnings.add(code, line: line, byteOffset: byteOffset, reason)
  }

  /// Adds a row of named columns.
  mutating func add(_ fields: EventFields) {
    let (values, unknown) = fields.columns()
    if !unknown.isEmpty {
      note(unknown: unknown)
      let first = rowsWithUnknownColumns ?? (0, fields.line, fields.byteOffset)
      rowsWithUnknownColumns = (first.count + 1, first.line, first.byteOffset)
    }
    let zone = values[.zone].flatMap { self.zone($0.text, line: fields.line) }
    guard let time = values[.time].flatMap({ EventTime($0.text) }),
      let moment = moment(
        time.form, date: values[.date]?.text, zone: zone, line: fields.line)
    else {
      return refuse(
        .noTimestamp, line: fields.line, byteOffset: fields.byteOffset,
        "rows without a readable time and date")
    }
    append(values, at: moment, approximate: time.isApproximate, fields)
  }

  /// Adds an event of a tool's export.
  mutating func add(_ event: ExportedEvent, line: Int, byteOffset: Int) {
    guard let time = EventTime(event.time),
      let moment = moment(time.form, date: nil, zone: nil, line: line)
    else {
      return refuse(
        .noTimestamp, line: line, byteOffset: byteOffset, "rows without a readable time and date")
    }
    func kept(_ text: String?) -> String? { text.map { KeptText.name(reader.redact($0)) } }
    var row = EventRow(
      time: event.delay == 0 ? moment : moment.advanced(bySeconds: event.delay),
      approximate: time.isApproximate, kind: event.kind, who: kept(event.who),
      text: KeptText.text(reader.redact(event.text)), origin: event.origin,
      source: SourceRef(path: path, line: line, byteOffset: byteOffset))
    row.channel = kept(event.channel)
    row.rule = kept(event.rule)
    row.change = event.change.map { .init(from: kept($0.from), to: kept($0.to)) }
    row.value = kept(event.value)
    row.url = kept(event.url)
    row.service = kept(event.service)
    row.version = kept(event.version)
    row.marks.id = kept(event.marks.id)
    row.marks.thread = kept(event.marks.thread)
    row.marks.severity = kept(event.marks.severity)
    row.marks.key = kept(event.marks.key)
    row.marks.isFlagged = event.marks.isFlagged
    if let who = event.who { row.person = people?.note(who, row.kind, at: moment) ?? 0 }
    for other in event.others { _ = people?.note(other, row.kind, at: moment) }
    rows.add(row)
  }

  /// Adds a row written as a note: `~15:20 Ann: looked at the dashboard`.
  mutating func add(note: NoteText, line: Int, byteOffset: Int) {
    guard let moment = moment(.written(note.time), date: nil, zone: nil, line: line) else {
      return refuse(
        .noTimestamp, line: line, byteOffset: byteOffset, "rows without a readable time and date")
    }
    let source = SourceRef(path: path, line: line, byteOffset: byteOffset)
    rows.add(note.row(at: moment, source: source, people: people, redact: reader.redact))
  }

  private mutating func append(
    _ values: [EventColumn: EventFields.Value], at moment: Timestamp, approximate: Bool,
    _ fields: EventFields
  ) {
    func kept(_ column: EventColumn) -> String? {
      values[column].map { KeptText.name(reader.redact($0.text)) }
    }
    let meaning = EventClassification(values)
    var row = EventRow(
      time: moment, approximate: approximate || Self.isTrue(values[.approx]?.text),
      kind: meaning.kind, who: kept(.who), text: KeptText.text(reader.redact(meaning.text)),
      origin: meaning.origin(rule: values[.rule]?.text, channel: values[.channel]?.text),
      source: SourceRef(path: path, line: fields.line, byteOffset: fields.byteOffset))
    row.channel = kept(.channel)
    row.rule = kept(.rule)
    row.change = meaning.change.map {
      .init(
        from: $0.from.map { KeptText.name(reader.redact($0)) },
        to: $0.to.map { KeptText.name(reader.redact($0)) })
    }
    row.value = kept(.value)
    row.url = kept(.url)
    row.service = kept(.service)
    row.version = kept(.version)
    if row.version == nil, row.kind == .deploy || row.kind == .rollback, row.change == nil {
      row.version = kept(.to)
    }
    if let who = values[.who]?.text {
      row.person = people?.note(who, row.kind, at: moment) ?? 0
    }
    rows.add(row)
  }

  /// Notes names of columns: the smallest of a bounded number, whatever comes first.
  private mutating func note(unknown names: [String]) {
    for name in names {
      unknownColumns.insert(String(name.prefix(40)))
      if unknownColumns.count > Self.columnLimit, let last = unknownColumns.max() {
        unknownColumns.remove(last)
      }
    }
  }

  private static let columnLimit = 64

  private static func isTrue(_ text: String?) -> Bool {
    guard let text else { return false }
    return ["true", "yes", "y", "1", "x", "~", "approx", "about"].contains(text.lowercased())
  }

  private mutating func zone(_ name: String, line: Int) -> ZoneRules? {
    if let zone = reader.zone(named: name) { return zone }
    warnings.add(
      .zoneAssumed, line: line, "unknown zone; its times are read as \(reader.defaultZone.name)")
    return nil
  }

  /// The moment of a time, with the nearest date and zone that are given for it.
  private mutating func moment(
    _ form: EventTime.Form, date: String?, zone: ZoneRules?, line: Int
  ) -> Timestamp? {
    let time: HandwrittenTime
    switch form {
    case .epoch(let moment): return moment
    case .written(let written): time = written
    }
    var day = date.flatMap { HandwrittenTime.date($0.utf8) }
    if time.date == nil, day == nil, let base = headDate ?? assumedDate {
      let (shifted, isShifted) = clock.day(of: time.secondOfDay, from: base)
      day = shifted
      if isShifted {
        warnings.add(
          .yearAssumed, line: line, "clocks fell back over midnight: read as the next day")
      }
      if headDate == nil {
        warnings.add(.yearAssumed, line: line, "rows without a date: read as of \(base.date)")
      }
    }
    guard let moment = time.timestamp(on: day, in: zone ?? headZone ?? reader.defaultZone) else {
      return nil
    }
    if time.zone == .missing, zone == nil, headZone == nil, !reader.zoneIsStated {
      warnings.add(
        .zoneAssumed, line: line, "times without a zone: read as \(reader.defaultZone.name)")
    }
    return moment
  }

  /// Everything that was found.
  mutating func file(kind: String) -> EventFile {
    rows.flush()
    var warnings = warnings.all
    if let rows = rowsWithUnknownColumns {
      let names = unknownColumns.sorted()
      let count = names.count < Self.columnLimit ? "\(names.count - 8)" : "many"
      let more = names.count > 8 ? " and \(count) more" : ""
      let list = names.prefix(8).map { reader.redact($0) }
      warnings.append(
        .init(
          .unreadLines, count: rows.count, line: rows.line, byteOffset: rows.byteOffset,
          message: EventFile.unknownColumns + list.joined(separator: ", ") + more))
    }
    return EventFile(
      path: path, kind: kind, rows: rows.rows, unread: unread, warnings: warnings,
      summary: rows.summary, leftOut: rows.leftOut)
  }
}
