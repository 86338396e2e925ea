import Ingest
import LogModel
import Parse
import Scan

/// Finds what was asked for and met nothing it could change: a pattern that matches no input, an
/// operation that no record is of. Accepted in silence it would pass for done.
struct IdleOptions {
  private let plan: RunPlan

  init(_ plan: RunPlan) { self.plan = plan }

  /// A sentence each, in the order of the options.
  func notes(on scanned: LogScan.Outcome) -> [String] {
    let paths = scanned.readings.map(\.path)
    var notes = plan.unmatched(by: paths)
    let hasArchives = paths.contains { $0.contains("!") }
    if !hasArchives { notes += unusedExclusions }
    return notes + definition(on: scanned, paths)
  }

  /// Members of archives are left out while they are walked, so only files are known here.
  private var unusedExclusions: [String] {
    let asked = plan.request.exclude
    guard !asked.isEmpty else { return [] }
    let all = InputFinder().find(plan.request.inputs + plan.request.baseline).map(\.path)
    return asked.filter { !all.contains(where: InputFinder(exclude: [$0]).excludes) }
      .map { "--exclude: '\($0)' matches no input" }
  }

  private func definition(on scanned: LogScan.Outcome, _ paths: [String]) -> [String] {
    guard let path = plan.request.pipeline else { return [] }
    let definition = plan.definition
    var notes: [String] = []
    for rule in definition.inputs where !rule.paths.isEmpty && !paths.contains(where: rule.covers) {
      let patterns = rule.paths.map { "'\($0)'" }.joined(separator: ", ")
      notes.append("\(path): inputs: no input is matched by \(patterns)")
    }
    let met = Set(scanned.tally.series.map(\.key.name))
    let isRead = scanned.readings.contains { $0.account.records > 0 }
    for rule in definition.operations where isRead && !met.contains(rule.name) {
      notes.append("\(path): operations: no record is matched by '\(rule.name)'")
    }
    if definition.audit != nil {
      notes.append("\(path): audit: has no effect in this version")
    }
    return notes
  }
}

extension RunPlan {
  /// Where nothing is left to read, and patterns that leave files out are why.
  func refuseExcluded(_ isEmpty: Bool) throws(RunError) {
    guard isEmpty, !request.exclude.isEmpty else { return }
    let all = InputFinder().find(request.inputs).filter { $0.error == nil }
    guard !all.isEmpty else { return }
    let patterns = request.exclude.map { "'\($0)'" }.joined(separator: ", ")
    throw .refused(
      "no input: --exclude \(patterns) leaves out \(NumberWords.count(all.count, "file")), "
        + "which is all that was given")
  }
}
