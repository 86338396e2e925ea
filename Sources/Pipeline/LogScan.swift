// Dispatch: workers over inputs; one unit of work is one input.
import Dispatch
import Glibc
import Ingest
import LogModel
import Parse
import Signals
import Synchronization

/// Reads all inputs into one tally: each apart, merged as they end, in any order.
struct LogScan: Sendable {
  /// What came of the inputs.
  struct Outcome {
    var tally: Tally
    /// One an input, sorted by path.
    var readings: [InputReading]
    /// Where in each input which times stand, by path.
    var segments: [String: StreamSegments]
  }

  /// One input, read.
  private struct Scanned {
    var tally: Tally
    var segments: StreamSegments
  }

  private struct State {
    var next = 0
    var readings: [InputReading] = []
    var segments: [String: StreamSegments] = [:]
    var failure: RunError?
  }

  /// A tally that one worker at a time may touch.
  private final class Shared: @unchecked Sendable {
    // Guarded by the mutex beside it.
    var tally: Tally
    init(_ tally: Tally) { self.tally = tally }
  }

  private let plan: RunPlan

  init(_ plan: RunPlan) { self.plan = plan }

  /// - Throws: `RunError` when an account does not add up, or inputs cannot be merged.
  func run() throws(RunError) -> Outcome {
    let found = InputFinder(exclude: plan.request.exclude).find(plan.request.inputs)
    let state = Mutex(State())
    let shared = Shared(Tally(rules: plan.tallyRules))
    let merged = Mutex<Set<ContentHash>>([])
    // The largest first, so that no worker is left alone with it at the end.
    let order = found.enumerated().sorted { a, b in
      let sizes = (Self.size(of: a.element.path), Self.size(of: b.element.path))
      return sizes.0 != sizes.1 ? sizes.0 > sizes.1 : a.offset < b.offset
    }.map(\.element)
    let wanted = plan.request.threads > 0 ? plan.request.threads : Self.processors
    let workers = max(1, min(wanted, order.count))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let item: InputFinder.Found? = state.withLock { state in
          guard state.failure == nil, state.next < order.count else { return nil }
          state.next += 1
          return order[state.next - 1]
        }
        guard let item else { return }
        plan.request.progress("reading \(item.path)")
        do throws(RunError) {
          let (reading, scanned) = try read(item)
          merged.withLock { merged in
            guard let scanned, let hash = reading.contentHash, merged.insert(hash).inserted
            else { return }
            shared.tally.merge(scanned.tally)
          }
          state.withLock {
            $0.readings.append(reading)
            $0.segments[reading.path] = scanned?.segments
          }
        } catch {
          state.withLock { $0.failure = $0.failure ?? error }
        }
      }
    }
    let (readings, segments, failure) = state.withLock { ($0.readings, $0.segments, $0.failure) }
    if let failure { throw failure }
    shared.tally.finish()
    return Outcome(
      tally: shared.tally, readings: CopyMarks.marked(readings, in: shared.tally),
      segments: segments)
  }

  private static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  private static func size(of path: String) -> Int {
    var info = stat()
    return stat(path, &info) == 0 ? Int(info.st_size) : 0
  }

  private func read(
    _ item: InputFinder.Found
  ) throws(RunError) -> (reading: InputReading, scanned: Scanned?) {
    switch item {
    case .problem(let path, let problem):
      let error: IngestError =
        switch problem {
        case .missing: .missing(path: path)
        case .permissionDenied: .permissionDenied(path: path)
        case .specialFile: .specialFile(path: path)
        }
      return (Self.unreadable(path, error), nil)
    case .file(let path):
      let stream: DecodedStream
      do {
        stream = try DecodedStream(path: path, blockSize: plan.request.blockSize)
      } catch {
        return (Self.unreadable(path, error), nil)
      }
      return try scan(stream)
    }
  }

  private func scan(
    _ stream: DecodedStream
  ) throws(RunError) -> (reading: InputReading, scanned: Scanned?) {
    let tally = Tally(rules: plan.tallyRules)
    let parser = StreamParser(
      stream: stream, rules: plan.definition.recordRules,
      options: try plan.parseOptions(for: stream.path)
    ) { tally.fold($0) }
    let reading = parser.run()
    guard reading.account.lines == parser.linesMet else {
      throw .brokenAccount(
        path: stream.path, lines: parser.linesMet, classed: reading.account.lines)
    }
    tally.seal(reading)
    return (reading, Scanned(tally: tally, segments: parser.segments))
  }

  private static func unreadable(_ path: String, _ error: IngestError) -> InputReading {
    var reading = InputReading(path: path)
    reading.status = .unreadable
    if case .specialFile = error { reading.status = .skipped }
    if case .unsupported(_, let compression) = error { reading.compression = compression }
    reading.warnings = [error.warning]
    return reading
  }
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
    for reading in outcome.readings where reading.path != "-" && reading.status != .duplicate {
      guard let first = reading.first, let last = reading.last,
        ranges.contains(where: { $0.from <= last && $0.to >= first }),
        !reading.formats.contains("tally"),
        let stream = try? DecodedStream(
          path: reading.path, blockSize: plan.request.blockSize, isHashed: false)
      else { continue }
      let part = Tally(rules: plan.tallyRules, focus: ranges, width: width)
      var options = try plan.parseOptions(for: reading.path)
      options.segments = outcome.segments[reading.path]?.reading(only: ranges)
      let parser = StreamParser(
        stream: stream, rules: plan.definition.recordRules, options: options
      ) { part.fold($0) }
      // What is told of the input was told by the first reading; this one ends early.
      _ = parser.run()
      part.seal(reading)
      exact.merge(part)
    }
    exact.finish()
    outcome.tally.refine(with: exact)
    return true
  }
}
