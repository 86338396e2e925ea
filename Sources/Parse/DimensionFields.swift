import Scan

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
