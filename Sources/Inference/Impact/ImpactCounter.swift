import LogModel
import Parse
import Signals

/// Counts what an incident hit, from its first to its last failure inclusive.
struct ImpactCounter {
  let log: LogView
  /// From a first to a last failure, in nanoseconds, in order: one stretch, or one for each time
  /// of what recurs.
  let stretches: [ClosedRange<Int64>]

  init(log: LogView, stretches: [ClosedRange<Int64>]) {
    self.log = log
    self.stretches = stretches
  }

  init(log: LogView, from: Int64, to: Int64) {
    self.init(log: log, stretches: [from...max(from, to)])
  }

  var from: Int64 { stretches.first?.lowerBound ?? 0 }
  var to: Int64 { stretches.last?.upperBound ?? 0 }

  /// What an incident hit, by its bad events.
  func impact(of principal: FailingOperation, _ counts: ImpactCounts) -> ImpactCounts {
    switch ImpactRule(principal.symptom).bad {
    case .failures: return counts
    case .slowCalls(let threshold):
      var impact = counts.withoutFailures
      impact.degraded = (counts.failures, threshold)
      return impact
    case .witnesses: return counts.withoutFailures.withoutAttempts
    case .responses: return counts.withoutFailures.withEachOperationOnce
    case .samples(let areLines):
      let calls = areLines ? 0 : calls(like: principal)
      return counts.sampled(from: calls, areLines: areLines)
    }
  }

  /// Responses of its stretches, also where only some were looked at.
  private func calls(like principal: FailingOperation) -> Int {
    let ref = principal.timeline.ref
    guard let base = log.requests.first(where: { $0.ref == ref }) else { return 0 }
    let (from, to) = (log.seconds(nanoseconds: from), log.seconds(nanoseconds: to))
    let all = FailingOperation(
      base, risen: [], spans: [from...max(from, to)], others: [], origin: log.origin)
    return count(all).attempts
  }

  /// Attempts and bad events of some operations, these as failures.
  ///
  /// - Parameter services: where requests are counted, none of which calls another; empty where
  ///   none of them were logged.
  func counts(
    of principal: FailingOperation, with others: [FailingOperation], measuredAt services: [String]
  ) -> ImpactCounts {
    let all = [principal] + others
    let layers = LayerCounter(log, service: principal.timeline.ref.service, stretches: stretches)
    let counted = all.map { ($0, layers.count($0)) }
    let measured = Self.measured(all, at: services).map { ($0, layers.count($0)) }
    let place = measured[0].0.timeline
    var impact = ImpactCounts(
      attempts: measured.reduce(0) { $0 + $1.1.attempts },
      failures: measured.reduce(0) { $0 + $1.1.failures },
      basis: measured.allSatisfy(\.1.isExact)
        ? measured.contains { one, _ in one.timeline.holdsOthers(one.signatures) }
          // A name that stands for others bounds what was counted under it from one side only.
          ? .atLeast : .counted
        : principal.timeline.isOfLines ? .atLeast : .estimated,
      users: users(of: measured.map(\.0), orOf: all, layers),
      units: layers.counter(for: measured[0].0).units(of: measured.map(\.0)),
      byOperation: counted.map { one, counts in
        var count = ImpactCounts.OperationCount(
          operation: one.timeline.ref, attempts: counts.attempts, failures: counts.failures)
        count.isMeasured = measured.contains { $0.0.timeline.id == one.timeline.id }
        return count
      },
      byLayer: byLayer(counted.map { ($0.0.timeline, $0.1.attempts, $0.1.failures) }),
      measuredAt: (
        place.ref.service, place.role,
        principal.timeline.isOfLines
          ? ImpactCounts.Vantage.loggedTheLines
          : services.count > 1
            ? .peers(services)
            : place.kind == .request ? .outermostLog : .noRequestLog
      ), counted: principal.timeline.isOfLines ? .lines : .attempts)
    impact.namesUsers =
      measured.contains { $0.0.timeline.identity != .none } || impact.users != nil
    impact.concentration =
      DimensionTables(measured.map(\.0), counter: self).concentrations
    return impact
  }

  /// Users of what is measured; where its records name none, about how many are named by the calls
  /// to dependencies that failed on the way: not each request made one.
  private func users(
    of measured: [FailingOperation], orOf all: [FailingOperation], _ layers: LayerCounter
  ) -> ImpactCounts.Users? {
    if let own = layers.counter(for: measured[0]).users(of: measured) { return own }
    let calls = all.filter {
      $0.timeline.kind == .dependencyCall && $0.timeline.identity == .user
    }
    guard let first = calls.first, var users = layers.counter(for: first).users(of: calls) else {
      return nil
    }
    users.exact = false
    return users
  }

  /// The operations that an impact is counted at: requests of one service or of peers; the first
  /// of all where none of theirs are known.
  static func measured(_ all: [FailingOperation], at services: [String]) -> [FailingOperation] {
    let requests = all.filter {
      $0.timeline.kind == .request && services.contains($0.timeline.ref.service)
    }
    return requests.isEmpty ? Array(all.prefix(1)) : requests
  }

