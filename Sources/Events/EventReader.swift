import LogModel
import Scan

/// Reads files of events: JSON lines, CSV and YAML, told apart by their content.
public struct EventReader: Sendable {
  let defaultZone: ZoneRules
  let zoneIsStated: Bool
  let zones: @Sendable (String) -> ZoneRules?
  let redact: @Sendable (String) -> String

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

  /// The rows in `bytes`, in the order of the file.
  ///
  /// - Parameter assumedDate: the day of times like `15:20` where the file gives none; without
  ///   it such rows are unread.
  ///
  /// Never fails: what cannot be read is counted in `unread` and said in `warnings`. A file of
  /// no known form has the kind `unknown`, and all its lines are unread.
  public func read(path: String, bytes: [UInt8], assumedDate: CivilTime? = nil) -> EventFile {
    let content = EventContent(path: path, bytes: bytes)
    var rows = EventRowBuilder(path: path, reader: self, assumedDate: assumedDate)
    guard let source = EventSources.source(of: content) else {
      for (line, text) in content.firstLines(Int.max) {
        rows.refuse(
          line: line, byteOffset: text.startIndex,
          "neither JSON lines, CSV with a time column nor a YAML list")
      }
      return rows.file(kind: "unknown")
    }
    source.read(content, into: &rows)
    return rows.file(kind: source.name)
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
