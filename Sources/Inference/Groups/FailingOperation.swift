import LogModel
import Parse
import Signals

/// One operation of an incident, with the failures that are the incident's own.
struct FailingOperation {
  var timeline: OperationTimeline
  /// What its failures are.
  let symptom: Symptom
  /// Own signatures: those whose share rose, and those seen nowhere outside.
  var signatures: Set<Int>
  var failures: [EventRef]
  /// Own failures outside the incident.
  var strayFailures: Int
  /// Where its runs lie, in seconds from the origin.
  let span: ClosedRange<Double>

  var successes: [EventRef] { timeline.successMarks() }

  /// - Parameters:
  ///   - spans: where the runs of this operation lie, in seconds from the origin: one stretch,
  ///     or one for each time of what recurs.
  ///   - others: runs of the operation that belong to other incidents.
  init(
    _ timeline: OperationTimeline, _ symptom: Symptom = .failures, risen: Set<Int>,
    spans: [ClosedRange<Double>],
    others: [ClosedRange<Double>], origin: Int64
  ) {
    self.timeline = timeline
    self.symptom = symptom
    let from = spans.map(\.lowerBound).min() ?? 0
    span = from...max(from, spans.map(\.upperBound).max() ?? 0)
    let noise = NoiseRate(timeline)
    let texts = Set(risen.map { timeline.signatures[$0].text })
    var signatures = risen
    let counts = SignatureCounts(timeline, spans: spans, origin: origin)
    // Of lines, other messages are other operations.
    let candidates = timeline.isOfLines ? [] : Array(timeline.signatures.indices)
    for index in candidates where !risen.contains(index) {
      // Known noise that fails in the incident's own way, and only in it, is no noise then.
      if noise.isWithinRate(index), !texts.contains(timeline.signatures[index].text) { continue }
      let own = counts.of([index])
      if own.inside > 0, own.outside == 0 { signatures.insert(index) }
    }
    // A union of all signatures rose because some did: those as frequent outside stay out.
    if risen.count > 1 {
      signatures = signatures.filter { index in
        Self.isHigher(counts.of([index]), in: timeline, spans: spans)
      }
      if signatures.isEmpty { signatures = risen }
    }
    self.signatures = signatures
    failures = timeline.failureMarks(signatures)
    let own = signatures
    let elsewhere = others.map {
      SignatureCounts(timeline, spans: [$0], origin: origin).of(own).inside
    }
    strayFailures = counts.of(own).outside - elsewhere.reduce(0, +)
  }

  /// Lines are about what most of them say, and only those with `messages` count.
  mutating func nameLines(by messages: Set<Int>) {
    guard timeline.isOfLines else { return }
    signatures = messages
    failures = timeline.failureMarks(messages)
    let most = messages.sorted().max { timeline.failures(of: $0) < timeline.failures(of: $1) }
    timeline.ref.operation = most.flatMap { timeline.signatures[$0].message } ?? "error lines"
  }

  /// How many failures of each signature lie within some stretches, and how many outside.
  private struct SignatureCounts {
    private var inside: [Int]
    private var outside: [Int]

    init(_ timeline: OperationTimeline, spans: [ClosedRange<Double>], origin: Int64) {
      var counts = (
        inside: [Int](repeating: 0, count: timeline.signatures.count),
        outside: [Int](repeating: 0, count: timeline.signatures.count)
      )
      for slot in timeline.slots where !slot.failures.isEmpty {
        let start = Double(slot.start * timeline.width - origin)
        let end = start + Double(timeline.width)
        let isInside = spans.contains { end >= $0.lowerBound && start <= $0.upperBound }
        timeline.forEachFailureCount(in: slot) { signature, count in
          if isInside {
            counts.inside[signature] += count
          } else {
            counts.outside[signature] += count
          }
        }
      }
      (inside, outside) = counts
    }

    func of(_ signatures: Set<Int>) -> (inside: Int, outside: Int) {
      signatures.filter(inside.indices.contains).reduce((0, 0)) {
        ($0.0 + inside[$1], $0.1 + outside[$1])
      }
    }
  }

  /// More than twice as frequent a second inside as outside.
  private static func isHigher(
    _ counts: (inside: Int, outside: Int), in timeline: OperationTimeline,
    spans: [ClosedRange<Double>]
  ) -> Bool {
    guard counts.inside > 0 else { return false }
    guard counts.outside > 0, let first = timeline.slots.first, let last = timeline.slots.last
    else { return true }
    let whole = Double((last.start - first.start + 1) * timeline.width)
    let length = spans.reduce(0) {
      $0 + max(Double(timeline.width), $1.upperBound - $1.lowerBound)
    }
    let rest = max(length, whole - length)
    return Double(counts.inside) / length > 2 * Double(counts.outside) / rest
  }

  /// Whether a bucket around a mark lost events that would tell what stood beside it.
  func isCrowded(at mark: EventRef) -> Bool {
    let (range, width) = (range(ofBucketAt: mark), timeline.width)
    return timeline.slots.contains { slot in
      !slot.isExact && range.contains(Timestamp(seconds: slot.start * width))
    }
  }

  func range(ofBucketAt mark: EventRef) -> TimeRange {
    let reach = timeline.reach
    let start =
      mark.nanoseconds.flooredDivision(by: 1_000_000_000).flooredDivision(by: reach) * reach
    return TimeRange(
      from: Timestamp(seconds: start),
      to: Timestamp(nanoseconds: (start + reach) * 1_000_000_000 - 1))
  }
}
