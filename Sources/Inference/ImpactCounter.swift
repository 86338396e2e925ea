import LogModel
import Parse
import Signals

/// Counts what an incident hit, from its first to its last failure inclusive.
struct ImpactCounter {
  let log: WatchedLog
  /// From a first to a last failure, in nanoseconds, in order: one stretch, or one for each time
  /// of what recurs.
  let stretches: [ClosedRange<Int64>]

  func impact(
    of principal: FailingOperation, with others: [FailingOperation]
  ) -> ImpactCounts {
    let all = [principal] + others
    let counted = all.map { ($0, count($0)) }
    let requests = counted.filter { $0.0.timeline.kind == .request }
    let measured =
      requests.isEmpty
      ? [counted[0]]
      : requests.filter {
        $0.0.timeline.ref.service == principal.timeline.ref.service
          || principal.timeline.kind != .request
      }
    return ImpactCounts(
      attempts: measured.reduce(0) { $0 + $1.1.attempts },
      failures: measured.reduce(0) { $0 + $1.1.failures },
      basis: measured.allSatisfy(\.1.isExact)
        ? .counted : principal.timeline.sort == .lines ? .atLeast : .estimated,
      users: users(of: measured.map(\.0)), units: units(of: measured.map(\.0)),
      byOperation: counted.map {
        .init(operation: $0.0.timeline.ref, attempts: $0.1.attempts, failures: $0.1.failures)
      },
      byLayer: layers(counted.map { ($0.0.timeline, $0.1.attempts, $0.1.failures) }),
      measuredAt: (
        principal.timeline.ref.service, principal.timeline.role,
        principal.timeline.sort == .lines
          ? "the service that wrote the lines"
          : principal.timeline.kind == .request
            ? "the outermost log given that shows each request"
            : "no log of the requests themselves was given"
      ), counted: principal.timeline.sort == .lines ? .lines : .attempts)
  }

  private func isInside(_ mark: EventMark) -> Bool {
    stretches.contains { $0.contains(mark.nanoseconds) }
  }

  private func touches(_ start: Int64, _ width: Int64) -> Bool {
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
      let isLines = operation.timeline.sort == .lines
      for cell in isLines ? [] : operation.timeline.successes(of: slot) {
        add(cell, isWhole, &successes, &isExact)
      }
      for (signature, cell) in operation.timeline.failures(of: slot)
      where operation.signatures.contains(signature) {
        add(cell.cell, isWhole, &failures, &isExact, atLeast: isLines)
      }
    }
    return (successes + failures, failures, isExact)
  }

  private func add(
    _ cell: OutcomeCell, _ isWhole: Bool, _ sum: inout Int, _ isExact: inout Bool,
    atLeast: Bool = false
  ) {
    let inside = cell.countMarks(where: isInside)
    if isWhole || inside == cell.keptCount {
      sum += cell.count
    } else if cell.isExact || inside == 0 {
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

  private func users(of operations: [FailingOperation]) -> ImpactCounts.Users? {
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

  private func units(of operations: [FailingOperation]) -> [(name: String, count: Int)] {
    var sums = SIMD4<Int64>.zero
    for cell in operations.flatMap(ownCells) { sums &+= cell.units }
    return log.unitNames.prefix(4).enumerated().compactMap { slot, name in
      sums[slot] > 0 ? (name, Int(sums[slot])) : nil
    }
  }

  private func layers(
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
