import ChangePoints
import LogModel
import Signals

/// Answers of one class that declined (401, 403, 404, 429, 499) and came more often than usual.
///
/// Two questions: whether a service gave more of them (a signal), and whether they took the
/// place of an operation's successes (an outage, if they became most of its answers).
struct ClientErrorDetector: Detector {
  let name = "declined-answers"
  /// Fewer answers of a class than these are not looked at.
  static let leastAnswers = 6
  private static let leastRise = 3.0

  func runs(in log: LogView) -> [DetectedRun] {
    let views = log.operations.indices.filter { index in
      if case .declined = log.operations[index].sort { return true }
      return false
    }
    return takenOver(views, in: log) + surges(views, in: log)
  }

  private func takenOver(_ views: [Int], in log: LogView) -> [DetectedRun] {
    views.flatMap { index -> [DetectedRun] in
      let view = log.operations[index]
      guard view.kind == .request, view.slots.contains(where: { $0.successCount > 0 }) else {
        return []
      }
      let (cells, width) = view.cells([0], origin: log.origin)
      let result = RatioModel(keyCount: views.count, cellWidth: width).runs(in: cells)
      return result.runs.map { .failures(Finding(index, [0], $0, of: result, cells, width)) }
    }
  }

  private func surges(_ views: [Int], in log: LogView) -> [DetectedRun] {
    guard let range = log.range else { return [] }
    struct Series: Hashable, Comparable {
      var service: String
      var status: Int
      static func < (a: Self, b: Self) -> Bool {
        (a.service, a.status) < (b.service, b.status)
      }
    }
    var members: [Series: [Int]] = [:]
    for index in views where log.operations[index].kind == .request {
      guard case .declined(let status) = log.operations[index].sort else { continue }
      let service = log.operations[index].ref.service
      members[Series(service: service, status: status), default: []].append(index)
    }
    return members.sorted { $0.key < $1.key }.flatMap { key, indices -> [DetectedRun] in
      let cells = CountCells(
        range: range, covered: log.covered(of: key.service), limit: TrafficDetector.cellLimit)
      let timelines = indices.map { log.operations[$0] }
      guard
        let counts = cells.series(
          of: timelines, origin: log.origin, { $0.failureCount([0], in: $1) })
      else { return [] }
      let found = CountModel(keyCount: members.count).runs(in: counts).runs
      return found.filter { run in
        run.direction == .rise && !run.startsAtFirstCell
          && run.observedPerMinute >= Self.leastRise * run.baselinePerMinute
      }.map { run in
        .arrivals(
          TrafficChange(
            service: key.service, series: "\(key.status) answers", breadth: 2,
            operations: indices, run: run, from: run.onset.estimate,
            to: run.reachesLastCell ? nil : run.end?.estimate, isDeclined: true))
      }
    }
  }
}
