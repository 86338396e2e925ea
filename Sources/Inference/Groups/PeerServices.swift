import Glibc
import LogModel
import Signals

/// Finds services that failed side by side, none of which calls another: their failures are
/// different requests, and all of them count.
///
/// Services that call one another see the same requests, which must not be counted twice. So a
/// service is a peer only where nothing names it and its failures come when chance has them.
struct PeerServices {
  let log: LogView
  /// Those of the incident.
  let operations: [FailingOperation]

  /// Seconds within which a caller logs a failure of the service that it calls.
  private static let lags = [0.05, 0.25, 1.0]
  /// By this lag it must be possible to tell a link from chance.
  private static let tellingLag = 0.25
  private static let mostChance = 0.5
  /// So far between chance and all failures a link lies.
  private static let linkedShare = 0.5
  /// By so much clocks of different inputs may differ; a link that shows only at such a lag has
  /// to be plainer, for many lags are looked at.
  private static let clockSeconds = 60.0
  private static let linkedAtALag = 0.8
  /// Fewer failures tell nothing.
  private static let leastFailures = 10
  private static let serviceLimit = 64

  /// The services beside one, by name, where none of all is a caller or callee of another: where
  /// some are, those that see the others' failures count.
  func peers(of service: String) -> [String] {
    let requests = operations.filter { $0.timeline.kind == .request && $0.symptom == .failures }
    let members = Dictionary(grouping: requests, by: \.timeline.ref.service)
    guard members.count > 1, members.count <= Self.serviceLimit, members[service] != nil,
      !requests.contains(where: { $0.timeline.role == .edge })
    else { return [] }
    let named = named(members)
    let failures = members.mapValues { operations in
      operations.flatMap(\.failures).map { log.seconds($0.time) }.sorted()
    }
    let inputs = members.mapValues { operations in
      operations.reduce(into: Set<UInt64>()) { $0.formUnion($1.timeline.inputs) }
    }
    var peers: [String] = []
    for other in members.keys.sorted() where other != service {
      let isApart = ([service] + peers).allSatisfy { one in
        named[one]?.contains(other) != true && named[other]?.contains(one) != true
          && Self.areApart(
            failures[one] ?? [], failures[other] ?? [],
            shareClock: inputs[one]?.isDisjoint(with: inputs[other] ?? []) != true)
      }
      guard isApart else { return [] }
      peers.append(other)
    }
    return peers
  }

  /// What the failures of each service name, and what it is known to call.
  private func named(_ members: [String: [FailingOperation]]) -> [String: Set<String>] {
    let links = CallLinks(log)
    var named = members.mapValues { operations in
      operations.reduce(into: Set<String>()) { names, one in
        names.formUnion(links.named(by: one).map(\.name))
      }
    }
    for operation in log.operations where !operation.dependency.isEmpty {
      named[operation.ref.service]?.insert(operation.dependency)
    }
    return named
  }

  /// Whether the failures of two services coincide no more often than chance has it.
  ///
  /// - Parameters:
  ///   - one: times in seconds, in order, as is the other.
  ///   - shareClock: both are of one input; else their clocks may differ by a constant.
  static func areApart(_ one: [Double], _ other: [Double], shareClock: Bool = true) -> Bool {
    guard min(one.count, other.count) >= leastFailures,
      let from = [one.first, other.first].compactMap({ $0 }).min(),
      let to = [one.last, other.last].compactMap({ $0 }).max(), to > from
    else { return false }
    let (fewer, more) = one.count <= other.count ? (one, other) : (other, one)
    let rate = Double(more.count) / (to - from)
    func chance(_ lag: Double) -> Double { 1 - exp(-2 * lag * rate) }
    guard chance(tellingLag) <= mostChance else { return false }
    let areApartNow = lags.allSatisfy { lag in
      let expected = chance(lag)
      let seen = Double(coinciding(fewer, more, within: lag)) / Double(fewer.count)
      return seen < expected + linkedShare * (1 - expected)
    }
    guard areApartNow, !shareClock else { return areApartNow }
    let expected = chance(tellingLag)
    let shift = mostCommonLag(fewer, more)
    let seen = coinciding(fewer.map { $0 + shift }, more, within: tellingLag)
    return Double(seen) / Double(fewer.count) < expected + linkedAtALag * (1 - expected)
  }

  /// The difference in seconds that most pairs of the two have, as far as clocks may differ.
  private static func mostCommonLag(_ fewer: [Double], _ more: [Double]) -> Double {
    var counts: [Int: Int] = [:]
    var start = 0
    for time in fewer.prefix(pairLimit) {
      while start < more.count, more[start] < time - clockSeconds { start += 1 }
      for at in more[start...] {
        guard at <= time + clockSeconds else { break }
        counts[Int(((at - time) / tellingLag).rounded()), default: 0] += 1
      }
    }
    let best = counts.max { ($0.value, -abs($0.key), $0.key) < ($1.value, -abs($1.key), $1.key) }
    return Double(best?.key ?? 0) * tellingLag
  }

  /// Failures whose differences are looked at.
  private static let pairLimit = 2000

  /// How many of the first have one of the others near.
  private static func coinciding(
    _ fewer: [Double], _ more: [Double], within lag: Double
  ) -> Int {
    var at = 0
    return fewer.count { time in
      while at < more.count, more[at] < time - lag { at += 1 }
      return at < more.count && more[at] <= time + lag
    }
  }
}
