/// Formats numbers and durations for sentences, rounded to what a reader can use.
///
/// Rows, reasons and warnings use it. Tables of figures (`--explain`, JSON) print more digits.
public enum NumberWords {
  // MARK: Numbers

  /// `48`, `9.5`, `0.2`: whole from ten on, one decimal below.
  public static func rate(_ value: Double) -> String {
    guard value.isFinite else { return "an unknown number" }
    if value > 0 && value < 0.05 { return "less than 0.1" }
    return decimal(value, places: value.magnitude >= 10 ? 0 : 1)
  }

  /// `35 %`, `2.5 %`, `less than 0.1 %`, `none`.
  public static func share(_ ratio: Double) -> String {
    let percent = ratio * 100
    guard percent.isFinite else { return "an unknown share" }
    if percent <= 0 { return "none" }
    return rate(percent) + " %"
  }

  /// `about 9`, but `less than 0.1`.
  public static func about(_ text: String) -> String {
    text.hasPrefix("less than") || text.hasPrefix("none") ? text : "about " + text
  }

  /// One digit behind the point: `4.6`.
  public static func tenths(_ value: Double) -> String { fixed(value, digits: 1) }

  /// Two digits behind the point: `0.62`.
  public static func hundredths(_ value: Double) -> String { fixed(value, digits: 2) }

  /// Without digits behind the point; beyond 1e15, that.
  public static func whole(_ value: Double) -> String {
    String(Int(exactly: min(1e15, max(-1e15, value)).rounded()) ?? 0)
  }

  /// With the digits that a table of figures prints: `46`, `4.6`, `0.046`; `?` for what is none.
  public static func figure(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e12 else { return "?" }
    let scale: Double = value.magnitude >= 10 ? 1 : value.magnitude >= 1 ? 10 : 1000
    let rounded = (value * scale).rounded() / scale
    return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
  }

  /// `1 success`, `36 successes`.
  public static func count(_ number: Int, _ noun: String) -> String {
    "\(number) " + (number == 1 ? noun : plural(noun))
  }

  /// The regular English plural; a word that ends in a single s is taken for one already.
  public static func plural(_ noun: String) -> String {
    let lower = noun.lowercased()
    guard lower.last?.isLetter == true else { return noun + " calls" }
    for ending in ["ss", "sh", "ch", "x", "z"] where lower.hasSuffix(ending) {
      return noun + "es"
    }
    if lower.hasSuffix("s") { return noun }
    let vowels: Set<Character> = ["a", "e", "i", "o", "u"]
    if lower.hasSuffix("y"), let before = lower.dropLast().last, !vowels.contains(before) {
      return noun.dropLast() + "ies"
    }
    return noun + "s"
  }

  // MARK: Spans of time

  /// `42 ms`, `2.1 s`, `3 min`.
  public static func milliseconds(_ value: Double) -> String {
    guard value.isFinite else { return "an unknown time" }
    if value >= 120_000 { return duration(value / 1000) }
    if value >= 1000 { return decimal(value / 1000, places: value >= 10_000 ? 0 : 1) + " s" }
    return decimal(value, places: value >= 10 ? 0 : 1) + " ms"
  }

  /// `45 s`, `4 min`, `1 h 5 min`, `3 days`; without a sign, rounded to the unit that is said.
  public static func duration(_ seconds: Double) -> String {
    let size = seconds.magnitude
    guard size.isFinite, size < 1e12 else { return "an unknown time" }
    return span(size, unit(of: size))
  }

  /// `17 to 64 s`, `3 to 12 min`, in order, without signs.
  public static func range(_ a: Double, _ b: Double) -> String {
    let bounds = [a.magnitude, b.magnitude].sorted()
    guard bounds[1].isFinite, bounds[1] < 1e12 else { return "an unknown time" }
    let unit = unit(of: bounds[1])
    guard unit == .seconds || unit == .minutes else {
      return "\(duration(bounds[0])) to \(duration(bounds[1]))"
    }
    let scale = unit == .seconds ? 1.0 : 60
    return "\(Int((bounds[0] / scale).rounded())) to \(span(bounds[1].rounded(), unit))"
  }

  /// `30 min`, `90 s`, `3 h`: floored, for a hold that must not look longer than it was.
  public static func hold(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e12 else { return "an unknown time" }
    return floored(max(0, seconds), unit(of: seconds))
  }

