import LogModel
import Signals

/// A failing stretch by its events.
struct FoundPhase {
  var lastGoodBefore: EventRef?
  var firstBad: EventRef
  var lastBad: EventRef
  /// The first good event after it; of a burst of lines the moment from which none came any more,
  /// by the burst's own rate, at the place of its last line.
  var firstGoodAfter: EventRef?
  /// The operations, by their places among the incident's, that its first and last bad event and
  /// the first good one after are of.
  var firstOf = 0
  var lastOf = 0
  var goodOf = 0
  /// Where all operations may have begun to fail at once: the last good event of any.
  var commonGood: EventRef?
  /// It reaches beyond the model's run on that side, over failures that no success parts from it.
  var isGrownBefore = false
  var isGrownAfter = false
}

/// Finds the events that bound the failing stretches of an operation.
struct PhaseFinder {
  let operation: FailingOperation
  let log: LogView
  let holdSeconds: Double
  /// Where the operation failed in another matter, in seconds from the origin: what comes each hour
  /// and an outage in between are two, however near.
  var apart: [ClosedRange<Double>] = []
  /// So many good events in a row end a stretch.
  static let sustained = 3

  /// - Parameters:
  ///   - spans: the model's stretches, in seconds from the origin, in order.
  ///   - isPartial: own failures occur in the baseline too, so the model's ends are kept.
  func phases(spans: [ClosedRange<Double>], isPartial: Bool) -> [FoundPhase] {
    let failures = operation.failures
    guard !failures.isEmpty else { return [] }
    var stretches: [ClosedRange<Int>] = []
    if isPartial {
      for span in spans {
        let inside = failures.indices.filter { contains(span, failures[$0]) }
        if let first = inside.first, let last = inside.last { stretches.append(first...last) }
      }
    } else {
      stretches = clusters(reaching: spans)
    }
    let found = joined(isPartial ? stretches.map(grown) : stretches)
    return found.compactMap { stretch in
      var phase = bounded(stretch)
      guard isPartial, !isOfLines else { return phase }
      phase?.isGrownBefore = stretches.allSatisfy { $0.lowerBound != stretch.lowerBound }
      phase?.isGrownAfter = stretches.allSatisfy { $0.upperBound != stretch.upperBound }
      return phase
    }
  }

  /// With the failures beside it that no success parts from it: what hardly anybody asks for fails
  /// all night.
  private func grown(_ stretch: ClosedRange<Int>) -> ClosedRange<Int> {
    guard operation.symptom == .failures, !isOfLines else { return stretch }
    let failures = operation.failures
    func isUnbroken(_ at: Int) -> Bool {
      goods(between: failures[at], and: failures[at + 1]) == 0
    }
    var (low, high) = (stretch.lowerBound, stretch.upperBound)
    while low > 0, isUnbroken(low - 1) { low -= 1 }
    while high < failures.count - 1, isUnbroken(high) { high += 1 }
    return low...high
  }

  private func contains(_ span: ClosedRange<Double>, _ mark: EventRef) -> Bool {
    let at = log.moment(mark, of: operation.timeline)
    return at >= span.lowerBound - 0.001 && at <= span.upperBound + 0.001
  }

  /// Own failures near a run are part of it, however few: they occur at no other time.
  private func clusters(reaching spans: [ClosedRange<Double>]) -> [ClosedRange<Int>] {
    let failures = operation.failures
    var clusters: [ClosedRange<Int>] = []
    var start = 0
    for index in failures.indices {
      let isLast = index == failures.count - 1
      if !isLast, isOneStretch(failures[index], failures[index + 1]),
        !apart.contains(where: {
          contains($0, failures[index]) != contains($0, failures[index + 1])
        })
      {
        continue
      }
      clusters.append(start...index)
      start = index + 1
    }
    let reached = clusters.filter { cluster in
      spans.contains { span in cluster.contains { contains(span, failures[$0]) } }
    }
    return reached.flatMap(parted)
  }

  /// Whether an operation that failed twice was not well in between: within the hold, or for
  /// however long nobody had a success of it.
  private func isOneStretch(_ a: EventRef, _ b: EventRef) -> Bool {
    if gap(a, b) <= holdSeconds { return true }
    return operation.symptom == .failures && !isOfLines && goods(between: a, and: b) == 0
  }

