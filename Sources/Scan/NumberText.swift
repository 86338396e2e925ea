/// Reads numbers from bytes without a String in between.
public enum NumberText {
  /// A whole decimal number, or a decimal that is whole (`500.0`); `nil` past `Int64`.
  public static func integer(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    var at = 0
    var isNegative = false
    if bytes.count > 0, bytes[0] == 0x2D || bytes[0] == 0x2B {
      isNegative = bytes[0] == 0x2D
      at = 1
    }
    guard at < bytes.count else { return nil }
    var value: Int64 = 0
    while at < bytes.count {
      let digit = bytes[at] &- 0x30
      if digit > 9 {
        guard bytes[at] == 0x2E, at &+ 1 < bytes.count,
          bytes[(at &+ 1)...].allSatisfy({ $0 == 0x30 })
        else { return nil }
        break
      }
      let (product, overflowed) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflowedToo) = product.addingReportingOverflow(Int64(digit))
      if overflowed || overflowedToo { return nil }
      value = sum
      at &+= 1
    }
    return isNegative ? -value : value
  }

  /// A decimal number with an optional fraction and exponent.
  public static func decimal(_ bytes: UnsafeRawBufferPointer) -> Double? {
    if let value = short(bytes) { return value }
    guard bytes.count > 0, bytes.count <= 64, bytes.allSatisfy(isPart) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let value = Double(text), value.isFinite else { return nil }
    return value
  }

  /// At most fifteen digits, possibly with a point among them: both numbers of the quotient are
  /// exact, so it is the nearest there is.
  private static func short(_ bytes: UnsafeRawBufferPointer) -> Double? {
    guard bytes.count <= 16 else { return nil }
    var value: Int64 = 0
    var digits = 0
    var scale = 0.0
    for byte in bytes {
      let digit = byte &- 0x30
      if digit < 10 {
        value = value &* 10 &+ Int64(digit)
        digits &+= 1
        scale *= 10
      } else if byte == 0x2E, scale == 0, digits > 0 {
        scale = 1
      } else {
        return nil
      }
    }
    guard digits > 0, digits <= 15, scale != 1 else { return nil }
    return scale == 0 ? Double(value) : Double(value) / scale
  }

  /// Digits, signs, a point, an exponent: no hexadecimal, no words.
  private static func isPart(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x45, 0x65: true
    default: false
    }
  }
}
