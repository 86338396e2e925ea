import Scan

/// Durations whose unit is known, in milliseconds.
///
/// The unit stands in the value ("123ms", "1.5s") or in the key (`latency_ms`,
/// `request_time` of nginx). A bare number under `latency` or `responseTime` is milliseconds,
/// as every web logger that uses these keys writes it; under `duration` it is not known.
enum DurationText {
  private static let units: [(suffix: [UInt8], milliseconds: Double)] = [
    (Array("ns".utf8), 1e-6), (Array("us".utf8), 1e-3), (Array("µs".utf8), 1e-3),
    (Array("ms".utf8), 1), (Array("s".utf8), 1000), (Array("m".utf8), 60_000),
  ]

  static func milliseconds(
    _ value: JSONSlice, key: UnsafeRawBufferPointer, in line: UnsafeRawBufferPointer
  ) -> Double? {
    let text = line.slice(value)
    guard value.kind == .number else {
      return value.kind == .string ? milliseconds(text) : nil
    }
    guard let number = NumberText.decimal(text), number >= 0, let scale = scale(ofKey: key) else {
      return nil
    }
    return number * scale
  }

  /// A number with its unit behind it.
  static func milliseconds(_ text: UnsafeRawBufferPointer) -> Double? {
    guard let stop = text.lastIndex(where: { $0 &- 0x30 < 10 }) else { return nil }
    let digits = UnsafeRawBufferPointer(rebasing: text[...stop])
    let suffix = text[(stop + 1)...].drop { $0 == 0x20 }
    guard let unit = units.first(where: { suffix.elementsEqual($0.suffix) }),
      let number = NumberText.decimal(digits), number >= 0
    else { return nil }
    return number * unit.milliseconds
  }

  private static func scale(ofKey key: UnsafeRawBufferPointer) -> Double? {
    switch String(decoding: key, as: UTF8.self) {
    case "duration", "elapsed": nil
    case "request_time": 1000
    default: 1
    }
  }
}
