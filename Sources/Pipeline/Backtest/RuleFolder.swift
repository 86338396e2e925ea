import Backtest
import Glibc
import Render

/// The folder that recommended rules are written to.
struct RuleFolder {
  private let path: String
  private let plan: RunPlan

  init(_ path: String, plan: RunPlan) {
    self.path = path
    self.plan = plan
  }

  /// Writes rules of Prometheus and Grafana, and a test of the former; makes the folder where there
  /// is none.
  ///
  /// - Returns: what was written, a sentence each.
  /// - Throws: `RunError` where the folder cannot be made or a file not be written.
  func write(
    _ rules: [RecommendedRule], on history: IncidentHistory
  ) throws(RunError) -> [String] {
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw .refused("--write-rules \(path): \(String(cString: strerror(errno)))")
    }
    let writing = RuleWriting(
      rules, on: history.signals, incidents: history.incidents,
      metrics: plan.definition.metrics)
    var written: [String] = []
    for file in writing.files {
      do {
        try AtomicFile.write(Array(file.text.utf8), to: "\(path)/\(file.name)")
      } catch {
        throw .refused(error.description)
      }
      let kind = writing.isSketch ? " (a sketch: metrics: in the definition names no such)" : ""
      written.append("wrote \(path)/\(file.name)\(kind)")
    }
    return written
  }
}
