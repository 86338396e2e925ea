import ChangePoints
import Glibc

/// Finds the stretch in which an operation most plainly had half of its share of all requests.
///
/// The others' requests are the clock: one of them says that some of its own was due, and each
/// that came speaks against a fall. The stretch whose sum is the greatest is the likeliest.
struct HalvedShare {
  /// What is asked about: so much of its share is left.
  private static let ratio = 0.5
  /// Requests come in sessions: so many say no more than one.
  private static let clumping = 2.0
  /// Nats, beyond the price of the places that were searched.
  private static let leastEvidence = 12.0
  /// Places in a day: its minutes.
  private static let places = 1440.0

  /// Against as long before and behind it, its own requests came so much less often at least,
  /// and the others' so much more often at most: where a crowd asked for something else, a share
  /// falls and no request is missing.
  private static let mostOwn = 0.75
  private static let mostOthers = 1.25

  private struct Moment {
    var time: Double
    var own: Int
    var others: Int
    var gain: Double
  }

  private let moments: [Moment]
  private let perMinute: Double

  /// - Parameter all: what came of it and of the others.
  /// - Returns: `nil` where there is nothing to compare.
  init?(_ one: OperationTimeline, among all: SlotSums, origin: Int64) {
    let own = one.arrivals
    guard own > 0, all.total > own, let first = all.starts.first,
      let last = all.starts.last, last > first
    else { return nil }
    let share = Double(own) / Double(all.total - own)
    var moments: [Moment] = []
    moments.reserveCapacity(all.starts.count)
    var at = 0
    for (start, count) in zip(all.starts, all.counts) {
      var own = 0
      if at < one.slots.count, one.slots[at].start == start {
        own = one.slots[at].arrivals
        at += 1
      }
      moments.append(
        Moment(
          time: Double(start * one.width - origin), own: own, others: count - own,
          gain: (share * (1 - Self.ratio) * Double(count - own) + log(Self.ratio) * Double(own))
            / Self.clumping))
    }
    self.moments = moments
    perMinute = Double(own) * 60 / Double((last - first) * one.width)
  }

  /// As a drop by the clock is told; `nil` where it is not plain, or reaches to an end of the log.
  var run: CountRun? {
    var best = (sum: 0.0, first: 0, last: 0)
    var (sum, first) = (0.0, 0)
    for (at, moment) in moments.enumerated() {
      if sum <= 0 { (sum, first) = (0, at) }
      sum += moment.gain
      if sum > best.sum { best = (sum, first, at) }
    }
    let evidence = best.sum - log(Self.places)
    guard evidence >= Self.leastEvidence, best.first > 0, best.last < moments.count - 1,
      isOwn(best.first...best.last),
      let onset = IntervalEstimate(spread: spread(from: best.last, by: -1)),
      let end = IntervalEstimate(spread: spread(from: best.first, by: 1))
    else { return nil }
    return CountRun(
      cells: 0..<1, direction: .drop, baselinePerMinute: perMinute,
      observedPerMinute: perMinute * Self.ratio, evidence: evidence, startsAtFirstCell: false,
      reachesLastCell: false, onset: onset, end: end)
  }

  /// Whether a stretch has fewer of its own requests than are around it, and not more of others'.
  private func isOwn(_ stretch: ClosedRange<Int>) -> Bool {
    let from = moments[stretch.lowerBound].time
    let to = moments[stretch.upperBound + 1].time
    let length = to - from
    var inside = (own: 0, others: 0)
    var around = (own: 0, others: 0)
    for moment in moments where moment.time >= from - length && moment.time < to + length {
      if moment.time >= from, moment.time < to {
        inside = (inside.own + moment.own, inside.others + moment.others)
      } else {
        around = (around.own + moment.own, around.others + moment.others)
      }
    }
    // Near an end of the log there is less around it than twice its length.
    let first = max(moments[0].time, from - length)
    let last = min(moments[moments.count - 1].time, to + length)
    let times = (last - first - length) / max(1, length)
    return Double(inside.own) * times <= Self.mostOwn * Double(around.own)
      && Double(inside.others) * times <= Self.mostOthers * Double(around.others)
  }

  /// How likely the stretch is to reach to each moment on one side, where it is known on the other.
  private func spread(from fixed: Int, by step: Int) -> [IntervalEstimate.Mass] {
    var sums: [(from: Double, to: Double, sum: Double)] = []
    var sum = 0.0
    var at = fixed
    while moments.indices.contains(at), moments.indices.contains(at + step) {
      sum += moments[at].gain
      let (a, b) = (moments[at].time, moments[at + step].time)
      sums.append((min(a, b), max(a, b), sum))
      at += step
    }
    let most = sums.map(\.sum).max() ?? 0
    return sums.map {
      IntervalEstimate.Mass(from: $0.from, to: $0.to, mass: exp($0.sum - most) * ($0.to - $0.from))
    }.sorted { $0.from < $1.from }
  }
}
