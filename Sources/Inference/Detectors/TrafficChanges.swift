import ChangePoints
import LogModel
import Parse
import Signals

/// Requests that arrived more or less often than normal: by service, by method, by operation; and
/// refusing responses that a service gave more often.
///
/// Context of incidents: that alone never opens one.
struct TrafficChanges {
  /// Operations of a service looked at apart, the busiest.
  static let operationLimit = 16
  /// Requests of an operation that is looked at apart, at least.
  private static let leastRequests = 20
  /// Of refusing responses, so many times their normal rate.
  private static let leastRise = 3.0

  let log: LogView

  var all: [TrafficChange] { refusals + requests }

  private var requests: [TrafficChange] {
    let series = watched
    return log.workers.flatMap(series) { one in
      guard
        let counts = counts(of: one.operations, in: one.service, { $1.arrivals })
      else { return [] }
      let judge = TrafficAnomalyTest(one.operations, counts, in: log)
      // A level that the log begins with has no onset, and nothing usual before it.
      return judge.runs(keyCount: series.count).filter { !$0.run.startsAtFirstCell }.map { found in
        TrafficChange(
          service: one.service, series: one.name, breadth: one.breadth,
          operations: one.operations, run: found.run, usual: found.usual)
      }
    }
  }

  private var refusals: [TrafficChange] {
    struct Group: Hashable, Comparable {
      var service: String
      var status: Int
      static func < (a: Self, b: Self) -> Bool {
        (a.service, a.status) < (b.service, b.status)
      }
    }
    let views = log.refusals.filter { $0.kind == .request }
    let groups = Dictionary(grouping: views) {
      Group(service: $0.ref.service, status: $0.rejectedStatus ?? 0)
    }
    return groups.sorted { $0.key < $1.key }.flatMap { key, views -> [TrafficChange] in
      guard let counts = counts(of: views, in: key.service, { $0.failureCount([0], in: $1) })
      else { return [] }
      let found = CountModel(keyCount: groups.count).runs(in: counts, known: log.models)
      return found.runs.filter { run in
        run.direction == .rise && !run.startsAtFirstCell
          && run.observedPerMinute >= Self.leastRise * run.baselinePerMinute
      }.map { run in
        TrafficChange(
          service: key.service, series: .refusals(status: key.status, service: key.service),
          breadth: 2, operations: views, run: run, isRejected: true)
      }
    }
  }

  private func counts(
    of timelines: [OperationTimeline], in service: String,
    _ count: (OperationTimeline, OperationTimeline.Slot) -> Int
  ) -> CountSeries? {
    guard let range = log.range else { return nil }
    return CountCells(
      range: range, covered: log.covered(of: service), limit: TrafficAnomalyTest.cellLimit
    )
    .series(of: timelines, origin: log.origin, count)
  }

  private struct Watched {
    var service: String
    var name: SeriesName
    /// 0 an operation, 1 a method, 2 a service.
    var breadth: Int
    var operations: [OperationTimeline]
  }

  private var watched: [Watched] {
    var watched: [Watched] = []
    for (service, operations) in log.requestsByService {
      watched.append(
        Watched(
          service: service, name: .requests(service: service, method: nil), breadth: 2,
          operations: operations))
      var byMethod: [String: [OperationTimeline]] = [:]
      for one in operations {
        let words = one.ref.operation.split(separator: " ")
        // What has no method of its own, such as all that was never served, is in brackets.
        guard words.count > 1, !one.ref.operation.hasPrefix("(") else { continue }
        byMethod[String(words[0]), default: []].append(one)
      }
      for (method, members) in byMethod.sorted(by: { $0.key < $1.key })
      where members.count < operations.count || byMethod.count == 1 {
        watched.append(
          Watched(
            service: service, name: .requests(service: service, method: method), breadth: 1,
            operations: members))
      }
      guard operations.count > 1 else { continue }
      for one in operations.busiest(least: Self.leastRequests, limit: Self.operationLimit) {
        watched.append(
          Watched(
            service: service, name: .operationRequests(one.ref), breadth: 0, operations: [one]))
      }
    }
    return watched
  }
}

/// A stretch in which requests arrived more or less often than normal.
struct TrafficChange: Sendable {
  var service: String
  var series: SeriesName
  /// 0 an operation, 1 a method, 2 a service.
  var breadth: Int
  var operations: [OperationTimeline]
  var run: CountRun
  /// Answers of one class that rejected, and no requests of all sorts.
  var isRejected = false
  /// What earlier logs say is usual, where it was held against that.
  var usual: TrafficBaseline?

  /// Seconds from the log's origin.
  var from: Double { run.onset.estimate }
  /// `nil` while it lasts.
  var to: Double? { run.reachesLastCell ? nil : run.end?.estimate }
}

extension [OperationTimeline] {
  /// The operations with the most requests, those first.
  func busiest(least: Int, limit: Int) -> ArraySlice<OperationTimeline> {
    filter { $0.arrivals >= least }.map { ($0, $0.arrivals) }
      .sorted { ($1.1, $0.0.id) < ($0.1, $1.0.id) }.prefix(limit).map(\.0)[...]
  }
}