  func isInside(_ mark: EventRef) -> Bool {
    stretches.contains { $0.contains(mark.nanoseconds) }
  }

  /// - Parameter seconds: from the log's origin.
  func isInside(seconds: Double) -> Bool {
    let moment = log.nanoseconds(seconds)
    return stretches.contains { $0.lowerBound - 1000 <= moment && moment <= $0.upperBound + 1000 }
  }

  func touches(_ start: Int64, _ width: Int64) -> Bool {
    stretches.contains { start + width > $0.lowerBound && start <= $0.upperBound }
  }

  /// Attempts and own failures; of a crowded bucket at an end, the part is estimated.
  func count(_ operation: FailingOperation) -> (attempts: Int, failures: Int, isExact: Bool) {
    var successes = 0
    var failures = 0
    var isExact = true
    let width = operation.timeline.width * 1_000_000_000
    for slot in operation.timeline.slots {
      let start = slot.start * width
      guard touches(start, width) else { continue }
      let isWhole = stretches.contains {
        start >= $0.lowerBound && start + width - 1 <= $0.upperBound
      }
      let isLines = operation.timeline.isOfLines
      for cell in operation.timeline.successes(of: slot) where !isLines {
        add(cell, isWhole, &successes, &isExact)
      }
      for (signature, cell) in operation.timeline.failures(of: slot)
      where operation.signatures.contains(signature) {
        add(cell.cell, isWhole, &failures, &isExact, atLeast: isLines)
      }
    }
    return (successes + failures, failures, isExact)
  }

  func add(
    _ cell: OutcomeCell, _ isWhole: Bool, _ sum: inout Int, _ isExact: inout Bool,
    atLeast: Bool = false
  ) {
    let inside = cell.countMarks(where: isInside)
    if isWhole || (inside > 0 && inside == cell.keptCount) {
      sum += cell.count
    } else if cell.isExact || (inside == 0 && cell.keptCount > 0) {
      sum += inside
    } else {
      // The extremes lie on both sides: what is between them is split evenly.
      sum += atLeast ? inside : cell.count / 2
      isExact = false
    }
  }

  private func ownCells(_ operation: FailingOperation) -> [SignatureCell] {
    let width = operation.timeline.width * 1_000_000_000
    return operation.timeline.slots.flatMap { slot -> [SignatureCell] in
      let start = slot.start * width
      guard touches(start, width) else { return [] }
      return operation.timeline.failures(of: slot)
        .filter { operation.signatures.contains($0.signature) }.map(\.cell)
    }
  }

  func users(of operations: [FailingOperation]) -> ImpactCounts.Users? {
    var clients: Set<UInt64> = []
    var sample = DistinctSample(capacity: 4096)
    var isExact = true
    var identity = LogRecord.Identity.none
    for operation in operations {
      for cell in ownCells(operation) {
        if cell.cell.isExact {
          for mark in cell.cell.marks where isInside(mark) && mark.client != 0 {
            clients.insert(mark.client)
          }
        } else if let crowd = cell.clients {
          sample.merge(crowd)
          isExact = isExact && crowd.isExact
        }
      }
      identity = max(identity, operation.timeline.identity)
    }
    for client in clients.sorted() { sample.insert(client) }
    guard sample.estimate > 0, identity != .none else { return nil }
    return .init(
      count: sample.estimate, exact: isExact && sample.isExact,
      identity: identity == .user ? .userField : identity == .session ? .session : .address)
  }

  func units(of operations: [FailingOperation]) -> [(name: String, count: Int)] {
    var sums = SIMD4<Int64>.zero
    for cell in operations.flatMap(ownCells) { sums &+= cell.units }
    return log.unitNames.prefix(4).enumerated().compactMap { slot, name in
      sums[slot] > 0 ? (name, Int(sums[slot])) : nil
    }
  }

  private func byLayer(
    _ counted: [(OperationTimeline, attempts: Int, failures: Int)]
  ) -> [ImpactCounts.LayerCount] {
    struct Layer: Hashable {
      var service: String
      var role: ServiceRole
    }
    var sums: [Layer: (attempts: Int, failures: Int)] = [:]
    for (timeline, attempts, failures) in counted {
      let isCall = timeline.kind == .dependencyCall
      let layer = Layer(
        service: isCall ? timeline.dependency : timeline.ref.service,
        role: isCall ? .dependency : timeline.role)
      sums[layer, default: (0, 0)].attempts += attempts
      sums[layer, default: (0, 0)].failures += failures
    }
    return sums.sorted { a, b in
      (a.key.role.rawValue, a.key.service) < (b.key.role.rawValue, b.key.service)
    }
    .map {
      .init(
        service: $0.key.service, role: $0.key.role, attempts: $0.value.attempts,
        failures: $0.value.failures)
    }
  }
}
