import Ingest
import LogModel
import Parse
import Signals

/// Inputs that an earlier run read.
extension InputReader {
  /// Reads a file, or takes what was kept of one with the same bytes.
  ///
  /// Of inputs that hold the same records only one counts each, which depends on the others: these
  /// are always read, and what comes of it is not kept.
  func read(
    _ path: String, through cache: InputCache, _ take: (Input) throws(RunError) -> Void
  ) throws(RunError) {
    guard again?.overlaps.group(ofFile: path) == nil, path != "-",
      let content = FileContent(ofPath: path)
    else { return try open(path, isPipe: false, take) }
    let options = try parseOptions(for: path)
    let rules = plan.definition.recordRules
    guard let key = cache.key(of: content, at: path, rules: rules, options: options) else {
      return try open(path, isPipe: false, take)
    }
    if let kept = cache.kept(key, at: path, rules: plan.tallyRules),
      let input = input(path, kept, options)
    {
      var known = 0
      meter.note(path, content.size, &known)
      return try take(input)
    }
    try open(path, isPipe: false) { input throws(RunError) in
      // Bytes that changed while they were read are of no file.
      if let records = input.keptRecords, let segments = input.segments, input.path == path,
        FileContent(ofPath: path) == content
      {
        cache.keep(
          KeptInput(tally: input.tally, outline: StreamOutline(segments), records: records),
          under: key)
      }
      try take(input)
    }
  }

  /// What reading the file would give; `nil` where that depends on more than what was kept.
  private func input(_ path: String, _ kept: KeptInput, _ options: ParseOptions) -> Input? {
    var stretches: StretchCounts?
    if let bounds = options.bounds {
      guard let counts = Self.stretches(of: kept, bounds) else { return nil }
      stretches = counts
    }
    guard let stream = try? DecodedStream(path: path, blockSize: 1 << 16, isHashed: false),
      let segments = kept.outline.segments(
        of: stream, rules: plan.definition.recordRules, options: options)
    else { return nil }
    return Input(
      path: path, readings: kept.tally.inputs.map(\.reading), tally: kept.tally,
      segments: segments, stretches: stretches, isReused: true)
  }

  /// Counts of records by a window's bounds; `nil` where a bound parts the records, and for stamps
  /// far off, of which is not known where they lie.
  private static func stretches(
    of kept: KeptInput, _ bounds: @escaping StretchCounts.Bounds
  ) -> StretchCounts? {
    let warnings = kept.tally.inputs.flatMap(\.reading.warnings)
    guard !warnings.contains(where: { $0.code == .timeOutOfRange }) else { return nil }
    guard let span = kept.outline.span else {
      return kept.records == 0 ? StretchCounts(bounds) : nil
    }
    guard bounds(span.lowerBound).contains(span.upperBound) else { return nil }
    return StretchCounts(bounds, records: kept.records, at: span.lowerBound)
  }
}
