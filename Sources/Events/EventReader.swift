import LogModel
import Scan

/// Reads files of events: JSON lines, CSV and YAML, told apart by their content.
public struct EventReader: Sendable {
  let defaultZone: ZoneRules
  let zoneIsStated: Bool
  let zones: @Sendable (String) -> ZoneRules?
  let redact: @Sendable (String) -> String
  /// Names of people by the ids that a chat's export has instead.
  var accounts = ChatAccounts()

  /// - Parameters:
  ///   - defaultZone: of times that state none, in files that state none.
  ///   - zoneIsStated: the user chose that zone, so that it needs no warning.
  ///   - zones: looks up a zone of the zone database that a file names; `UTC` and numeric
  ///     offsets are known without it.
  ///   - redact: takes the secrets out of a text; called for everything a row keeps.
  public init(
    defaultZone: ZoneRules, zoneIsStated: Bool = false,
    zones: @escaping @Sendable (String) -> ZoneRules? = { _ in nil },
    redact: @escaping @Sendable (String) -> String
  ) {
    self.defaultZone = defaultZone
    self.zoneIsStated = zoneIsStated
    self.zones = zones
    self.redact = redact
  }

  /// The same reader, which knows whom the ids of a chat mean.
  public func knowing(_ accounts: ChatAccounts) -> EventReader {
    var reader = self
    reader.accounts = accounts
    return reader
  }

  /// The rows in `bytes`, in the order of the file; all at once.
  public func read(path: String, bytes: [UInt8], assumedDate: CivilTime? = nil) -> EventFile {
    var rest: [UInt8]? = bytes
    return read(path: path, assumedDate: assumedDate) {
      defer { rest = nil }
      return rest
    }
  }

  /// The rows of a file whose bytes come piece by piece, in the order of the file.
  ///
  /// - Parameters:
  ///   - assumedDate: the day of times like `15:20` where the file gives none; without it such
  ///     rows are unread.
  ///   - selection: which rows are kept.
  ///   - people: notes whom the rows name.
  ///   - next: the next bytes; `nil` at the end.
  ///
  /// Never fails: what cannot be read is counted in `unread` and said in `warnings`. A file of
  /// no known form has the kind `unknown`, and all its lines are unread.
  public func read(
    path: String, assumedDate: CivilTime? = nil,
    keeping selection: EventSelection = EventSelection(), people: PeopleBook? = nil,
    next: @escaping () -> [UInt8]?
  ) -> EventFile {
    var text = EventText(path: path, more: next)
    var rows = EventRowBuilder(
      path: path, reader: self, assumedDate: assumedDate, keeping: selection, people: people)
    guard let source = EventSources.source(of: text.head) else {
      refuse(&text, into: &rows)
      return rows.file(kind: "unknown")
    }
    source.read(&text, into: &rows)
    return rows.file(kind: source.name)
  }

  /// Counts every line that is not blank.
  private func refuse(_ text: inout EventText, into rows: inout EventRowBuilder) {
    while text.prepare() {
      let end = text.rowEnd
      guard let start = text.bytes[text.index..<end].firstIndex(where: { $0 > 0x20 }) else {
        text.advance(to: end)
        continue
      }
      text.advance(to: start)
      rows.refuse(
        line: text.line, byteOffset: text.offset,
        "neither JSON lines, CSV with a time column nor a YAML list")
      text.skipLine()
    }
  }

  /// The zone of a name, abbreviation of UTC or offset that a file gives.
  func zone(named name: String) -> ZoneRules? {
    if case .offset(let offset) = ZoneStatement(name) {
      return offset == 0
        ? .utc : ZoneRules(name: name, offset: offset, abbreviation: name)
    }
    return ZoneRules.isValidName(name) ? zones(name) : nil
  }
}
