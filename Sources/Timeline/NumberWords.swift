/// Numbers as a sentence says them: rounded to what a reader can use.
enum NumberWords {
  /// `48`, `9.5`, `0.2`: whole from ten on, one decimal below.
  static func rate(_ value: Double) -> String {
    guard value.isFinite else { return "an unknown number" }
    if value > 0 && value < 0.05 { return "less than 0.1" }
    return decimal(value, places: value.magnitude >= 10 ? 0 : 1)
  }

  /// `35 %`, `2.5 %`, `less than 0.1 %`, `none`.
  static func share(_ ratio: Double) -> String {
    let percent = ratio * 100
    guard percent.isFinite else { return "an unknown share" }
    if percent <= 0 { return "none" }
    return rate(percent) + " %"
  }

  /// `about 9`, but `less than 0.1`.
  static func about(_ text: String) -> String {
    text.hasPrefix("less than") || text.hasPrefix("none") ? text : "about " + text
  }

  /// `42 ms`, `2.1 s`.
  static func milliseconds(_ value: Double) -> String {
    guard value.isFinite else { return "an unknown time" }
    if value >= 1000 { return decimal(value / 1000, places: value >= 10_000 ? 0 : 1) + " s" }
    return decimal(value, places: value >= 10 ? 0 : 1) + " ms"
  }

  /// `45 s`, `4 min`, `1 h 5 min`; rounded to the unit that is said.
  static func duration(_ seconds: Double) -> String {
    let size = seconds.magnitude
    guard size.isFinite, size < 1e12 else { return "an unknown time" }
    if size < 120 { return decimal(size, places: size < 10 ? 1 : 0) + " s" }
    let minutes = Int((size / 60).rounded())
    if minutes < 120 { return "\(minutes) min" }
    return minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(minutes % 60) min"
  }

  /// `30 min`, `90 s`: floored, for a hold that must not look longer than it was.
  static func hold(_ seconds: Double) -> String {
    let (amount, unit) = floored(seconds, unitOf: seconds)
    return "\(amount) \(unit)"
  }

  /// `12 of 30 min`: both in the unit of the second.
  static func hold(_ seconds: Double, of required: Double) -> String {
    let (held, _) = floored(seconds, unitOf: required)
    let (needed, unit) = floored(required, unitOf: required)
    return "\(held) of \(needed) \(unit)"
  }

  private static func floored(_ seconds: Double, unitOf scale: Double) -> (Int, String) {
    let whole = Int(exactly: max(0, seconds).rounded(.down)) ?? 0
    return scale >= 120 ? (whole / 60, "min") : (whole, "s")
  }

  /// A decimal without a needless zero: 9.04 is `9`, 9.46 is `9.5`.
  private static func decimal(_ value: Double, places: Int) -> String {
    let scale = places == 0 ? 1.0 : 10.0
    guard let scaled = Int(exactly: (value * scale).rounded()) else { return "very many" }
    if places == 0 { return String(scaled) }
    let sign = scaled < 0 ? "-" : ""
    let size = scaled.magnitude
    return size % 10 == 0 ? "\(sign)\(size / 10)" : "\(sign)\(size / 10).\(size % 10)"
  }
}
