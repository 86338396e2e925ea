/// A length of time as a person types it: `30m`, `90s`, `1h30m`, `1.5h`, `250ms`.
///
/// Units are `ms`, `s`, `m`, `h`, `d` and `w` and their usual longer spellings; each number has
/// one, and the parts are added. There is no sign: an option that takes one reads it itself.
public struct DurationExpression: Hashable, Sendable {
  public var nanoseconds: Int64

  /// May be a fraction.
  public var seconds: Double { Double(nanoseconds) / 1e9 }

  /// The forms that are read, for help and errors.
  public static let forms = "a number with its unit, such as 90s, 30m, 1h30m or 2d"

  /// Throws ``ExpressionError`` for anything else, and for more than a hundred years.
  public init(_ text: String) throws(ExpressionError) {
    guard let nanoseconds = Self.sum(of: Array(text.utf8).trimmingBlanks()) else {
      throw ExpressionError(text: text, wanted: "duration", forms: Self.forms)
    }
    self.nanoseconds = nanoseconds
  }

  private static let limit: Int64 = 36_525 * 86_400 * 1_000_000_000

  private static func sum(of bytes: [UInt8]) -> Int64? {
    guard !bytes.isEmpty, bytes.count <= 64 else { return nil }
    var rest = bytes[...]
    var total: Int64 = 0
    while !rest.isEmpty {
      guard let part = takePart(&rest), total <= limit - part else { return nil }
      total += part
      rest = rest.drop { $0 == UInt8(ascii: " ") }
    }
    return total
  }

  private static func takePart(_ rest: inout ArraySlice<UInt8>) -> Int64? {
    let digits = takeDigits(&rest)
    guard (1...12).contains(digits.count), let whole = Int64(text(digits)) else { return nil }
    var fraction: Int64 = 0
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      let digits = takeDigits(&rest)
      guard (1...9).contains(digits.count), let part = Int64(text(digits)) else { return nil }
      fraction = part * Int64(TimeTail.scale(digits.count))
    }
    rest = rest.drop { $0 == UInt8(ascii: " ") }
    let word = rest.prefix { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    rest = rest.dropFirst(word.count)
    guard let unit = nanoseconds(in: text(word)) else { return nil }
    let (scaled, overflow) = whole.multipliedReportingOverflow(by: unit)
    guard !overflow, scaled <= limit else { return nil }
    // Below one unit: a product with the fraction itself could overflow for weeks.
    let milliseconds = unit / 1_000_000
    let rest = fraction / 1000 * milliseconds + fraction % 1000 * milliseconds / 1000
    return scaled + rest
  }

  private static func takeDigits(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    rest = rest.dropFirst(digits.count)
    return digits
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  private static func nanoseconds(in unit: String) -> Int64? {
    switch unit {
    case "ms", "msec": 1_000_000
    case "s", "sec", "secs", "second", "seconds": 1_000_000_000
    case "m", "min", "mins", "minute", "minutes": 60_000_000_000
    case "h", "hr", "hrs", "hour", "hours": 3_600_000_000_000
    case "d", "day", "days": 86_400_000_000_000
    case "w", "week", "weeks": 604_800_000_000_000
    default: nil
    }
  }
}

/// A time or duration that a person typed and recount cannot read; says what it reads instead.
public struct ExpressionError: Error, Hashable, CustomStringConvertible {
  /// What was typed.
  public var text: String
  /// What it should have been, `time` or `duration`.
  public var wanted: String
  /// The forms that are read, in the words of the help.
  public var forms: String

  public var description: String { "'\(text)' is not a \(wanted); use \(forms)" }
}
