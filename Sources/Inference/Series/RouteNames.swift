import LogModel
import Parse
import Signals

/// Decides under which name the requests of each series are judged.
///
/// Rejected requests are of the operation that served others of that name; what nobody was ever
/// served is no operation, and a scan asks for hundreds of it. Of a site with very many paths those
/// that were served often keep their names, and the rest are one operation a method: alone, none of
/// them says much.
struct RouteNames {
  /// What requests are called that asked for what no request of the log was ever served.
  static let neverServed = "(never served)"
  /// What operations without a path are called together.
  private static let others = "(other)"

  /// A service with no more operations than these keeps them all.
  private static let fewOperations = 100
  /// Operations of a larger one that keep their names, the most frequent.
  private static let mostNamed = 256
  /// So many successes show how often an operation fails.
  private static let leastSuccesses = 20

  private struct Route: Hashable {
    var service: String
    var operation: String
  }

  private var pooled: [Route: String] = [:]
  private var rejected: [SeriesKey: String] = [:]
  private let services: ServiceNames

  init(_ tally: Tally, _ services: ServiceNames) {
    self.services = services
    var counts: [String: [String: (successes: Int, all: Int)]] = [:]
    for one in tally.series where one.key.kind == .request && !one.key.isRejected {
      var sum = (successes: 0, all: 0)
      one.forEachBucket {
        sum.successes += $0.pointee.successes.count
        sum.all += $0.pointee.arrivals
      }
      // What a definition names is never one of many.
      if !one.key.name.isEmpty { sum.successes = .max / 2 }
      let service = services.name(of: one.key)
      let known = counts[service]?[one.key.operation] ?? (0, 0)
      counts[service, default: [:]][one.key.operation] = (
        max(known.successes, known.successes &+ sum.successes), known.all + sum.all
      )
    }
    for (service, operations) in counts where operations.count > Self.fewOperations {
      let named = operations.filter { $0.value.successes >= Self.leastSuccesses }
        .sorted { ($1.value.all, $0.key) < ($0.value.all, $1.key) }.prefix(Self.mostNamed)
      let kept = Set(named.map(\.key))
      for operation in operations.keys where !kept.contains(operation) {
        pooled[Route(service: service, operation: operation)] = Self.pool(of: operation)
      }
    }
    for one in tally.series where one.key.isRejected {
      let route = tally.route(one.key.operation, service: one.key.service)
      let service = services.name(of: one.key)
      let isServed =
        one.key.kind != .request || !one.key.name.isEmpty || counts[service]?[route] != nil
      let name = pooled[Route(service: service, operation: route)] ?? route
      rejected[one.key] = isServed ? name : Self.neverServed
    }
  }

  /// `GET /a/b` is one of `GET /*`.
  private static func pool(of operation: String) -> String {
    let words = operation.split(separator: " ", maxSplits: 1)
    guard words.count == 2, words[1].hasPrefix("/") else { return others }
    return words[0] + " /*"
  }

  func operation(of key: SeriesKey) -> String {
    if key.isRejected { return rejected[key] ?? key.operation }
    guard !pooled.isEmpty, key.kind == .request else { return key.operation }
    return pooled[Route(service: services.name(of: key), operation: key.operation)]
      ?? key.operation
  }
}
