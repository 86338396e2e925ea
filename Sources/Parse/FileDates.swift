import LogModel

/// The date that a rotation wrote into a file's name: `app.log-20250408.gz`, `syslog-2025-04-08`.
enum FileDates {
  /// The end of the last such day in the last part of `path`, in seconds of the epoch; `nil`
  /// without one.
  static func endOfDay(in path: String) -> Int64? {
    let name = Array((path.split(separator: "/").last ?? "").utf8)
    var found: Int64?
    var index = 0
    while index < name.count {
      let run = name[index...].prefix { $0 &- 0x30 < 10 }
      // A date may be followed by more digits of a clock: `-2025040815`.
      if let end = compact(run) ?? parted(name, from: index) { found = end }
      index += max(1, run.count)
    }
    return found
  }

  /// `20250408`, `2025040815`, `202504081502`, `20250408150211`.
  private static func compact(_ run: ArraySlice<UInt8>) -> Int64? {
    guard [8, 10, 12, 14].contains(run.count) else { return nil }
    let digits = Array(run)
    return end(
      year: number(digits[0..<4]), month: number(digits[4..<6]), day: number(digits[6..<8]))
  }

  /// `2025-04-08`, `2025_04_08`, `2025.04.08`.
  private static func parted(_ name: [UInt8], from index: Int) -> Int64? {
    guard index + 10 <= name.count, [0x2D, 0x2E, 0x5F].contains(name[index + 4]),
      name[index + 7] == name[index + 4], index + 10 == name.count || !isDigit(name[index + 10])
    else { return nil }
    let parts = [index..<index + 4, index + 5..<index + 7, index + 8..<index + 10]
    guard parts.allSatisfy({ name[$0].allSatisfy(isDigit) }) else { return nil }
    return end(
      year: number(name[parts[0]]), month: number(name[parts[1]]), day: number(name[parts[2]]))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
  }

  private static func end(year: Int, month: Int, day: Int) -> Int64? {
    guard (1990..<2100).contains(year), CivilTime(year: year, month: month, day: day).isValid
    else { return nil }
    return (CivilTime.daysSinceEpoch(year: year, month: month, day: day) + 1) * 86_400
  }
}
