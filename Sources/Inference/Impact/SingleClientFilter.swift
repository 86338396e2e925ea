import LogModel
import Signals

/// Whether an incident is one end user's alone: few failures, of one client, while others fared
/// well.
///
/// A tenant, a region, a version or a host that fails is never one user, however few noticed: it
/// is told from one by what others did there.
struct SingleClientFilter {
  /// Failures from which on an incident is one, whoever was hit.
  private static let fewFailures = 20
  /// Of the failures, the client's; and of the others' attempts, those that may fail.
  private static let share = 0.8
  /// Clients that the operation has besides.
  private static let leastOthers = 10
  /// Of these, those that succeeded meanwhile.
  private static let leastWell = 3

  let operations: [FailingOperation]
  /// Of the incident's stretch.
  let counter: ImpactCounter

  var isTheOnlyOne: Bool {
    guard operations.allSatisfy({ $0.symptom == .failures }) else { return false }
    let failures = operations.flatMap(\.failures).filter(isInside)
    let counted = operations.reduce(0) { $0 + counter.count($1).failures }
    guard counted < Self.fewFailures, failures.count == counted,
      let client = Self.mostFrequent(failures)
    else { return false }
    let own = failures.count { $0.client == client }
    guard Double(own) >= Self.share * Double(failures.count) else { return false }
    let successes = operations.flatMap(\.successes).filter { $0.client != 0 }
    let others = successes.filter { $0.client != client }
    let well = others.filter(isInside)
    let failed = failures.count - own
    guard Set(others.map(\.client)).count >= Self.leastOthers,
      Set(well.map(\.client)).count >= Self.leastWell,
      Double(failed) <= (1 - Self.share) * Double(well.count + failed)
    else { return false }
    // Dimensions are known in whole buckets: what the client did in them counts as they do.
    let reach = counter.log.dimensions.seconds * 1_000_000_000
    return !isPlace(
      successes.count {
        $0.client == client && counter.from - reach <= $0.nanoseconds
          && $0.nanoseconds <= counter.to + reach
      })
  }

  private func isInside(_ mark: EventRef) -> Bool {
    counter.from <= mark.nanoseconds && mark.nanoseconds <= counter.to
  }

  /// Whether the failures may as well be a tenant's, a region's, a version's or a host's: one
  /// has nearly all of them, and nobody else is seen to fare well there.
  private func isPlace(_ ownSuccesses: Int) -> Bool {
    DimensionTables(operations, counter: counter).all.contains { table in
      table.values.contains { value in
        Double(value.failures) >= Self.share * Double(table.failures)
          && value.successesAtMost < ownSuccesses + 2
      }
    }
  }

  private static func mostFrequent(_ marks: [EventRef]) -> UInt64? {
    var counts: [UInt64: Int] = [:]
    for mark in marks where mark.client != 0 { counts[mark.client, default: 0] += 1 }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }
}