  /// `12 of the required 30 min`, `50 min of the required 3 h`: the first in the unit of the second
  /// where that is fine enough.
  public static func hold(_ seconds: Double, of required: Double) -> String {
    guard required.isFinite, required < 1e12, seconds.isFinite, seconds < 1e12 else {
      return "an unknown time"
    }
    let unit = unit(of: required)
    let needed = floored(required, unit)
    switch unit {
    case .seconds: return "\(Int(max(0, seconds))) of the required \(needed)"
    case .minutes: return "\(Int(max(0, seconds) / 60)) of the required \(needed)"
    case .hours, .days: return "\(hold(seconds)) of the required \(needed)"
    }
  }

  /// `4 s`, `0.25 s`: as it was given, in thousandths, without a sign.
  public static func exact(_ seconds: Double) -> String {
    let size = seconds.magnitude
    guard let scaled = Int(exactly: (size * 1000).rounded()) else { return "an unknown time" }
    guard scaled % 1000 != 0 else { return "\(scaled / 1000) s" }
    var digits = String(scaled % 1000 + 1000).dropFirst()
    while digits.last == "0" { digits = digits.dropLast() }
    return "\(scaled / 1000).\(digits) s"
  }

  private enum Unit { case seconds, minutes, hours, days }

  private static func unit(of seconds: Double) -> Unit {
    if seconds < 120 { return .seconds }
    let minutes = (seconds / 60).rounded()
    return minutes < 120 ? .minutes : minutes < 48 * 60 ? .hours : .days
  }

  private static func span(_ seconds: Double, _ unit: Unit) -> String {
    switch unit {
    case .seconds: decimal(seconds, places: seconds < 10 ? 1 : 0) + " s"
    case .minutes: whole(Int((seconds / 60).rounded()), "min")
    case .hours: whole(Int((seconds / 60).rounded()), by: 60, "h", "min")
    case .days: whole(Int((seconds / 3600).rounded()), by: 24, "days", "h")
    }
  }

  private static func floored(_ seconds: Double, _ unit: Unit) -> String {
    switch unit {
    case .seconds: whole(Int(seconds), "s")
    case .minutes: whole(Int(seconds / 60), "min")
    case .hours: whole(Int(seconds / 60), by: 60, "h", "min")
    case .days: whole(Int(seconds / 3600), by: 24, "days", "h")
    }
  }

  private static func whole(_ amount: Int, _ unit: String) -> String { "\(amount) \(unit)" }

  /// `3 h`, `3 h 5 min`.
  private static func whole(
    _ amount: Int, by size: Int, _ large: String, _ small: String
  ) -> String {
    amount % size == 0
      ? whole(amount / size, large)
      : whole(amount / size, large) + " " + whole(amount % size, small)
  }

  // MARK: Digits

  /// A decimal without a needless zero: 9.04 is `9`, 9.46 is `9.5`.
  private static func decimal(_ value: Double, places: Int) -> String {
    let text = fixed(value, digits: places)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func fixed(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return "?" }
    let scale = [1, 10, 100][min(2, max(0, digits))]
    guard let scaled = Int(exactly: (value.magnitude * Double(scale)).rounded()) else {
      return "very many"
    }
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard scale > 1 else { return "\(sign)\(scaled)" }
    let rest = String(scaled % scale)
    let zeros = String(repeating: "0", count: max(0, digits - rest.count))
    return "\(sign)\(scaled / scale).\(zeros)\(rest)"
  }
}

/// Rounds what was counted and measured to what counts can hold.
public enum Rounding {
  /// The nearest whole number, held to 1e15 either way: counts and rates of hostile tallies lead to
  /// more than a whole number holds.
  public static func count(_ value: Double) -> Int {
    Int(exactly: min(1e15, max(-1e15, value)).rounded()) ?? 0
  }

  /// Four significant digits: more would claim what counts cannot hold.
  public static func significant(_ value: Double) -> Double {
    guard value.isFinite, value != 0 else { return 0 }
    var scale = 1.0
    var rest = abs(value)
    while rest < 1000, scale < 1e9 {
      rest *= 10
      scale *= 10
    }
    return (value * scale).rounded() / scale
  }
}
