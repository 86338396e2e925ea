import Glibc
import LogModel
import Signals

/// A service that failed more than usual within an incident, though not enough to be one.
///
/// The incident says when to look, so no price is paid for the place: less evidence is enough
/// than for a run of its own.
struct CoincidentFailures {
  var service: String
  var firstBad: EventRef
  var lastGoodBefore: EventRef?
  var attempts: Int
  var failures: Int

  /// Looked at before and after the incident for what is usual.
  private static let baselineSeconds = 7200.0
  private static let leastFailures = 3
  private static let leastRise = 3.0
  private static let leastNats = 6.0

  /// One of each service that is not among `known`, sorted by name.
  static func all(
    in log: LogView, from: Double, to: Double, besides known: Set<String>
  ) -> [CoincidentFailures] {
    var members: [String: [OperationTimeline]] = [:]
    for operation in log.operations
    where !known.contains(operation.ref.service) {
      members[operation.ref.service, default: []].append(operation)
    }
    return members.sorted { $0.key < $1.key }.compactMap { service, operations in
      CoincidentFailures(service, operations, in: log, from: from, to: to, among: members.count)
    }
  }

  private init?(
    _ service: String, _ operations: [OperationTimeline], in log: LogView, from: Double,
    to: Double, among services: Int
  ) {
    var inside = (attempts: 0.0, failures: 0.0)
    var outside = inside
    var failing: [(timeline: OperationTimeline, signatures: Set<Int>)] = []
    for timeline in operations {
      let noise = NoiseRate(timeline)
      let signatures = Set(timeline.signatures.indices.filter { !noise.isWithinRate($0) })
      let window = SlotWindow(timeline: timeline, origin: log.origin)
      let within = window.counts(of: signatures, from: from, to: to)
      let reach = window.counts(
        of: signatures, from: from - Self.baselineSeconds, to: to + Self.baselineSeconds)
      inside.attempts += Double(within.attempts)
      inside.failures += Double(within.failures)
      outside.attempts += Double(max(0, reach.attempts - within.attempts))
      outside.failures += Double(max(0, reach.failures - within.failures))
      if within.failures > 0 { failing.append((timeline, signatures)) }
    }
    let usual = (outside.failures + 0.5) / (outside.attempts + 50)
    let share = min(0.999, inside.failures / max(1, inside.attempts))
    guard Int(inside.failures) >= Self.leastFailures, share >= Self.leastRise * usual else {
      return nil
    }
    let nats =
      inside.failures * natural(share / usual)
      + (inside.attempts - inside.failures) * natural((1 - share) / (1 - usual))
    guard nats >= Self.leastNats + natural(Double(max(1, services))) else { return nil }
    let bad = failing.flatMap { one in
      one.timeline.failureMarks(one.signatures).filter {
        let at = log.seconds($0.time)
        return at >= from && at <= to
      }
    }
    guard let first = bad.min(by: EventRef.precedes) else { return nil }
    firstBad = first
    lastGoodBefore = failing.compactMap { one in
      one.timeline.successMarks().last { $0.nanoseconds < first.nanoseconds }
    }.max(by: EventRef.precedes)
    self.service = service
    attempts = Int(inside.attempts)
    failures = Int(inside.failures)
  }
}

/// The natural logarithm: `log` is what a log is called here.
private func natural(_ value: Double) -> Double { Glibc.log(value) }
