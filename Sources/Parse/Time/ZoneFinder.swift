import Ingest
import Scan

/// Finds time zones by name in the system's zone database.
public enum ZoneFinder {
  private static let folder = "/usr/share/zoneinfo/"

  /// The zone of a place such as `Europe/Berlin`, or of an offset such as `+02:00`.
  ///
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
}

/// The zones that the stamps of one stream name, and what has to be told of them.
struct NamedZones {
  private var rules: [ZoneName: ZoneRules?] = [:]
  /// Names that stand for several zones, or for none that is known here, in order of coming.
  private(set) var doubtful: [String] = []
  private(set) var count = 0
  private(set) var firstLine: Int?

  /// Names that are told at the most.
  private static let told = 12

  /// The rules of a place; `nil` of an abbreviation, and of a place that nobody knows.
  mutating func rules(of name: ZoneName) -> ZoneRules? {
    if let known = rules[name] { return known }
    let found = name.isPlace ? ZoneFinder.zone(named: name.text) : nil
    rules[name] = .some(found)
    return found
  }

  /// Notes a stamp whose zone its name does not tell.
  mutating func doubt(_ name: ZoneName, line: Int) {
    count += 1
    firstLine = firstLine ?? line
    guard doubtful.count < Self.told else { return }
    let text = name.text
    if !doubtful.contains(text) { doubtful.append(text) }
  }

  /// What the option that asks for a zone may be given, for a name that stands for several.
  static func example(for name: String) -> String {
    switch name {
    case "CST": "America/Chicago or Asia/Shanghai"
    case "IST": "Asia/Kolkata, Asia/Jerusalem or Europe/Dublin"
    case "BST": "Europe/London"
    case "AST": "America/Halifax or Asia/Riyadh"
    case "GST": "Asia/Dubai"
    case "AMT": "America/Manaus or Asia/Yerevan"
    case "ECT": "America/Guayaquil"
    case "PKT": "Asia/Karachi"
    default: unknown
    }
  }

  private static let unknown = "a place such as Europe/Berlin"

  /// Whether an abbreviation is known to stand for more zones than one.
  static func isOfSeveral(_ name: String) -> Bool { example(for: name) != unknown }
}
