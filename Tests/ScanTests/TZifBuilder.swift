/// Writes zone files (RFC 8536) for tests, so that the expectation does not come from the reader.
struct TZifBuilder {
  var transitions: [(at: Int64, type: UInt8)]
  var types: [(offset: Int32, isDaylight: Bool, abbreviation: String)]
  var footer = ""
  var leapSeconds = 0

  /// Denver around 2025, without a rule for later.
  static let denver = TZifBuilder(
    transitions: [(1_730_620_800, 0), (1_741_510_800, 1), (1_762_070_400, 0)],
    types: [(-25_200, false, "MST"), (-21_600, true, "MDT")])

  func version1() -> [UInt8] { block(version: 0, width: 4) }

  func version2() -> [UInt8] {
    TZifBuilder(transitions: [], types: [(0, false, "-00")]).block(version: 0x32, width: 4)
      + block(version: 0x32, width: 8) + Array("\n\(footer)\n".utf8)
  }

  private func block(version: UInt8, width: Int) -> [UInt8] {
    var letters: [UInt8] = []
    var typeBytes: [UInt8] = []
    for type in types {
      typeBytes += bigEndian(Int64(type.offset), 4)
      typeBytes += [type.isDaylight ? 1 : 0, UInt8(letters.count)]
      letters += Array(type.abbreviation.utf8) + [0]
    }
    var bytes = Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15)
    for count in [0, 0, leapSeconds, transitions.count, types.count, letters.count] {
      bytes += bigEndian(Int64(count), 4)
    }
    for transition in transitions { bytes += bigEndian(transition.at, width) }
    bytes += transitions.map(\.type) + typeBytes + letters
    return bytes + [UInt8](repeating: 0, count: leapSeconds * (width + 4))
  }

  private func bigEndian(_ value: Int64, _ width: Int) -> [UInt8] {
    (0..<width).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * Int64($0))) }
  }
}
