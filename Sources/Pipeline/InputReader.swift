import Ingest
import LogModel
import Parse
import Signals

/// Reads one input: a log, or a tally made before.
struct InputReader: Sendable {
  /// What one input gave.
  struct Input {
    /// One of a log; of a tally, one for each log in it.
    var readings: [InputReading]
    var tally: Tally
    /// `nil` for what cannot be read again.
    var segments: StreamSegments?
    var isTally = false
  }

  let plan: RunPlan

  /// - Throws: `RunError` when the account of the input does not add up, or a tally counts
  ///   other units than the definition.
  func read(_ item: InputFinder.Found) throws(RunError) -> Input {
    switch item {
    case .problem(let path, let problem):
      let error: IngestError =
        switch problem {
        case .missing: .missing(path: path)
        case .permissionDenied: .permissionDenied(path: path)
        case .specialFile: .specialFile(path: path)
        }
      return unreadable(path, error.warning, .none)
    case .file(let path):
      let stream: DecodedStream
      do {
        stream = try DecodedStream(path: path, blockSize: plan.request.blockSize)
      } catch {
        if case .unsupported(_, let compression) = error {
          return unreadable(path, error.warning, compression)
        }
        return unreadable(path, error.warning, .none)
      }
      stream.lookAhead(TallyFile.magic.count)
      return TallyFile.isTally(stream.window) ? try tally(stream) : try scan(stream)
    }
  }

  private func scan(_ stream: DecodedStream) throws(RunError) -> Input {
    let tally = Tally(rules: plan.tallyRules)
    let parser = StreamParser(
      stream: stream, rules: plan.definition.recordRules,
      options: try plan.parseOptions(for: stream.path)
    ) { tally.fold($0) }
    var reading = parser.run()
    tally.forget(reading.strays)
    reading.readAs.service = Self.some(tally.series.map(\.key.service))
    reading.readAs.source = Self.some(tally.series.map(\.key.source))
    guard reading.account.lines == parser.linesMet else {
      throw .brokenAccount(
        path: stream.path, lines: parser.linesMet, classed: reading.account.lines)
    }
    tally.seal(reading)
    return Input(
      readings: [reading], tally: tally,
      segments: stream.path == "-" ? nil : parser.segments)
  }

  /// Names as a table shows them: all of a few, else how many.
  private static func some(_ names: [String]) -> String? {
    let distinct = Set(names).filter { !$0.isEmpty }.sorted()
    guard !distinct.isEmpty else { return nil }
    return distinct.count <= 3
      ? distinct.joined(separator: ", ") : "\(distinct[0]) and \(distinct.count - 1) more"
  }

  private func tally(_ stream: DecodedStream) throws(RunError) -> Input {
    let path = stream.path
    let tally: Tally
    do {
      var bytes: [UInt8] = []
      reading: while true {
        bytes.append(contentsOf: stream.window)
        stream.consume(stream.window.count)
        switch stream.fill() {
        case .more, .full: continue
        case .seam, .end: break reading
        }
      }
      tally = try TallyFile.decode(bytes, rules: plan.tallyRules)
    } catch {
      switch error {
      case .differentDefinitions: throw .refused("\(path): \(error)")
      case .notATally, .unsupportedVersion, .damaged:
        return unreadable(path, InputWarning(.unreadLines, message: "\(error)"), .none)
      }
    }
    let shift = plan.shift(of: path)
    guard shift == 0 || tally.shift(byNanoseconds: shift) else {
      throw .refused(
        "--shift: \(path) counts in stretches of \(tally.width) s and moves by whole ones only")
    }
    return Input(
      readings: tally.inputs.map(\.reading), tally: tally, segments: nil, isTally: true)
  }

  private func unreadable(
    _ path: String, _ warning: InputWarning, _ compression: Compression
  ) -> Input {
    var reading = InputReading(path: path)
    reading.status = warning.code == .specialFile ? .skipped : .unreadable
    reading.compression = compression
    reading.warnings = [warning]
    let tally = Tally(rules: plan.tallyRules)
    tally.seal(reading)
    return Input(readings: [reading], tally: tally, segments: nil)
  }
}
