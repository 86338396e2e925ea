import ChangePoints
import LogModel
import Signals

/// Finds good answers that were not what they were: a member that most answers of an operation
/// had for a while, and none before.
struct ContentFinder {
  let log: WatchedLog
  let settings: InferenceSettings

  /// Fewer changed answers are no change.
  private static let leastAnswers = 8
  private static let leastShare = 0.5
  private static let mostUsual = 0.05
  /// Members of an operation that are looked at, those of the most answers.
  private static let memberLimit = 32

  struct Found {
    var timelines: [OperationTimeline] = []
    var runs: [FailureRun] = []
  }

  /// Runs, by the index that their timeline has behind the log's operations.
  func found(in shapes: [TemplateCounts], width: Int64, services: ServiceNames) -> Found {
    var found = Found()
    for (index, operation) in log.operations.enumerated()
    where operation.sort == .attempts && operation.kind == .request && isFirst(index) {
      let own = shapes.filter {
        $0.key.operation == operation.ref.operation
          && services.name(ofService: $0.key.service) == operation.ref.service
      }
      let shown = own.reduce(0) { $0 + $1.count }
      let isPlain = operation.slots.reduce(0) { $0 + $1.successCount } > shown
      guard own.count > 1 || (isPlain && !own.isEmpty) else { continue }
      for (member, cells) in members(of: own, isPlain: isPlain) {
        let view = operation.content(member, cells, cellWidth: width)
        let at = log.operations.count + found.timelines.count
        let runs = runs(of: view, at: at)
        if !runs.isEmpty {
          found.timelines.append(view)
          found.runs += runs
        }
      }
    }
    return found
  }

  /// Answers of one route under several names are told by the first.
  private func isFirst(_ index: Int) -> Bool {
    let ref = log.operations[index].ref
    return !log.operations[..<index].contains {
      $0.ref.service == ref.service && $0.ref.operation == ref.operation
        && $0.sort == .attempts && $0.kind == .request
    }
  }

  /// Members that some answers had and others lacked, each with the answers that had it.
  ///
  /// - Parameter isPlain: some answers had no member of their own at all.
  private func members(of shapes: [TemplateCounts], isPlain: Bool) -> [(
    String, [TemplateCounts.Cell]
  )] {
    let parts = shapes.map { Set($0.key.text.split(separator: "\u{1F}").map(String.init)) }
    // One walk over all members: names of a flood times its shapes are too many.
    var all: [String: (shapes: Int, count: Int)] = [:]
    for (names, shape) in zip(parts, shapes) {
      let count = shape.count
      for name in names {
        all[name, default: (0, 0)].shapes += 1
        all[name, default: (0, 0)].count += count
      }
    }
    return all.filter { isPlain || $0.value.shapes < parts.count }
      .map { (name: $0.key, count: $0.value.count) }
      .filter { $0.count >= Self.leastAnswers }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }.prefix(Self.memberLimit)
      .map { one in
        let cells = zip(parts, shapes).flatMap { $0.contains(one.name) ? $1.cells : [] }
        return (one.name, cells.sorted { $0.start < $1.start })
      }
  }

  private func runs(of view: OperationTimeline, at index: Int) -> [FailureRun] {
    let (cells, width) = view.cells([0], origin: log.origin)
    let result = RatioModel(keyCount: max(1, log.operations.count), cellWidth: width)
      .runs(in: cells)
    guard result.runs.count <= 3 else { return [] }
    return result.runs.filter { run in
      run.failures >= Self.leastAnswers && run.observedRatio >= Self.leastShare
        && run.baselineRatio <= Self.mostUsual && !run.startsAtFirstCell
        && result.baselineAttempts >= Self.leastAnswers
    }.map { FailureRun(index, [0], $0, of: result, cells, width) }
      .filter { !isHowThingsAre($0) }
  }

  /// It stayed for longer than an outage is waited for: then a release brought it.
  private func isHowThingsAre(_ run: FailureRun) -> Bool {
    guard run.run.reachesLastCell, let end = log.range?.to else { return false }
    return log.seconds(end) - run.from > settings.resolveAfterSeconds
  }
}
