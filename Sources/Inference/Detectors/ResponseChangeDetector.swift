import ChangePoints
import LogModel
import Signals

/// Finds good answers that were not what they were: a member that most answers of an operation
/// had for a while, and none before.
struct ResponseChangeDetector: Detector {
  let settings: InferenceSettings

  /// Fewer changed answers are no change.
  private static let leastAnswers = 8
  private static let leastShare = 0.5
  private static let mostUsual = 0.05
  /// Members of an operation that are looked at, those of the most answers.
  private static let memberLimit = 32

  func findings(in log: LogView) -> [Finding] {
    var findings: [Finding] = []
    // Responses of one route under several names are told by the first.
    var seen: Set<OperationRef> = []
    for operation in log.requests {
      let route = OperationRef(
        service: operation.ref.service, operation: operation.ref.operation, name: nil)
      guard seen.insert(route).inserted else { continue }
      let own = log.shapes.filter {
        $0.key.operation == operation.ref.operation
          && log.services.name(ofService: $0.key.service) == operation.ref.service
      }
      let shown = own.reduce(0) { $0 + $1.count }
      let isPlain = operation.slots.reduce(0) { $0 + $1.successCount } > shown
      guard own.count > 1 || (isPlain && !own.isEmpty) else { continue }
      for (member, cells) in members(of: own, isPlain: isPlain) {
        findings += self.findings(
          of: operation.content(member, cells, cellWidth: log.saidWidth), member, in: log)
      }
    }
    return findings
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

  private func findings(
    of view: OperationTimeline, _ field: String, in log: LogView
  ) -> [Finding] {
    let (cells, width) = view.cells([0], origin: log.origin)
    let keyCount = max(1, log.operations.count + log.lines.count)
    let result = RatioModel(keyCount: keyCount, cellWidth: width)
      .runs(in: cells, known: log.models)
    guard result.runs.count <= 3 else { return [] }
    return result.runs.filter { run in
      run.failures >= Self.leastAnswers && run.observedRatio >= Self.leastShare
        && run.baselineRatio <= Self.mostUsual && !run.startsAtFirstCell
        && result.baselineAttempts >= Self.leastAnswers
    }.map { run in
      let change = ResponseChange(
        kind: .newField, field: field, operation: view.ref, responses: run.failures)
      var finding = Finding(
        view, part: StableHash.hash(field), .changedResponses(change), [0], run, of: result,
        cells, width)
      finding.measure.kind = .contentFault
      finding.measure.series = .responses(.newField, field: field, view.ref)
      return finding
    }.filter { !$0.isHowThingsAre(in: log, after: settings.resolveAfterSeconds) }
  }
}
