// Dispatch: workers over inputs; one unit of work is one input.
import Dispatch
import Glibc
import Ingest
import LogModel
import Parse
import Signals
import Supervision
import Synchronization

/// Reads all inputs into one tally: each apart, merged as they end, in any order.
///
/// Inputs that may be copies of one another are kept apart until all are read, so that which of
/// them counts does not depend on which was read first.
struct LogScan: Sendable {
  /// What came of the inputs.
  struct Outcome {
    var tally: Tally
    /// One an input, sorted by path; those inside of tallies included.
    var readings: [InputReading]
    /// Where in each input that was read here which times stand, by path.
    var segments: [String: StreamSegments]
    /// Nanoseconds by which the stamps of sources were moved after they were read.
    var moves: [String: Int64] = [:]
    /// Which inputs hold the same records.
    var overlaps: OverlapPlan?
    /// Records of each log by stretches of time, by path, where a window is asked for.
    var stretches: [String: StretchCounts] = [:]
    /// What is reported.
    var window = ReportWindow()
    var windowNotes: [String] = []
    /// Files of events that were found among the logs, by path.
    var events: [String] = []

    /// What a person should know of the files that were found, beside what was read of logs.
    var fileNotes: [String] {
      let known = events.isEmpty ? [] : ["events, not logs: \(events.joined(separator: ", "))"]
      return known + [noLogsNote].compactMap { $0 }
    }

    /// `not logs: 4 files (a.png, README.md, …)`; `nil` where all were read.
    private var noLogsNote: String? {
      let paths = readings.filter { $0.warnings.contains { $0.code == .notALog } }.map(\.path)
      guard !paths.isEmpty else { return nil }
      let named = paths.prefix(4).joined(separator: ", ") + (paths.count > 4 ? ", …" : "")
      return "not logs: \(NumberWords.count(paths.count, "file")) (\(named))"
    }
  }

  private struct State {
    var next = 0
    var readings: [InputReading] = []
    var segments: [String: StreamSegments] = [:]
    var stretches: [String: StretchCounts] = [:]
    var pipes: [PipedInput] = []
    var failure: RunError?

    mutating func note(_ input: InputReader.Input, _ pipe: PipedInput? = nil) {
      if let pipe { pipes.append(pipe) }
      readings += input.readings
      stretches[input.path] = input.stretches
      if let segments = input.segments { self.segments[input.path] = segments }
    }
  }

  let plan: RunPlan
  let inputs: [String]
  private let known: Set<ContentHash>

  /// - Parameters:
  ///   - inputs: in the words of the command line, if not the plan's own.
  ///   - known: logs of such content are not folded.
  init(_ plan: RunPlan, inputs: [String]? = nil, without known: Set<ContentHash> = []) {
    self.plan = plan
    self.inputs = inputs ?? plan.request.inputs
    self.known = known
  }

  /// Reads all inputs once.
  ///
  /// - Parameter again: what a scan before this one found out.
  func scan(
    _ found: [InputFinder.Found], _ heads: InputHeads, again: SecondScan? = nil
  ) throws(RunError) -> (outcome: Outcome, pipes: [PipedInput]) {
    let state = Mutex(State())
    let merging = TallyMerging(rules: plan.tallyRules, without: known)
    let order = order(found, heads, again)
    let wanted = plan.request.threads > 0 ? plan.request.threads : Self.processors
    let reader = InputReader(
      plan: plan, neighbours: neighbours(of: found, heads), again: again,
      meter: ReadingMeter(of: found.map(Self.file), tell: plan.request.progress),
      decodesAhead: order.count < wanted)
    for pipe in again?.pipes ?? [] {
      let input = try pipe.input(rules: plan.tallyRules)
      state.withLock { $0.note(input) }
      try merging.take(input, path: input.path, isHeld: true)
    }
    // Tallies first: what they hold cannot be left out, a log that is in one of them can.
    for item in found where heads.isTally(item.path) {
      try reader.read(item, isTally: true) { input throws(RunError) in
        state.withLock { $0.note(input) }
        try merging.take(input, path: input.path, isHeld: false)
      }
    }
    DispatchQueue.concurrentPerform(iterations: max(1, min(wanted, order.count))) { _ in
      while true {
        let unit: [InputFinder.Found]? = state.withLock { state in
          guard state.failure == nil, state.next < order.count else { return nil }
          state.next += 1
          return order[state.next - 1]
        }
        guard let unit else { return }
        do throws(RunError) {
          for item in unit {
            try reader.read(item) { input throws(RunError) in
              let pipe = item.isReadOnce ? PipedInput(input) : nil
              state.withLock { $0.note(input, pipe) }
              plan.cache?.note(input, of: item.path, again)
              guard !heads.isCopy(input.path) else { return }
              try merging.take(input, path: input.path, isHeld: heads.mayBeCopy(item.path))
            }
          }
        } catch {
          state.withLock { $0.failure = $0.failure ?? error }
        }
      }
    }
    let (readings, segments, stretches, pipes, failure) = state.withLock {
      ($0.readings, $0.segments, $0.stretches, $0.pipes, $0.failure)
    }
    if let failure { throw failure }
    CurrentWork.doing("merging what was read")
    let tally = try merging.finished()
    return (
      Outcome(
        tally: tally, readings: CopyMarks.marked(readings, in: tally), segments: segments,
        stretches: stretches),
      pipes
    )
  }

