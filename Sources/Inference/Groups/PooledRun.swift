import ChangePoints
import LogModel
import Signals

/// The failures of several operations that fail partially together, judged as one series.
///
/// Each of many routes of a site has few calls, and of its own it is not known for minutes whether
/// it fails. All of them together say when the trouble began and ended.
enum PooledRun {
  /// The run of all together, if it says more than that of the principal one.
  static func run(of parts: [OperationPhases], in log: LogView) -> RatioRun? {
    guard let principal = parts.first, principal.run.symptom.kind == .failures,
      parts.count > 1, principal.isPartial, !principal.run.deviatesFromBaseline
    else { return nil }
    var width = 0.0
    var cells: [RatioCell] = []
    for part in parts {
      let own = part.operation.timeline.cells(part.operation.signatures, origin: log.origin)
      width = max(width, own.width)
      cells += own.cells
    }
    cells.sort { ($0.time, $0.failures, $0.attempts) < ($1.time, $1.failures, $1.attempts) }
    let from = parts.map(\.run.from).min() ?? 0
    let to = parts.map(\.run.to).max() ?? 0
    let runs = RatioModel(cellWidth: width).runs(in: joined(cells), known: log.models).runs
    func overlap(_ run: RatioRun) -> Double {
      let low = run.onset.estimate
      return min(to, run.end?.estimate ?? to) - max(from, low)
    }
    let best = runs.max { overlap($0) < overlap($1) }
    guard let best, overlap(best) >= leastOverlap * (to - from),
      best.evidence > principal.run.run.evidence
    else { return nil }
    return best
  }

  /// A run that covers less of the stretch in which they failed is another one.
  private static let leastOverlap = 0.5

  /// Events of equal stamp in one cell, for their order is not known.
  private static func joined(_ cells: [RatioCell]) -> [RatioCell] {
    var joined: [RatioCell] = []
    for cell in cells {
      if let last = joined.last, last.time == cell.time {
        joined[joined.count - 1].attempts += cell.attempts
        joined[joined.count - 1].failures += cell.failures
      } else {
        joined.append(cell)
      }
    }
    return joined
  }
}
