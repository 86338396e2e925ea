import ChangePoints
import LogModel
import Parse
import Signals

/// Requests that came more or less often than usual: by service, by method, by operation.
struct TrafficDetector: Detector {
  let name = "arrivals"
  /// Operations of a service looked at apart, the busiest.
  static let operationLimit = 16
  /// Cells a series is cut into at most; wider cells keep a long log affordable.
  static let cellLimit = 40_000

  func runs(in log: LogView) -> [DetectedRun] {
    guard let range = log.range else { return [] }
    let series = Self.series(of: log)
    return series.flatMap { one -> [DetectedRun] in
      let cells = CountCells(
        range: range, covered: log.covered(of: one.service), limit: Self.cellLimit)
      let timelines = one.operations.map { log.operations[$0] }
      guard let counts = cells.series(of: timelines, origin: log.origin, { $1.arrivals }) else {
        return []
      }
      let judge = ArrivalJudge(one.operations, counts, in: log)
      // A level that the log begins with has no onset, and nothing usual before it.
      return judge.runs(keyCount: series.count).filter { !$0.run.startsAtFirstCell }.map { found in
        let run = found.run
        return .arrivals(
          TrafficChange(
            service: one.service, series: one.name, breadth: one.breadth,
            operations: one.operations, run: run, from: run.onset.estimate,
            to: run.reachesLastCell ? nil : run.end?.estimate, usual: found.usual))
      }
    }
  }

  struct Watched {
    var service: String
    /// `GET requests`, `requests`, `GET /menu requests`
    var name: String
    /// 0 an operation, 1 a method, 2 a service.
    var breadth: Int
    var operations: [Int]
  }

  private static func series(of log: LogView) -> [Watched] {
    var byService: [String: [Int]] = [:]
    for (index, operation) in log.operations.enumerated()
    where operation.kind == .request && operation.sort == .attempts {
      byService[operation.ref.service, default: []].append(index)
    }
    var watched: [Watched] = []
    for (service, indices) in byService.sorted(by: { $0.key < $1.key }) {
      watched.append(
        Watched(service: service, name: "requests", breadth: 2, operations: indices))
      var byMethod: [String: [Int]] = [:]
      for index in indices {
        let words = log.operations[index].ref.operation.split(separator: " ")
        if words.count > 1 { byMethod[String(words[0]), default: []].append(index) }
      }
      for (method, members) in byMethod.sorted(by: { $0.key < $1.key })
      where members.count < indices.count || byMethod.count == 1 {
        watched.append(
          Watched(
            service: service, name: "\(method) requests", breadth: 1, operations: members))
      }
      let busiest = indices.map { ($0, log.operations[$0].arrivals) }
        .filter { $0.1 >= 20 }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(operationLimit)
      for (index, _) in busiest where indices.count > 1 {
        let name = "\(log.operations[index].ref.operation) requests"
        watched.append(
          Watched(service: service, name: name, breadth: 0, operations: [index]))
      }
    }
    return watched
  }
}

/// A stretch in which requests came more or less often than usual.
struct TrafficChange: Sendable {
  var service: String
  var series: String
  /// 0 an operation, 1 a method, 2 a service.
  var breadth: Int
  var operations: [Int]
  var run: CountRun
  /// Seconds from the log's origin.
  var from: Double
  /// `nil` while it lasts.
  var to: Double?
  /// Answers of one class that declined, and no requests of all sorts.
  var isDeclined = false
  /// What earlier logs say is usual, where it was held against that.
  var usual: UsualArrivals?
}
