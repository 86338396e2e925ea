import Glibc

/// Whether the longest of many gaps is one by chance.
///
/// Pauses of some operations have no usual length: five times the longest of them is nothing then.
/// The tail's exponent is Hill's (Annals of Statistics, 1975), of the longest but one on.
package enum GapTail {
  /// So long a gap comes by chance once in so many healthy logs.
  package static let mostChance = 0.001
  /// Gaps that tell how the longest thin out.
  private static let count = 20

  /// The chance of a longest gap so far from the next; 1 for too few gaps to tell.
  package static func chance(of gaps: [Int]) -> Double {
    let longest = gaps.sorted(by: >).prefix(count + 2).map { Double($0) + 0.5 }
    guard longest.count > 2, let least = longest.last else { return 1 }
    let tail = longest[1..<(longest.count - 1)]
    let thinning = tail.reduce(0) { $0 + log($1 / least) } / Double(tail.count)
    guard thinning > 0 else { return 0 }
    return exp(-log(longest[0] / longest[1]) / thinning)
  }
}
