import Glibc
import LogModel
import Signals

/// Whether stretches in which a value was nearly always the same mean anything.
struct StuckValueTest {
  let samples: ValueSamples
  let value: UInt32
  let runs: [Finding]
  let log: LogView

  private static let leastUsual = 20
  /// Nats against as many repeats in a row by chance.
  private static let leastEvidence = 20.0
  /// A value that repeats itself more often is no varied one.
  private static let mostRepeats = 0.6
  /// It lasts so much longer than any other repetition.
  private static let standsOut = 3
  /// Of its usual rate it goes on with, or there is less to tell of.
  private static let leastPace = 0.3
  /// What an incident of numbers alone asks for.
  private static let strongRepeats = 0.1
  private static let strongRow = 30
  private static let strongEvidence = 40.0

  enum Kind { case constant, marker, stalled }

  /// What it is, and whether it may be an incident; `nil` for nothing.
  var kind: (kind: Kind, isStrong: Bool)? {
    let inside = samples.events.map { event in
      runs.contains { $0.from <= event.time && event.time <= $0.to }
    }
    let usual = samples.usual(of: value, outside: inside)
    guard usual.count >= Self.leastUsual, isGoingOn(usual, inside), !isOneClient(usual, inside)
    else { return nil }
    let own = runs.map(\.run.failures).min() ?? 0
    let nats = -Double(own) * log(usual.repeats)
    let stands = own >= Self.standsOut * usual.longest && nats >= Self.leastEvidence
    guard samples.sort == .value else {
      guard usual.repeats <= 0.5, stands, isAskedFor else { return nil }
      let isStrong =
        usual.repeats <= Self.strongRepeats && own >= Self.strongRow
        && nats >= Self.strongEvidence && own >= 2 * Self.standsOut * usual.longest
        && samples.sort == .number
      return (.stalled, isStrong)
    }
    // What answers of one thing say depends on which it is.
    let isByID = samples.operation.contains("/:") && usual.clients.isEmpty
    if usual.repeats <= Self.mostRepeats, stands { return (.constant, !isByID) }
    guard runs.count == 1, usual.own * 100 <= usual.count, isSettled(usual, own),
      let isBack = isBack(inside)
    else { return nil }
    return (.marker, isBack && !isByID)
  }

  private func log(_ value: Double) -> Double { Glibc.log(value) }

  /// Usually it is one value, or a mixture: what goes from one state to another has no usual.
  private func isSettled(_ usual: ValueSamples.Usual, _ own: Int) -> Bool {
    usual.most * 20 >= usual.count * 19
      || (usual.repeats <= 0.95 && usual.longest * Self.standsOut <= own)
  }

  /// The records that hold it come much as often as they did.
  private func isGoingOn(_ usual: ValueSamples.Usual, _ inside: [Bool]) -> Bool {
    let count = inside.count { $0 }
    let seconds = runs.reduce(0) { $0 + max(1, $1.to - $1.from) }
    guard usual.seconds > 0 else { return false }
    return Double(count) / seconds >= Self.leastPace * Double(usual.count) / usual.seconds
  }

  /// Only a few of many clients asked meanwhile, who may well have asked for the same.
  private func isOneClient(_ usual: ValueSamples.Usual, _ inside: [Bool]) -> Bool {
    guard usual.clients.count >= 5 else { return false }
    var clients: Set<UInt32> = []
    for (at, isInside) in inside.enumerated() where isInside {
      clients.insert(samples.events[at].code.client)
    }
    return clients.count < 3
  }

  /// Before and after each stretch it was the same; `nil` where it became something else.
  private func isBack(_ inside: [Bool]) -> Bool? {
    for run in runs {
      var before: Set<UInt32> = []
      var (after, known) = (0, 0)
      for (at, event) in samples.events.enumerated() where !inside[at] {
        if event.time < run.from {
          before.insert(event.code.value)
        } else if event.time > run.to {
          after += 1
          known += before.contains(event.code.value) ? 1 : 0
        }
      }
      guard after >= 5 else { return run.run.reachesLastCell ? false : nil }
      guard known * 2 >= after else { return nil }
    }
    return true
  }

  /// Requests went on, where there are any: what counts or measures them may rest with them.
  private var isAskedFor: Bool {
    var (inside, seconds, all) = (0.0, 0.0, 0.0)
    guard let range = log.range else { return false }
    let whole = range.to.seconds(since: range.from)
    for operation in log.operations {
      let window = SlotWindow(timeline: operation, origin: log.origin)
      all += Double(operation.arrivals)
      for run in runs {
        for slot in window.slots(from: run.from, to: run.to) { inside += Double(slot.arrivals) }
      }
    }
    for run in runs { seconds += run.to - run.from }
    guard all > 0, whole > seconds else { return true }
    return inside / max(1, seconds) >= 0.5 * (all - inside) / (whole - seconds)
  }
}
