/// Finds IP addresses in text: four numbers between dots, or groups of hexadecimal digits between
/// colons.
public enum AddressText {
  /// Whether all of a range is an address; brackets may stand around it.
  public static func isAddress(_ line: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    if let found = four(line, at: range.lowerBound), found == range.upperBound { return true }
    var colons = 0
    for byte in line[range] {
      if byte == 0x3A {
        colons += 1
      } else if byte &- 0x30 > 9, (byte | 0x20) &- 0x61 > 5, ![0x2E, 0x5B, 0x5D].contains(byte) {
        return false
      }
    }
    return colons >= 2 && range.count >= 3 && !isClock(line, range)
  }

  /// `15:02:11` has colons, too.
  private static func isClock(_ line: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    let bytes = line[range]
    return range.count >= 8
      && bytes.prefix(8).enumerated().allSatisfy { at, byte in
        at == 2 || at == 5 ? byte == 0x3A : byte &- 0x30 < 10
      }
  }

  /// The last address of four numbers between two places; a port behind it is not of it.
  public static func last(
    in line: UnsafeRawBufferPointer, _ range: Range<Int>
  ) -> Range<Int>? {
    var at = range.upperBound
    while at > range.lowerBound {
      at &-= 1
      guard line[at] &- 0x30 < 10, at == 0 || !isPart(line[at &- 1]),
        let end = four(line, at: at), end <= range.upperBound
      else { continue }
      return at..<end
    }
    return nil
  }

  /// Behind four numbers up to 255 with dots between.
  private static func four(_ line: UnsafeRawBufferPointer, at start: Int) -> Int? {
    var at = start
    for part in 0..<4 {
      if part > 0 {
        guard at < line.count, line[at] == 0x2E else { return nil }
        at &+= 1
      }
      var value = 0
      let first = at
      while at < line.count, at &- first < 3, line[at] &- 0x30 < 10 {
        value = value &* 10 &+ Int(line[at] &- 0x30)
        at &+= 1
      }
      guard at > first, value < 256 else { return nil }
    }
    return at < line.count && isPart(line[at]) ? nil : at
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x2E
  }
}
