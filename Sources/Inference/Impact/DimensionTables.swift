import LogModel
import Parse
import Signals

/// The dimensions of the attempts on some operations, from one moment to another.
struct DimensionTables {
  /// Counts of one value or lump, before it is known which are named.
  private struct Sum {
    var failures = 0
    var successes = 0
  }

  private let log: LogView
  private let operations: [FailingOperation]
  private let counter: ImpactCounter
  /// Own failures of the operations in the stretch.
  private let failures: Int

  /// - Parameter counter: of the stretch.
  init(_ operations: [FailingOperation], counter: ImpactCounter) {
    log = counter.log
    self.operations = operations.filter { !$0.timeline.isOfLines }
    self.counter = counter
    failures = self.operations.reduce(0) { $0 + counter.count($1).failures }
  }

  /// What attempts said of themselves, then the sources that wrote them down.
  var all: [DimensionTable] { stated + [sources].compactMap { $0 } }

  // MARK: Stated

  private var stated: [DimensionTable] {
    guard failures > 0, !log.dimensions.isEmpty else { return [] }
    let keys = operations.flatMap { log.watched.series(of: $0.timeline).map(\.key) }.uniqued()
    let counts = log.dimensions.sums(of: keys, in: counter.stretches)
    var byDimension: [[DimensionCount]] = []
    for count in counts {
      if byDimension.last?.last?.dimension == count.dimension {
        byDimension[byDimension.count - 1].append(count)
      } else {
        byDimension.append([count])
      }
    }
    return byDimension.compactMap(table)
  }

  private func table(_ counts: [DimensionCount]) -> DimensionTable? {
    let own = ownOutcomes
    if let table = table(counts, failing: { own.contains($0) }) { return table }
    // Messages that were folded since are no longer told apart.
    guard operations.allSatisfy({ $0.symptom == .failures }) else { return nil }
    return table(counts, failing: DimensionOutcome.isFailure)
  }

  /// `nil` where the failures that say a value are not those of the incident.
  private func table(
    _ counts: [DimensionCount], failing isOwn: (UInt8) -> Bool
  ) -> DimensionTable? {
    var named: [(name: String, lump: UInt64, sum: Sum)] = []
    var lumps: [UInt64: Sum] = [:]
    var total = Sum()
    for count in counts {
      let isSuccess = count.outcome == DimensionOutcome.success
      guard isSuccess || isOwn(count.outcome) else { continue }
      var sum = Sum()
      if isSuccess { sum.successes = count.count } else { sum.failures = count.count }
      total.failures += sum.failures
      total.successes += sum.successes
      guard let value = count.value else {
        lumps[count.lump, default: Sum()].failures += sum.failures
        lumps[count.lump, default: Sum()].successes += sum.successes
        continue
      }
      if named.last?.name.utf8.elementsEqual(value.utf8) != true {
        named.append((value, count.lump, Sum()))
      }
      named[named.count - 1].sum.failures += sum.failures
      named[named.count - 1].sum.successes += sum.successes
    }
    guard total.failures * 2 >= failures, total.failures <= failures + failures / 2 + 5,
      let dimension = counts.first?.dimension
    else { return nil }
    let values = named.map { one in
      let isKnown = log.dimensions.countsAll(of: dimension, value: one.name)
      return DimensionTable.Value(
        name: one.name, failures: one.sum.failures,
        successes: isKnown ? one.sum.successes : nil,
        successesAtMost: one.sum.successes + (isKnown ? 0 : lumps[one.lump]?.successes ?? 0))
    }
    return DimensionTable(
      dimension: dimension, values: values, failures: total.failures,
      successes: total.successes, valueCount: values.count + lumps.count)
  }

  private var ownOutcomes: Set<UInt8> {
    Set(
      operations.flatMap { operation -> [UInt8] in
        if let status = operation.timeline.rejectedStatus {
          return [DimensionOutcome.rejected(status)]
        }
        return operation.signatures.map {
          DimensionOutcome.failure(operation.timeline.signatures[$0].text)
        }
      })
  }

  // MARK: Sources

  /// Hosts or pods, where several served the operations.
  private var sources: DimensionTable? {
    var sums: [String: Sum] = [:]
    for operation in operations {
      guard let counts = counter.countsBySource(of: operation) else { return nil }
      for (source, counted) in counts {
        sums[source, default: Sum()].failures += counted.failures
        sums[source, default: Sum()].successes += counted.successes
      }
    }
    let served = sums.filter { $0.value.failures + $0.value.successes > 0 && !$0.key.isEmpty }
      .sorted { $0.key < $1.key }
    guard served.count > 1 else { return nil }
    let arePods = served.allSatisfy { SourceName.isPod($0.key) }
    return DimensionTable(
      dimension: arePods ? "pod" : "host",
      values: served.map {
        .init(
          name: $0.key, failures: $0.value.failures, successes: $0.value.successes,
          successesAtMost: $0.value.successes)
      },
      failures: served.reduce(0) { $0 + $1.value.failures },
      successes: served.reduce(0) { $0 + $1.value.successes }, valueCount: served.count)
  }
}

extension DimensionTables {
  private static let limit = 8

  /// What the failures are concentrated in, the strongest first.
  var concentrations: [Concentration] {
    var found: [Concentration] = []
    for one in all.flatMap(\.concentrations) {
      // A field that a definition names may be one that is known, or the source.
      let isSame = found.contains {
        $0.value == one.value && $0.failures == one.failures && $0.attempts == one.attempts
      }
      if !isSame { found.append(one) }
    }
    return Array(found.sorted(by: Concentration.precedes).prefix(Self.limit))
  }
}
