/// Durations as Go prints them: `1.5s`, `12ms`, `1m2.5s`, `123.4µs`.
public enum GoDuration {
  /// Milliseconds; `nil` for anything that is not made of numbers with units.
  public static func milliseconds(_ bytes: UnsafeRawBufferPointer) -> Double? {
    guard !bytes.isEmpty, bytes.count <= 40 else { return nil }
    var at = 0
    var sum = 0.0
    while at < bytes.count {
      let start = at
      while at < bytes.count, bytes[at] &- 0x30 < 10 || bytes[at] == 0x2E { at += 1 }
      guard at > start, at < bytes.count, bytes[start] != 0x2E,
        let number = NumberText.decimal(UnsafeRawBufferPointer(rebasing: bytes[start..<at])),
        let unit = unit(bytes, &at)
      else { return nil }
      sum += number * unit
    }
    return sum
  }

  /// Milliseconds of the unit at `at`, which is passed.
  private static func unit(_ bytes: UnsafeRawBufferPointer, _ at: inout Int) -> Double? {
    let start = at
    while at < bytes.count, bytes[at] &- 0x30 >= 10 { at += 1 }
    let name = bytes[start..<at]
    switch name.count {
    case 1 where name.first == 0x68: return 3_600_000
    case 1 where name.first == 0x6D: return 60_000
    case 1 where name.first == 0x73: return 1000
    case 2 where name.last == 0x73:
      switch name.first {
      case 0x6D: return 1
      case 0x75: return 1e-3
      case 0x6E: return 1e-6
      default: return nil
      }
    // The micro sign and the Greek letter that looks like it, in UTF-8.
    case 3 where name.elementsEqual([0xC2, 0xB5, 0x73]) || name.elementsEqual([0xCE, 0xBC, 0x73]):
      return 1e-3
    default: return nil
    }
  }
}
