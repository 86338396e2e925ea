import ChangePoints
import LogModel
import Signals

/// Answers of one class that rejected (401, 403, 404, 429, 499) and came more often than usual.
///
/// They are an outage where they took the place of an operation's successes and became most of its
/// answers. That a service gave more of them is context (``TrafficChanges``).
struct ClientErrorDetector: Detector {

  func findings(in log: LogView) -> [Finding] {
    let views = log.refusals
    return log.workers.flatMap(views) { view in
      guard view.kind == .request, let status = view.rejectedStatus,
        view.slots.contains(where: { $0.successCount > 0 })
      else { return [] }
      let (cells, width) = view.cells([0], origin: log.origin)
      let result = RatioModel(keyCount: views.count, cellWidth: width)
        .runs(in: cells, known: log.models)
      return result.runs.map { run in
        Finding(
          view, part: UInt64(clamping: status), .clientErrors(status: status), [0], run,
          of: result, cells, width)
      }.filter { ClientErrorOutage($0, in: log).isOutage }
    }
  }
}
