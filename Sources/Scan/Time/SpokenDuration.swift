/// Durations with their unit, as Go and people write them: `39.4ms`, `1m30.5s`, `31 ms`.
public enum SpokenDuration {
  /// Milliseconds of all of `bytes`; `nil` without a unit.
  ///
  /// - Parameter mayHaveBlank: people part the number from its unit; programs do not.
  public static func milliseconds(
    _ bytes: UnsafeRawBufferPointer, mayHaveBlank: Bool = true
  ) -> Double? {
    guard let read = read(bytes, at: 0, mayHaveBlank: mayHaveBlank), read.end == bytes.count else {
      return nil
    }
    return read.milliseconds
  }

  /// Milliseconds of the duration at `start`, and where it ends; one blank may stand before the
  /// first unit.
  public static func read(
    _ bytes: UnsafeRawBufferPointer, at start: Int, mayHaveBlank: Bool = true
  ) -> (milliseconds: Double, end: Int)? {
    var at = start
    var sum = 0.0
    var parts = 0
    while parts < 4, let part = part(bytes, at: at, mayHaveBlank: mayHaveBlank && parts == 0) {
      sum += part.milliseconds
      at = part.end
      parts += 1
    }
    guard parts > 0, sum.isFinite, at == bytes.count || !isWord(bytes[at]) else { return nil }
    return (sum, at)
  }

  private static func part(
    _ bytes: UnsafeRawBufferPointer, at start: Int, mayHaveBlank: Bool
  ) -> (milliseconds: Double, end: Int)? {
    var at = start
    var value = 0.0
    var scale = 1.0
    var isFraction = false
    while at < bytes.count, at &- start < 20 {
      let digit = bytes[at] &- 0x30
      if digit < 10 {
        value = value * 10 + Double(digit)
        if isFraction { scale *= 10 }
      } else if bytes[at] == 0x2E, !isFraction, at > start {
        isFraction = true
      } else {
        break
      }
      at &+= 1
    }
    guard at > start, bytes[at &- 1] != 0x2E else { return nil }
    if mayHaveBlank, at < bytes.count, bytes[at] == 0x20 { at &+= 1 }
    guard let unit = unit(bytes, at: at) else { return nil }
    return (value / scale * unit.milliseconds, at &+ unit.count)
  }

  private static func unit(
    _ bytes: UnsafeRawBufferPointer, at: Int
  ) -> (milliseconds: Double, count: Int)? {
    guard at < bytes.count else { return nil }
    let next = at &+ 1 < bytes.count ? bytes[at &+ 1] : 0
    switch bytes[at] {
    case 0x6E where next == 0x73: return (1e-6, 2)
    case 0x75 where next == 0x73: return (1e-3, 2)
    // The micro sign, or the Greek letter.
    case 0xC2 where next == 0xB5, 0xCE where next == 0xBC:
      return at &+ 2 < bytes.count && bytes[at &+ 2] == 0x73 ? (1e-3, 3) : nil
    case 0x6D where next == 0x73: return (1, 2)
    case 0x73: return (1000, 1)
    case 0x6D: return (60_000, 1)
    case 0x68: return (3_600_000, 1)
    default: return nil
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
  }
}
