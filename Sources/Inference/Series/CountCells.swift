import ChangePoints
import LogModel

/// Cuts what timelines count into cells of equal width over the range of a log.
struct CountCells {
  let range: TimeRange
  /// What no input covers is not known, which is not the same as nothing having come.
  let covered: [TimeRange]
  /// Most cells: wider ones keep a long log affordable.
  let limit: Int

  /// Buckets that are cut into cells at most: in wider cells nothing of minutes shows.
  static let mostBuckets: Int64 = 10_000_000

  /// - Returns: `nil` where there is nothing to cut, or too much.
  func series(
    of timelines: [OperationTimeline], origin: Int64,
    _ count: (OperationTimeline, OperationTimeline.Slot) -> Int
  ) -> CountSeries? {
    guard let width = timelines.first?.width else { return nil }
    let first = range.from.seconds.flooredDivision(by: width)
    let last = range.to.seconds.flooredDivision(by: width)
    guard last >= first, last - first < Self.mostBuckets else { return nil }
    let buckets = Int(last - first) + 1
    let perCell = max(1, (buckets + limit - 1) / limit)
    var cells = CoveredCounts(
      origin: first * width, width: width * Int64(perCell),
      count: (buckets + perCell - 1) / perCell, covered: covered)
    for timeline in timelines {
      for slot in timeline.slots { cells.add(count(timeline, slot), at: slot.start * width) }
    }
    return CountSeries(
      origin: Double(first * width - origin), width: Double(width) * Double(perCell),
      counts: cells.counts)
  }
}

/// Counts in buckets of equal width; `nil` where no input covers a bucket, for that nothing is
/// known of it is not the same as nothing having come.
struct CoveredCounts {
  /// The second at which the first bucket begins.
  let origin: Int64
  /// Seconds of a bucket.
  let width: Int64
  private(set) var counts: [Int?]

  /// - Parameters:
  ///   - width: above 0.
  ///   - count: how many buckets there are.
  ///   - covered: a bucket that any of these touches is covered.
  init(origin: Int64, width: Int64, count: Int, covered: [TimeRange]) {
    self.origin = origin
    self.width = width
    counts = [Int?](repeating: nil, count: max(0, count))
    for stretch in covered {
      let from = max(0, bucket(of: stretch.from.seconds))
      let to = min(counts.count - 1, bucket(of: stretch.to.seconds))
      guard from <= to else { continue }
      for at in from...to { counts[at] = 0 }
    }
  }

  /// What lies before or behind the buckets is left out; a bucket with a count is covered.
  mutating func add(_ count: Int, at second: Int64) {
    let at = bucket(of: second)
    guard counts.indices.contains(at) else { return }
    counts[at] = (counts[at] ?? 0) + count
  }

  private func bucket(of second: Int64) -> Int {
    Int((second - origin).flooredDivision(by: width))
  }
}
