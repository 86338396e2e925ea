import Ingest

/// Refuses an output that cannot be written, or that would replace what the run reads.
///
/// It looks before anything is read: logs that are overwritten are gone.
enum OutputGuard {
  /// - Parameter output: as the command line names it; `nil` where nothing is written to a file.
  /// - Throws: `RunError`, with the name of the input it would replace.
  static func check(_ output: String?, of plan: RunPlan) throws(RunError) {
    guard let output, output != "-" else { return }
    do {
      try AtomicFile.check(output)
    } catch {
      throw .refused(error.description)
    }
    // What is not there yet replaces nothing.
    guard let target = FileIdentity.all(of: output).first else { return }
    for path in paths(of: plan) where FileIdentity.all(of: path).contains(target) {
      let name = path == "-" ? "standard input" : path
      throw .refused(
        name == output
          ? "\(output) is read by this run and would be overwritten; name another file to write"
          : "\(output) is the same file as \(name), which this run reads; "
            + "name another file to write")
    }
  }

  /// All files that a run reads, in the order in which a clash is told.
  private static func paths(of plan: RunPlan) -> [String] {
    let request = plan.request
    let logs = InputFinder(exclude: request.exclude)
    let named = [
      (logs, request.inputs), (logs, request.baseline), (InputFinder(), request.events),
    ]
    return named.flatMap { finder, names in
      // A list that is a pipe is left to those who read it.
      finder.find(names.filter(finder.canFindTwice)).map(\.path)
    } + named.flatMap { finder, names in finder.lists(names) }
      + (request.pipeline.map { [$0] } ?? []) + EventPaths.ofDefinition(plan)
  }
}