  /// What inputs without a year are dated by; only files can be looked into and read after.
  private func neighbours(
    of found: [InputFinder.Found], _ heads: InputHeads
  ) -> DatedNeighbours {
    let paths = found.compactMap { item -> String? in
      guard case .file(let path) = item, path != "-", !heads.isTally(path),
        !plan.failed.contains(path)
      else { return nil }
      return path
    }
    return DatedNeighbours(paths: paths, rules: plan.definition.recordRules) { [plan] path in
      CurrentWork.reading(path)
      return (try? plan.parseOptions(for: path)) ?? ParseOptions()
    }
  }

  /// The path of an input whose length can be known.
  private static func file(_ item: InputFinder.Found) -> String? {
    if case .file(let path) = item, path != "-" { path } else { nil }
  }

  private static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}

extension LogScan {
  /// Reads the stretches again whose buckets lost events next to a boundary.
  ///
  /// Only inputs with records there are read, and of those only these stretches are folded.
  /// Standard input and tallies cannot be read again; what they hold stays as it is.
  ///
  /// - Returns: whether anything was refined.
  func refine(_ outcome: inout Outcome, at ranges: [TimeRange]) throws(RunError) -> Bool {
    guard !ranges.isEmpty else { return false }
    let width = outcome.tally.width
    let exact = Tally(rules: plan.tallyRules, focus: ranges, width: width)
    let counters = outcome.overlaps?.counters() ?? []
    // Where the events of these stretches stand in the logs, whose stamps were not moved.
    let steps = Set(outcome.moves.values).sorted()
    let logged = ranges + steps.flatMap { step in ranges.map { $0.moved(by: -step) } }
    let readings = outcome.overlaps?.ordered(outcome.readings) ?? outcome.readings
    for reading in readings where reading.path != "-" && reading.status != .duplicate {
      guard let segments = outcome.segments[reading.path], let first = reading.first,
        let last = reading.last,
        logged.contains(where: { $0.from <= last && $0.to >= first })
      else { continue }
      CurrentWork.reading(reading.path)
      defer { CurrentWork.leftInput() }
      let wanted = segments.reading(only: logged)
      var options = try plan.parseOptions(for: reading.path)
      options.segments = wanted
      options.clockSteps = reading.clockSteps
      options.datesByAnswer = reading.readAs.requestStamp == .received
      options.firstLine = wanted.start?.line ?? 1
      options.overlap = outcome.overlaps?.filter(for: reading.path, counters)
      guard let stream = try? stream(of: reading.path, from: wanted.start?.place) else { continue }
      let part = Tally(rules: plan.tallyRules, focus: logged, width: width)
      let parser = StreamParser(
        stream: stream, rules: plan.definition.recordRules, options: options
      ) { part.fold($0) }
      // What is told of the input was told by the first reading; this one ends early.
      _ = parser.run()
      part.seal(reading)
      part.move(outcome.moves)
      exact.merge(part)
    }
    exact.finish()
    outcome.tally.refine(with: exact)
    return true
  }

  private func stream(
    of path: String, from place: StreamCheckpoint?
  ) throws(IngestError) -> DecodedStream {
    if let place {
      return try DecodedStream(
        path: path, resuming: place, blockSize: plan.request.blockSize)
    }
    return try DecodedStream(path: path, blockSize: plan.request.blockSize, isHashed: false)
  }
}

extension TimeRange {
  fileprivate func moved(by nanoseconds: Int64) -> TimeRange {
    let seconds = Double(nanoseconds) / 1e9
    return TimeRange(from: from.advanced(bySeconds: seconds), to: to.advanced(bySeconds: seconds))
  }
}
