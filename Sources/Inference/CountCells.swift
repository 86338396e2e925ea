import ChangePoints
import LogModel

/// Cuts what timelines count into cells of equal width over the range of a log.
struct CountCells {
  let range: TimeRange
  /// What no input covers is not known, which is not the same as nothing having come.
  let covered: [TimeRange]
  /// Most cells: wider ones keep a long log affordable.
  let limit: Int

  /// - Returns: `nil` where there is nothing to cut.
  func series(
    of timelines: [OperationTimeline], origin: Int64,
    _ count: (OperationTimeline, OperationTimeline.Slot) -> Int
  ) -> CountSeries? {
    guard let width = timelines.first?.width else { return nil }
    let first = range.from.seconds.flooredDivision(by: width)
    let last = range.to.seconds.flooredDivision(by: width)
    guard last >= first, last - first < 10_000_000 else { return nil }
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
