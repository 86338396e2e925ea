import Scan

/// The zone that a key beside a stamp names: `"timezone":"Europe/Berlin"`, `tz="+0200"`.
///
/// Most streams have no such key, and their lines are not searched for one for long.
struct ZoneKey {
  private static let patience = 64
  private var searched = 0
  private var isUsed = false

  private static let names = ["tz", "timezone", "time_zone", "timeZone", "TimeZone", "zone"].map {
    Array($0.utf8)
  }

  /// The time with the zone that its line names.
  mutating func completed(_ time: ParsedTime, in line: UnsafeRawBufferPointer) -> ParsedTime {
    guard isUsed || searched < Self.patience else { return time }
    searched += 1
    guard let zone = Self.zone(in: line) else { return time }
    isUsed = true
    var time = time
    time.zone = zone
    if case .offset(let offset) = zone, !time.lacksYear, time.order == .known {
      time.seconds -= Int64(offset)
    }
    return time
  }

  /// The value of the first key that names a zone.
  private static func zone(in line: UnsafeRawBufferPointer) -> ZoneStatement? {
    for mark in line.indices where line[mark] == 0x3A || line[mark] == 0x3D {
      guard isNamed(line, before: mark), let value = value(in: line, behind: mark),
        let zone = ZoneStatement.named(value)
      else { continue }
      return zone
    }
    return nil
  }

  /// Whether one of the names stands before `"name":` or `name=`.
  private static func isNamed(_ line: UnsafeRawBufferPointer, before mark: Int) -> Bool {
    let isObject = line[0] == 0x7B
    var end = mark
    if isObject {
      while end > 0, line[end - 1] == 0x20 { end -= 1 }
      guard line[mark] == 0x3A, end > 0, line[end - 1] == 0x22 else { return false }
      end -= 1
    }
    return names.contains { name in
      let start = end - name.count
      guard start > 0, line[start..<end].elementsEqual(name) else { return false }
      // `msg="what tz=CEST is"` is a text.
      return isObject
        ? line[start - 1] == 0x22
        : line[start - 1] <= 0x20 && line[..<start].count { $0 == 0x22 }.isMultiple(of: 2)
    }
  }

  private static func value(
    in line: UnsafeRawBufferPointer, behind mark: Int
  ) -> UnsafeRawBufferPointer? {
    var at = mark + 1
    while at < line.count, line[at] == 0x20 { at += 1 }
    let isQuoted = at < line.count && line[at] == 0x22
    if isQuoted { at += 1 }
    let word = line[at...].prefix(48).prefix {
      $0 != 0x22 && (isQuoted || $0 > 0x20 && $0 != 0x2C && $0 != 0x7D)
    }
    return word.isEmpty ? nil : UnsafeRawBufferPointer(rebasing: word)
  }
}
