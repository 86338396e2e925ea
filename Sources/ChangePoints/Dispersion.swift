/// Spread of residuals that a few wild ones cannot move.
package enum Dispersion {
  /// Fewer windows than these say nothing of a spread.
  package static let leastWindows = 12

  /// Variance by the middle half of `residuals` (1 for a normal spread of unit width).
  ///
  /// `nil` for fewer than `leastWindows`. At least 1: a spread below chance is not rewarded.
  package static func robustVariance(_ residuals: [Double]) -> Double? {
    guard residuals.count >= leastWindows else { return nil }
    let sorted = residuals.sorted()
    let spread = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 1.349
    return spread.isFinite ? max(1, spread * spread) : nil
  }

  /// The value at share `q` of a sorted list, between its neighbours; 0 for an empty one.
  package static func quantile(_ sorted: [Double], _ q: Double) -> Double {
    guard let last = sorted.last else { return 0 }
    let place = q * Double(sorted.count - 1)
    let index = Int(place)
    guard index + 1 < sorted.count else { return last }
    return sorted[index] + (sorted[index + 1] - sorted[index]) * (place - Double(index))
  }
}
