import LogModel

/// What inference asks.
extension DimensionCounts {
  /// Attempts of some routes in the buckets that touch stretches of time.
  ///
  /// - Parameters:
  ///   - keys: series of the routes.
  ///   - stretches: in nanoseconds since the epoch.
  /// - Returns: by dimension, value, lump and outcome, each once, in that order.
  public func sums(
    of keys: [SeriesKey], in stretches: [ClosedRange<Int64>]
  ) -> [DimensionCount] {
    let routes = Set(keys.map { $0.routeHash })
    let width = seconds
    func bucket(_ nanoseconds: Int64) -> Int64 {
      nanoseconds.flooredDivision(by: 1_000_000_000).flooredDivision(by: width)
    }
    let wanted = stretches.map { bucket($0.lowerBound)...bucket($0.upperBound) }
    struct Group: Hashable {
      var value: UInt64
      var outcome: UInt8
    }
    var sums: [Group: Int] = [:]
    for (key, count) in zip(self.keys, counts)
    where routes.contains(key.route) && wanted.contains(where: { $0.contains(key.bucket) }) {
      sums[Group(value: key.value, outcome: key.outcome), default: 0] += count
    }
    return sums.compactMap { group, count -> DimensionCount? in
      guard let value = values[group.value] else { return nil }
      return DimensionCount(
        dimension: value.dimension, value: value.text.isEmpty ? nil : value.text,
        lump: value.text.isEmpty ? value.lump : DimensionValue.lump(of: group.value),
        outcome: group.outcome, count: count)
    }
    .sorted { a, b in
      ExactText.precedes([a.dimension, a.value ?? ""], [b.dimension, b.value ?? ""])
        ?? ((a.lump, a.outcome) < (b.lump, b.outcome))
    }
  }

  /// Whether attempts of this value are counted apart also where they did not fail.
  public func countsAll(of dimension: String, value: String) -> Bool {
    guard let kept = kept[ExactText(dimension)], step < DimensionLevel.ladder.count else {
      return false
    }
    return kept.seen.contains(
      DimensionValue(dimension: dimension, text: value).id,
      among: DimensionLevel.ladder[step].kept)
  }
}
