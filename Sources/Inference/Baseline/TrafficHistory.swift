import LogModel
import Signals

/// How often an operation was asked for in earlier logs, in bins of ten minutes or more.
///
/// A bin that those logs do not cover says nothing; one that they cover and that holds no request
/// says that none came. Its own incidents are left out.
struct TrafficHistory: Sendable {
  private static let leastBin: Int64 = 600
  /// Bins further back than 53 weeks before the last are passed over.
  private static let mostSeconds: Int64 = 371 * 86_400

  let binSeconds: Int64
  /// Bins since the epoch that are known as a whole, in order and apart.
  private var known: [Range<Int64>]
  /// Bins with requests, in order.
  private var counts: [(bin: Int64, count: Int)] = []

  /// - Parameters:
  ///   - covered: what the logs of its service cover.
  ///   - runs: its own incidents, in seconds from `origin`.
  init(
    _ timeline: OperationTimeline, covered: [TimeRange], outside runs: [ClosedRange<Double>],
    origin: Int64
  ) {
    let seconds = max(Self.leastBin, timeline.width)
    binSeconds = seconds
    known = covered.compactMap { stretch in
      let from = (stretch.from.seconds + seconds - 1).flooredDivision(by: seconds)
      let to = stretch.to.seconds.flooredDivision(by: seconds)
      return from < to ? from..<to : nil
    }
    let last = known.last?.upperBound ?? 0
    let least = last - Self.mostSeconds / seconds
    known = known.compactMap {
      $0.upperBound > least ? max(least, $0.lowerBound)..<$0.upperBound : nil
    }
    for run in runs {
      guard let from = Int64(exactly: run.lowerBound.rounded(.down)),
        let to = Int64(exactly: run.upperBound.rounded(.up))
      else { continue }
      let first = (origin + from).flooredDivision(by: seconds)
      leave(first..<max(first, (origin + to).flooredDivision(by: seconds)) + 1)
    }
    for slot in timeline.slots where slot.arrivals > 0 {
      let bin = (slot.start * timeline.width).flooredDivision(by: seconds)
      if counts.last?.bin == bin {
        counts[counts.count - 1].count += slot.arrivals
      } else {
        counts.append((bin, slot.arrivals))
      }
    }
  }

  private mutating func leave(_ gap: Range<Int64>) {
    guard known.contains(where: { $0.overlaps(gap) }) else { return }
    known = known.flatMap { stretch -> [Range<Int64>] in
      guard stretch.overlaps(gap) else { return [stretch] }
      return [
        stretch.lowerBound..<max(stretch.lowerBound, gap.lowerBound),
        min(stretch.upperBound, gap.upperBound)..<stretch.upperBound,
      ].filter { !$0.isEmpty }
    }
  }

  /// Several operations of one service together, where all of them are known; `nil` for none.
  static func sum(_ all: [TrafficHistory]) -> TrafficHistory? {
    guard var sum = all.first else { return nil }
    guard all.count > 1 else { return sum }
    var counts: [Int64: Int] = [:]
    for one in all where one.binSeconds == sum.binSeconds {
      for (bin, count) in one.counts { counts[bin, default: 0] += count }
      sum.known = intersection(sum.known, one.known)
    }
    sum.counts = counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    return sum
  }

  private static func intersection(
    _ a: [Range<Int64>], _ b: [Range<Int64>]
  ) -> [Range<Int64>] {
    var common: [Range<Int64>] = []
    var (one, other) = (0, 0)
    while one < a.count, other < b.count {
      let shared =
        max(
          a[one].lowerBound, b[other].lowerBound)..<max(
          max(a[one].lowerBound, b[other].lowerBound),
          min(a[one].upperBound, b[other].upperBound))
      if !shared.isEmpty { common.append(shared) }
      if a[one].upperBound < b[other].upperBound { one += 1 } else { other += 1 }
    }
    return common
  }

  /// Every bin that is known, in order, with its requests.
  func forEachBin(_ body: (_ bin: Int64, _ count: Int) -> Void) {
    var at = 0
    for stretch in known {
      for bin in stretch {
        while at < counts.count, counts[at].bin < bin { at += 1 }
        body(bin, at < counts.count && counts[at].bin == bin ? counts[at].count : 0)
      }
    }
  }
}
