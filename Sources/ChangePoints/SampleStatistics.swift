import Glibc

/// Spread of residuals that a few wild ones cannot move.
package enum Dispersion {
  /// Fewer windows than these say nothing of a spread.
  package static let leastWindows = 12

  /// Variance by the middle half of `residuals` (1 for a normal spread of unit width).
  ///
  /// `nil` for fewer than `leastWindows`. At least 1: a spread below chance is not rewarded.
  package static func robustVariance(_ residuals: [Double]) -> Double? {
    guard residuals.count >= leastWindows else { return nil }
    var values = residuals
    let spread =
      (quantile(ofUnsorted: &values, 0.75) - quantile(ofUnsorted: &values, 0.25)) / 1.349
    return spread.isFinite ? max(1, spread * spread) : nil
  }

  /// ``quantile(_:_:)`` of a list that is not sorted, which is left in another order.
  static func quantile(ofUnsorted values: inout [Double], _ q: Double) -> Double {
    guard !values.isEmpty else { return 0 }
    let place = q * Double(values.count - 1)
    let index = Int(place)
    return values.withUnsafeMutableBufferPointer { values in
      let low = select(index, of: values)
      guard let high = values[(index + 1)...].min() else { return low }
      return low + (high - low) * (place - Double(index))
    }
  }

  /// The value of a rank, put in its place: none before it is larger, none behind it smaller.
  private static func select(
    _ rank: Int, of values: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    var (first, last) = (0, values.count - 1)
    while first < last {
      let pivot = values[first + (last - first) / 2]
      var (low, high) = (first, last)
      while low <= high {
        while values[low] < pivot { low += 1 }
        while values[high] > pivot { high -= 1 }
        guard low <= high else { break }
        values.swapAt(low, high)
        low += 1
        high -= 1
      }
      if rank <= high {
        last = high
      } else if rank >= low {
        first = low
      } else {
        break
      }
    }
    return values[rank]
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

/// How closely two lists go together.
package enum RankCorrelation {
  /// Spearman's coefficient, equal values sharing their mean rank.
  ///
  /// `nil` where either list does not vary, or their lengths differ.
  package static func coefficient(_ a: [Double], _ b: [Double]) -> Double? {
    guard a.count == b.count, a.count > 2 else { return nil }
    return linear(ranks(a), ranks(b))
  }

  /// Pearson's coefficient; `nil` where either list does not vary.
  package static func linear(_ a: [Double], _ b: [Double]) -> Double? {
    guard a.count == b.count, !a.isEmpty else { return nil }
    let meanA = a.reduce(0, +) / Double(a.count)
    let meanB = b.reduce(0, +) / Double(b.count)
    var (product, squareA, squareB) = (0.0, 0.0, 0.0)
    for (x, y) in zip(a, b) {
      product += (x - meanA) * (y - meanB)
      squareA += (x - meanA) * (x - meanA)
      squareB += (y - meanB) * (y - meanB)
    }
    guard squareA > 0, squareB > 0 else { return nil }
    return product / (squareA * squareB).squareRoot()
  }

  private static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start
      while end + 1 < order.count, values[order[end + 1]] == values[order[start]] { end += 1 }
      for place in start...end { ranks[order[place]] = Double(start + end) / 2 }
      start = end + 1
    }
    return ranks
  }
}
