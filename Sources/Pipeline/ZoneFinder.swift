import Ingest
import LogModel
import Scan

/// Finds time zones by name in the system's zone database.
public enum ZoneFinder {
  private static let folder = "/usr/share/zoneinfo/"

  /// - Returns: `nil` when there is no such zone, or its name could leave the folder.
  public static func zone(named name: String) -> ZoneRules? {
    if case .offset(let offset) = ZoneStatement(name) {
      return offset == 0 ? .utc : ZoneRules(name: name, offset: offset, abbreviation: name)
    }
    guard ZoneRules.isValidName(name),
      let bytes = try? WholeFile.bytes(ofPath: folder + name, limit: 1 << 20)
    else { return nil }
    return ZoneRules(name: name, tzif: bytes)
  }

  /// - Throws: `RunError` naming the option when there is no such zone.
  static func zone(named name: String, for option: String) throws(RunError) -> ZoneRules {
    guard let zone = zone(named: name) else {
      throw .refused("\(option): no time zone '\(name)'; for example UTC or America/Denver")
    }
    return zone
  }
}
