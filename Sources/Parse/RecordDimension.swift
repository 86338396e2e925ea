/// What a failure may be confined to, and how a batch writes it.
///
/// The values of one record stand in one text of its batch, `tenant␟acme␞region␟eu␞`: attempts of
/// one tenant share it, so a record carries no more than where it stands.
public enum RecordDimension: UInt8, CaseIterable, Sendable {
  case tenant, region, zone, version

  /// Stands between a name and its value; in no value.
  public static let valueSeparator: UInt8 = 0x1F
  /// Stands behind a value; in no value.
  public static let pairSeparator: UInt8 = 0x1E
  /// Fields of a definition that are looked at besides.
  public static let statedLimit = 4
  /// Longer values, in bytes, are no names: such a one is left out.
  public static let valueLimit = 256

  static let none = [[UInt8]](repeating: [], count: RecordDimension.allCases.count)

  init?(_ way: FieldWay) {
    let first = FieldWay.tenant.rawValue
    guard way.rawValue >= first else { return nil }
    self.init(rawValue: way.rawValue - first)
  }

  var index: Int { Int(rawValue) }

  /// What reports call it.
  public var name: String {
    switch self {
    case .tenant: "tenant"
    case .region: "region"
    case .zone: "zone"
    case .version: "version"
    }
  }
}
