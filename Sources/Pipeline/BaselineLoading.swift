import Inference
import LogModel
import Signals

/// Reads the earlier logs and tallies that say what is usual; nothing of them is reported.
struct BaselineLoading {
  /// What came of them.
  struct Outcome {
    /// `nil` where none were given, or none holds a record.
    var history: History?
    /// What a person should know of them, sorted.
    var notes: [String] = []
  }

  let plan: RunPlan
  /// The inputs that are reported: their own content says nothing of what is usual.
  let reported: [InputReading]

  /// - Throws: `RunError` when one of them cannot be read, or tallies cannot be merged.
  func outcome() throws(RunError) -> Outcome {
    let asked = plan.request.baseline
    guard !asked.isEmpty else { return Outcome() }
    plan.request.progress("reading the baseline")
    let known = Set(reported.filter { $0.bytesDecoded > 0 }.compactMap(\.contentHash))
    let scanned = try LogScan(plan.forBaseline, inputs: asked, without: known).run()
    guard !scanned.readings.isEmpty else {
      throw .refused("--baseline: \(asked.joined(separator: " ")) holds no file to read")
    }
    if let bad = scanned.readings.first(where: {
      $0.status == .unreadable && !plan.failed.contains($0.path)
    }) {
      throw .refused(
        "--baseline: \(bad.path): \(bad.warnings.first?.message ?? "cannot be read")")
    }
    var notes = scanned.readings.compactMap { note(on: $0, known) }.sorted()
    let history = History(scanned.tally)
    if history == nil {
      notes.append("--baseline: no record in it; what is usual was taken from the inputs alone")
    }
    return Outcome(history: history, notes: notes)
  }

  private func note(on reading: InputReading, _ known: Set<ContentHash>) -> String? {
    guard reading.status != .skipped else { return nil }
    guard !plan.failed.contains(reading.path) else {
      return "--baseline: \(reading.path): \(FailedInputs.warning.message)"
    }
    if let hash = reading.contentHash, reading.bytesDecoded > 0, known.contains(hash) {
      return "--baseline: \(reading.path) is an input too"
    }
    guard reading.account.records == 0, reading.status != .duplicate else { return nil }
    return "--baseline: \(reading.path) holds no record and says nothing of what is usual"
  }
}

extension RunPlan {
  /// The same for logs of other days, of which none is reported.
  var forBaseline: RunPlan {
    var plan = self
    plan.since = nil
    plan.until = nil
    return plan
  }
}
