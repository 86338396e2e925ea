import Scan

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

  init?(_ way: ValueInterpretation) {
    let first = ValueInterpretation.tenant.rawValue
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

/// The dimensions that one line names, as slices of its bytes.
struct DimensionFields {
  /// The rank of a name that means something else in the first place.
  static let lastRank: UInt8 = 250

  private static let nothing = JSONSlice(kind: .null, start: 0, end: 0)
  private var slices = (nothing, nothing, nothing, nothing)
  /// Of the names they were found under; 255 is none.
  private var ranks = SIMD4<UInt8>(repeating: 255)
  private(set) var isAny = false

  mutating func take(_ value: JSONSlice, _ match: FieldKeyTable.Match) {
    guard let dimension = RecordDimension(match.way) else { return }
    take(value, dimension, rank: match.rank)
  }

  /// Of several names the preferred one wins, the last of equals.
  mutating func take(_ value: JSONSlice, _ dimension: RecordDimension, rank: UInt8) {
    guard rank <= ranks[dimension.index] else { return }
    ranks[dimension.index] = rank
    isAny = true
    switch dimension {
    case .tenant: slices.0 = value
    case .region: slices.1 = value
    case .zone: slices.2 = value
    case .version: slices.3 = value
    }
  }

  subscript(_ dimension: RecordDimension) -> JSONSlice? {
    guard ranks[dimension.index] != 255 else { return nil }
    return switch dimension {
    case .tenant: slices.0
    case .region: slices.1
    case .zone: slices.2
    case .version: slices.3
    }
  }
}
