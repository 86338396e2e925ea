/// Seconds and shares as a reason says them.
enum SpanWords {
  /// `45 s`, `4 min`; without a sign.
  static func duration(_ seconds: Double) -> String {
    let size = seconds.magnitude
    guard size.isFinite, size < 1e12 else { return "an unknown time" }
    return size < 120 ? "\(Int(size.rounded())) s" : "\(Int((size / 60).rounded())) min"
  }

  /// `17 to 64 s`, in order, without signs.
  static func range(_ a: Double, _ b: Double) -> String {
    let bounds = [a.magnitude, b.magnitude].sorted()
    guard bounds[1].isFinite, bounds[1] < 1e12 else { return "an unknown time" }
    return "\(Int(bounds[0].rounded())) to \(Int(bounds[1].rounded())) s"
  }

  /// One digit behind the point: `4.6`.
  static func tenths(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e12 else { return "?" }
    let whole = Int((value.magnitude * 10).rounded())
    return "\(value < 0 ? "-" : "")\(whole / 10).\(whole % 10)"
  }

  /// Two digits behind the point: `0.62`.
  static func hundredths(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e6 else { return "?" }
    let whole = Int((value.magnitude * 100).rounded())
    let rest = whole % 100
    return "\(value < 0 ? "-" : "")\(whole / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