  /// Inside a cluster, stretches part where it was well for a while between failures.
  private func parted(_ cluster: ClosedRange<Int>) -> [ClosedRange<Int>] {
    let failures = operation.failures
    let gaps = cluster.dropLast().map { index in
      RecoveryGaps.Gap(
        good: goods(between: failures[index], and: failures[index + 1]), bad: 0,
        seconds: gap(failures[index], failures[index + 1]))
    }
    let recoveries = RecoveryGaps(
      gaps: gaps, failures: cluster.count,
      seconds: gap(failures[cluster.lowerBound], failures[cluster.upperBound])
    ).recoveries
    var parts: [ClosedRange<Int>] = []
    var from = cluster.lowerBound
    for at in recoveries {
      parts.append(from...(cluster.lowerBound + at))
      from = cluster.lowerBound + at + 1
    }
    return parts + [from...cluster.upperBound]
  }

  private func gap(_ a: EventRef, _ b: EventRef) -> Double { b.time.seconds(since: a.time) }

  private func goods(between a: EventRef, and b: EventRef) -> Int {
    let successes = operation.successes
    let from = successes.partitionIndex { $0.nanoseconds > a.nanoseconds }
    return max(0, successes.firstIndex(from: b.nanoseconds) - from)
  }

  /// Stretches between which it was not well for a while are one.
  private func joined(_ stretches: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
    let failures = operation.failures
    var apart: [ClosedRange<Int>] = []
    for stretch in stretches.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = apart.last,
        stretch.lowerBound <= last.upperBound
          || isOfLines
            && gap(failures[last.upperBound], failures[stretch.lowerBound]) < LineBursts.gapSeconds
      {
        apart[apart.count - 1] = last.lowerBound...max(last.upperBound, stretch.upperBound)
      } else {
        apart.append(stretch)
      }
    }
    // How seldom a service writes other lines says nothing of whether its burst went on.
    guard !isOfLines, apart.count > 1, let first = apart.first, let last = apart.last else {
      return apart
    }
    let gaps = zip(apart, apart.dropFirst()).map { one, next in
      RecoveryGaps.Gap(
        good: goods(between: failures[one.upperBound], and: failures[next.lowerBound]),
        bad: next.lowerBound - one.upperBound - 1,
        seconds: gap(failures[one.upperBound], failures[next.lowerBound]))
    }
    let inside = apart.reduce(0) { sum, one in
      sum + goods(between: failures[one.lowerBound], and: failures[one.upperBound])
    }
    let recoveries = RecoveryGaps(
      gaps: gaps, failures: apart.reduce(0) { $0 + $1.count }, successes: inside,
      seconds: gap(failures[first.lowerBound], failures[last.upperBound])
    ).recoveries
    var joined: [ClosedRange<Int>] = []
    var from = first.lowerBound
    for at in recoveries {
      joined.append(from...apart[at].upperBound)
      from = apart[at + 1].lowerBound
    }
    return joined + [from...last.upperBound]
  }

  private var isOfLines: Bool { operation.timeline.isOfLines }

  /// When it is known that the lines ceased: a while after the last of them, if the inputs go on
  /// for so long.
  private func quiet(after stretch: ClosedRange<Int>) -> EventRef? {
    var mark = operation.failures[stretch.upperBound]
    let wait = LineGaps(operation.failures[stretch]).waitSeconds
    mark.nanoseconds += Int64((wait * 1e3).rounded(.up)) * 1_000_000
    mark.fractionDigits = 3
    let known = log.logged(of: operation.timeline.ref.service)
    return known.contains { $0.contains(mark.time) } ? mark : nil
  }

  /// Events of one stamp have no order: a good one beside the first bad one came before it, one
  /// beside the last bad one after it.
  private func bounded(_ stretch: ClosedRange<Int>) -> FoundPhase? {
    let first = operation.failures[stretch.lowerBound]
    let last = operation.failures[stretch.upperBound]
    let before = operation.successes.last { mark in
      mark.nanoseconds < first.nanoseconds
        || (mark.nanoseconds == first.nanoseconds && last.nanoseconds > first.nanoseconds)
    }
    let after =
      isOfLines
      ? quiet(after: stretch)
      : operation.successes.first { $0.nanoseconds > last.nanoseconds }
        ?? operation.successes.first {
          $0.nanoseconds == last.nanoseconds && $0.nanoseconds > first.nanoseconds
        }
    return FoundPhase(
      lastGoodBefore: before, firstBad: first, lastBad: last, firstGoodAfter: after)
  }
}
