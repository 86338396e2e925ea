import LogModel
import Signals

/// Whether failures are one client's alone, while others fared well at the same operations.
///
/// A tenant, a region, a version or a host that fails is never one client, however few noticed: it
/// is told from one by what others did there. Nor is the address of a proxy or a script behind
/// which all requests come, for then there are no others.
struct SingleClientFilter {
  /// Clients that the operation has besides.
  private static let leastOthers = 10
  /// Of these, those that succeeded meanwhile; where there are only few failures, one of them, and
  /// so many that their service served meanwhile.
  private static let leastWell = 3
  private static let fewFailures = 20.0
  private static let leastCrowd = 10.0
  /// Failures of the only client that an operation has are no more than that client's trouble where
  /// they are fewer and the service has so many others.
  private static let fewOfOne = 5.0
  /// Nanoseconds after the failures that are meanwhile: those of one client take seconds, in which
  /// few others ask for the same. What went well before them says nothing.
  private static let reach: Int64 = 60_000_000_000
  /// An operation that succeeded less often was never seen to work for anybody.
  private static let leastSuccesses = 3

  let operations: [FailingOperation]
  /// Of the stretch in which they failed.
  let counter: ImpactCounter

  var isTheOnlyOne: Bool {
    guard operations.allSatisfy({ $0.symptom == .failures }),
      let client = client(share: ClientShare.mostShare)
    else { return false }
    let successes = operations.flatMap(\.successes)
    // A form, a job or a host that never worked, for the only one who asked.
    if successes.count < Self.leastSuccesses, self.client(share: 1) != nil { return true }
    let others = successes.lazy.filter { $0.client != 0 && $0.client != client }
    if others.isEmpty, failures < Self.fewOfOne, self.client(share: 1) != nil {
      return isBusy(besides: client)
    }
    guard Set(others.map(\.client)).count >= Self.leastOthers,
      isServed(operations.map(\.timeline), besides: client)
        || failures < Self.fewFailures
          && isServed(operations.map(\.timeline), besides: client, least: 1)
          && isServed(ofServices, besides: client)
    else { return false }
    // Dimensions are known in whole buckets: what the client did in them counts as they do.
    let reach = counter.log.dimensions.seconds * 1_000_000_000
    return !isPlace(
      successes.count {
        $0.client == client && counter.from - reach <= $0.nanoseconds
          && $0.nanoseconds <= counter.to + reach
      })
  }

  /// Whether others were served meanwhile. Of crowded buckets the clients are not known: where so
  /// many were served at their rate, a failure for all would have hit more than one client.
  private func isServed(
    _ timelines: [OperationTimeline], besides client: UInt64, least: Int = Self.leastWell
  ) -> Bool {
    let (from, to) = (counter.from, counter.to + Self.reach)
    var clients: Set<UInt64> = []
    var expected = 0.0
    for timeline in timelines {
      let width = timeline.width * 1_000_000_000
      for slot in timeline.slots {
        let start = slot.start * width
        let overlap = min(to, start + width) - max(from, start)
        guard overlap > 0 else { continue }
        for cell in timeline.successes(of: slot) {
          guard cell.isExact else {
            expected += Double(cell.count) * Double(overlap) / Double(width)
            continue
          }
          cell.forEachMark { mark in
            if mark.client != 0, mark.client != client, from <= mark.nanoseconds,
              mark.nanoseconds <= to
            {
              clients.insert(mark.client)
            }
          }
        }
      }
    }
    return clients.count >= least || expected >= Self.leastCrowd
  }

  /// Whether the services serve many others, at any time of the log.
  private func isBusy(besides client: UInt64) -> Bool {
    var others: Set<UInt64> = []
    for timeline in ofServices where Double(others.count) < Self.leastCrowd {
      for mark in timeline.successMarks() where mark.client != 0 && mark.client != client {
        others.insert(mark.client)
      }
    }
    return Double(others.count) >= Self.leastCrowd
  }

  private var failures: Double {
    operations.reduce(0) { sum, operation in
      sum
        + ClientShare(of: operation.timeline, operation.signatures, in: counter.log) {
          counter.isInside(seconds: $0)
        }.all
    }
  }

  /// All operations of the services that failed.
  private var ofServices: [OperationTimeline] {
    let names = Set(operations.map(\.timeline.ref.service))
    return counter.log.requests.filter { names.contains($0.ref.service) }
  }

  /// The client that has so large a share of the failures of every operation.
  private func client(share least: Double) -> UInt64? {
    var clients: Set<UInt64> = []
    for operation in operations {
      let share = ClientShare(of: operation.timeline, operation.signatures, in: counter.log) {
        counter.isInside(seconds: $0)
      }
      guard share.all > 0 else { continue }
      guard share.isOneClient, share.own >= least * share.all else { return nil }
      clients.insert(share.client)
    }
    return clients.count == 1 ? clients.first : nil
  }

  /// Whether the failures may as well be a tenant's, a region's, a version's or a host's: one
  /// has nearly all of them, and nobody else is seen to fare well there.
  private func isPlace(_ ownSuccesses: Int) -> Bool {
    DimensionTables(operations, counter: counter).all.contains { table in
      table.values.contains { value in
        Double(value.failures) >= ClientShare.mostShare * Double(table.failures)
          && value.successesAtMost < ownSuccesses + 2
      }
    }
  }
}

extension Finding {
  /// Failures under a name that stands for many routes, from which on they are an incident; and the
  /// clients that they have to hit. One route that never worked fails in clusters of its own.
  private static let leastOfMany = (failures: 10, clients: 3)

  /// The same, told as a near miss where its failures are one client's, or one of many routes'.
  func judged(byClientsIn log: LogView) -> Finding {
    guard symptom == .failures, mayBeIncident else { return self }
    let span = from...max(from, to)
    let operation = FailingOperation(
      timeline, symptom, risen: signatures, spans: [span], others: [], origin: log.origin)
    let inside = operation.failures.filter { span.contains(log.moment($0, of: timeline)) }
    guard let first = inside.first, let last = inside.last else { return self }
    var finding = self
    let filter = SingleClientFilter(
      operations: [operation],
      counter: ImpactCounter(log: log, from: first.nanoseconds, to: last.nanoseconds))
    if filter.isTheOnlyOne {
      finding.standing = .ruledOut(.oneClient)
    } else if timeline.isLumped, timeline.kind == .request {
      let share = ClientShare(of: timeline, operation.signatures, in: log) { span.contains($0) }
      let least = Self.leastOfMany
      if run.failures < least.failures {
        finding.standing = .ruledOut(.tooFewFailures(run.failures, needed: least.failures))
      } else if share.client != 0, share.clients < least.clients {
        finding.standing = .ruledOut(.oneClient)
      }
    }
    return finding
  }
}
