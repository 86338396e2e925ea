import Inference
import LogModel
import Signals
import Timeline

/// Reads the earlier logs and tallies that say what is usual; nothing of them is reported.
struct BaselineLoading {
  /// What came of them.
  struct Outcome {
    /// `nil` where none were given, or none holds a record.
    var history: History?
    /// Those that could not be read, or only in part.
    var faulty: [InputReading] = []
    /// What a person should know of them, sorted.
    var notes: [String] = []
  }

  let plan: RunPlan
  /// The inputs that are reported: their own content says nothing of what is usual.
  let reported: [InputReading]
  /// Under what definition these were counted.
  let origin: TallyOrigin

  /// What could be read of them says what is usual; the rest is told.
  ///
  /// - Throws: `RunError` when tallies cannot be merged.
  func outcome() throws(RunError) -> Outcome {
    let asked = plan.request.baseline
    guard !asked.isEmpty else { return Outcome() }
    plan.request.progress(.doing("reading the baseline"))
    let known = Set(reported.filter { $0.bytesDecoded > 0 }.compactMap(\.contentHash))
    let scanned = try LogScan(plan.forBaseline, inputs: asked, without: known).run()
    guard !scanned.readings.isEmpty else {
      throw .refused("--baseline: \(asked.joined(separator: " ")) holds no file to read")
    }
    if scanned.readings.contains(where: { $0.account.lines > 0 }),
      reported.contains(where: { $0.account.lines > 0 })
    {
      do {
        try origin.check(scanned.tally.origin)
      } catch {
        throw .refused("--baseline: \(error)")
      }
    }
    var notes = scanned.readings.compactMap { note(on: $0, known) }.sorted()
    notes += Self.note(onEmpty: scanned.readings.filter { Self.isEmpty($0, besides: known) })
    let history = History(scanned.tally)
    if history == nil {
      notes.append("--baseline: no record in it; what is usual was taken from the inputs alone")
    }
    let faulty = scanned.readings.filter { Completeness(inputs: [], baseline: [$0]).isPartial }
    return Outcome(history: history, faulty: faulty, notes: notes)
  }

  private func note(on reading: InputReading, _ known: Set<ContentHash>) -> String? {
    guard reading.isReadable || plan.failed.contains(reading.path) else { return nil }
    guard !plan.failed.contains(reading.path) else {
      return "--baseline: \(reading.path): \(FailedInputs.warning.message)"
    }
    if let hash = reading.contentHash, reading.bytesDecoded > 0, known.contains(hash) {
      return "--baseline: \(reading.path) is an input too"
    }
    return nil
  }

  private static func isEmpty(_ reading: InputReading, besides known: Set<ContentHash>) -> Bool {
    reading.isReadable && reading.account.records == 0 && reading.status != .duplicate
      && !(reading.bytesDecoded > 0 && reading.contentHash.map(known.contains) == true)
  }

  /// One sentence: a folder of logs has many files of processes that said nothing.
  private static func note(onEmpty readings: [InputReading]) -> [String] {
    guard let first = readings.map(\.path).min() else { return [] }
    let rest =
      readings.count > 1 ? " and \(NumberWords.count(readings.count - 1, "more file"))" : ""
    let holds = readings.count > 1 ? "hold no record and say" : "holds no record and says"
    return ["--baseline: \(first)\(rest) \(holds) nothing of what is usual"]
  }
}

extension HistoryUse {
  /// How many requests an hour has on normal days takes days to know (seconds).
  private static let leastTraffic = 86_400.0

  /// What the earlier logs say nothing of, and why, a sentence each.
  var notes: [String] {
    let short = NumberWords.duration(seconds)
    guard services > 0 || known > 0 else {
      return [
        "--baseline: it has none of the services and operations of the inputs; what is normal was "
          + "taken from the inputs alone"
      ]
    }
    var notes: [String] = []
    if known < operations {
      notes.append(
        "--baseline: it knows \(known) of \(NumberWords.count(operations, "operation")); the "
          + "others were judged by the inputs alone")
    }
    if seconds < Self.leastTraffic {
      notes.append(
        "--baseline: it covers \(short): enough for failures, latencies and error lines, too "
          + "little to say how many requests an hour has")
    }
    return notes
  }
}

extension RunPlan {
  /// The same for logs of other days, of which none is reported.
  var forBaseline: RunPlan {
    var plan = self
    plan.window = window.unbounded
    return plan
  }
}
