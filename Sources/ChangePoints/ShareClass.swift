import Glibc

/// A share of failures, told to an eighth: hours that differ by less have the same.
struct ShareClass: Hashable, Comparable, Sendable {
  private static let step = 0.125
  private let place: Int

  init(_ share: Double) {
    place = Int((log(RatioBaseline.clamp(share)) / Self.step).rounded())
  }

  /// In the middle of the class.
  var value: Double { RatioBaseline.clamp(exp(Double(place) * Self.step)) }

  static func < (a: Self, b: Self) -> Bool { a.place < b.place }
}
