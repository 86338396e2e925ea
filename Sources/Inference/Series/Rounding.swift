/// Rounds what was counted and measured to what counts can hold.
enum Rounding {
  /// The nearest whole number, held to 1e15 either way: counts and rates of hostile tallies lead to
  /// more than a whole number holds.
  static func count(_ value: Double) -> Int {
    Int(exactly: min(1e15, max(-1e15, value)).rounded()) ?? 0
  }

  /// Four significant digits: more would claim what counts cannot hold.
  static func significant(_ value: Double) -> Double {
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
