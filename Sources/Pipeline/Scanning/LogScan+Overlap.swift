import Ingest
import LogModel
import Parse
import Signals

extension LogScan {
  /// Reads all inputs, and once more where some hold the same records: which these are is known
  /// when all were read.
  ///
  /// - Throws: `RunError` when an account does not add up, or tallies cannot be merged.
  func run() throws(RunError) -> Outcome {
    let finder = InputFinder(exclude: plan.request.exclude)
    let all = finder.find(inputs)
    let heads = InputHeads(
      of: all, plan, named: Set(inputs.map(InputFinder.plain)), excludes: finder.excludes)
    let events = Set(heads.events)
    let found = all.filter { heads.noLogs[$0.path] == nil && !events.contains($0.path) }
    var (outcome, pipes) = try scan(found, heads)
    var overlaps = OverlapPlan(
      overlapsIn: outcome.tally, readAgain: Set(outcome.segments.keys),
      files: Set(found.map(\.path)))
    let steps = Dictionary(
      outcome.readings.filter { !$0.clockSteps.isEmpty && outcome.segments[$0.path] != nil }
        .map { ($0.path, $0.clockSteps) }
    ) { first, _ in first }
    let received = Set(
      outcome.readings.filter { $0.readAs.requestStamp == .received }.map(\.path)
    ).intersection(outcome.segments.keys)
    if !overlaps.isEmpty || !steps.isEmpty || !received.isEmpty {
      plan.request.progress(
        .doing(
          !overlaps.isEmpty
            ? "reading again: some inputs hold the same records"
            : steps.isEmpty
              ? "reading again: requests are stamped when they were received"
              : "reading again: a clock was set back"))
      let again = SecondScan(
        overlaps: overlaps, counters: overlaps.counters(), clockSteps: steps, received: received,
        pipes: pipes)
      outcome = try scan(found, heads, again: again).outcome
      overlaps.noteOverflow(of: again.counters)
    }
    outcome.overlaps = overlaps
    outcome.events = heads.events.sorted()
    outcome.readings = Self.readings(overlaps.marked(outcome.readings), beside: heads.noLogs)
    let split = WindowSplit(plan: plan, counts: outcome.stretches)
    (outcome.window, outcome.windowNotes) = try split.apply(to: &outcome.readings)
    if !plan.window.isEmpty { outcome.tally.setAccounts(of: outcome.readings) }
    return outcome
  }

  /// Readings with those of files that are no logs, which were not read; sorted by path.
  private static func readings(
    _ readings: [InputReading], beside noLogs: [String: String]
  ) -> [InputReading] {
    let apart = noLogs.map { path, kind in
      var reading = InputReading(path: path)
      reading.status = .skipped
      reading.warnings = [InputWarning(.notALog, message: "no log: \(kind)")]
      return reading
    }
    return apart.isEmpty ? readings : (readings + apart).sorted { $0.path < $1.path }
  }

  /// The largest first, so that no worker is left alone with it at the end; what overlaps together.
  func order(
    _ found: [InputFinder.Found], _ heads: InputHeads, _ again: SecondScan?
  ) -> [[InputFinder.Found]] {
    var units: [(items: [InputFinder.Found], size: Int)] = []
    var unitOfGroup: [Int: Int] = [:]
    for item in found where !heads.isTally(item.path) && !(again != nil && item.isReadOnce) {
      let size = InputFinder.size(of: item.path)
      if let group = again?.overlaps.group(ofFile: item.path) {
        if let unit = unitOfGroup[group] {
          units[unit].items.append(item)
          units[unit].size += size
          continue
        }
        unitOfGroup[group] = units.count
      }
      units.append(([item], size))
    }
    return units.enumerated().sorted { a, b in
      a.element.size != b.element.size
        ? a.element.size > b.element.size : a.offset < b.offset
    }.map { unit in
      guard let overlaps = again?.overlaps, unit.element.items.count > 1 else {
        return unit.element.items
      }
      return unit.element.items.sorted { overlaps.precedes($0.path, $1.path) }
    }
  }
}

/// What a second scan knows of the first: which inputs hold the same records, and what came from
/// inputs that can be read once.
struct SecondScan: Sendable {
  let overlaps: OverlapPlan
  /// One for each group of ``overlaps``.
  let counters: [OverlapCounter]
  /// By path: where the clock of an input was set back.
  let clockSteps: [String: [ClockStep]]
  /// Paths of logs whose requests are stamped when they were received.
  let received: Set<String>
  let pipes: [PipedInput]
}

/// What was read from a pipe, kept as the bytes of a tally file: a tally is used up by merging it.
struct PipedInput: Sendable {
  private let path: String
  private let readings: [InputReading]
  private let tally: [UInt8]
  private let stretches: StretchCounts?
  private let isTally: Bool

  init(_ input: InputReader.Input) {
    path = input.path
    readings = input.readings
    tally = TallyFile.encode(input.tally)
    stretches = input.stretches
    isTally = input.isTally
  }

  /// - Throws: `RunError`, never for what ``init(_:)`` wrote.
  func input(rules: TallyRules) throws(RunError) -> InputReader.Input {
    do {
      return InputReader.Input(
        path: path, readings: readings, tally: try TallyFile.decode(tally, rules: rules),
        segments: nil, stretches: stretches, isTally: isTally)
    } catch {
      throw .refused("\(path): \(error)")
    }
  }
}
