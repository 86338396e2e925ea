import Ingest
import LogModel
import Parse
import Redaction
import Scan
import Signals
import Supervision

/// Reads one input: a log, a tally made before, or an archive of logs.
struct InputReader: Sendable {
  /// What one input gave.
  struct Input {
    /// Of a member, `archive!member`.
    var path: String
    /// One of a log; of a tally, one for each log in it.
    var readings: [InputReading]
    var tally: Tally
    /// `nil` for what cannot be read again.
    var segments: StreamSegments?
    /// Records by stretches of time, of a log where a window is asked for.
    var stretches: StretchCounts?
    var isTally = false
    /// It was not read: an earlier run kept what it gives.
    var isReused = false
    /// Texts in it named secrets: these are kept nowhere, so the input has to be read each time.
    var holdsSecrets = false
    /// Stamped records and their lines, where what it gave may be kept; `nil` where not.
    var keptRecords: Int?
  }

  let plan: RunPlan
  let neighbours: DatedNeighbours
  let again: SecondScan?
  private let checkpoints = CheckpointBudget()
  let meter: ReadingMeter
  /// Packed inputs are decoded on threads of their own, for there are more than inputs.
  let decodesAhead: Bool

  /// - Parameters:
  ///   - again: what a scan before this one found out.
  ///   - decodesAhead: whether there are threads that no input takes.
  ///   - meter: told how much was read.
  init(
    plan: RunPlan, neighbours: DatedNeighbours, again: SecondScan?, meter: ReadingMeter? = nil,
    decodesAhead: Bool = false
  ) {
    self.plan = plan
    self.neighbours = neighbours
    self.again = again
    self.decodesAhead = decodesAhead
    self.meter = meter ?? ReadingMeter(of: [nil], tell: plan.request.progress)
  }

  /// Hands over what an input gave: of an archive, each member as soon as it is read.
  ///
  /// - Parameter isTally: known to be one; any other may have been kept by an earlier run.
  /// - Throws: `RunError` when the account of the input does not add up, or a tally counts
  ///   other units than the definition; and what `take` throws.
  func read(
    _ item: InputFinder.Found, isTally: Bool = false, take: (Input) throws(RunError) -> Void
  ) throws(RunError) {
    guard !plan.failed.contains(item.path) else { return try take(failed(item.path)) }
    CurrentWork.reading(item.path)
    defer { CurrentWork.leftInput() }
    var known = 0
    meter.note(item.path, 0, &known)
    switch item {
    case .problem(let path, _):
      try take(unreadable(path, item.error ?? .missing(path: path)))
    case .file(let path):
      if let cache = plan.cache, !isTally {
        try read(path, through: cache, take)
      } else {
        try open(path, isPipe: false, take)
      }
    case .pipe(let path): try open(path, isPipe: true, take)
    }
  }

  func open(
    _ path: String, isPipe: Bool, _ take: (Input) throws(RunError) -> Void
  ) throws(RunError) {
    let opened: OpenedInput
    do throws(IngestError) {
      opened = try OpenedInput.open(
        path: path, blockSize: plan.request.blockSize, acceptsPipe: isPipe,
        isAhead: decodesAhead)
    } catch {
      // It was there when the inputs were looked for.
      if case .missing = error {
        try take(
          unreadable(
            path, InputWarning(.vanished, message: "gone before it was read"), .unreadable))
      } else {
        try take(unreadable(path, error))
      }
      return
    }
    switch opened {
    case .stream(let stream): try take(try read(stream, isReadAgain: !isPipe && path != "-"))
    case .archive(let archive):
      try read(archive, isReadAgain: !isPipe && path != "-", take)
    }
  }

  func read(_ stream: DecodedStream, isReadAgain: Bool) throws(RunError) -> Input {
    stream.lookAhead(TallyFile.magic.count)
    return TallyFile.isTally(stream.window)
      ? try tally(stream) : try scan(stream, isReadAgain: isReadAgain)
  }

  /// Each member is an input; the archive itself is one only where there is something to say.
  private func read(
    _ archive: Archive, isReadAgain: Bool, _ take: (Input) throws(RunError) -> Void
  ) throws(RunError) {
    let finder = InputFinder(exclude: plan.request.exclude)
    var isEmpty = true
    var known = 0
    func opens(_ path: String) -> Bool {
      guard !finder.excludes(path), !plan.failed.contains(path) else { return false }
      CurrentWork.reading(path)
      meter.note(path, archive.bytesRead, &known)
      return true
    }
    while let member = archive.next(blockSize: plan.request.blockSize, opens: opens) {
      isEmpty = false
      switch member {
      case .stream(let stream): try take(try read(stream, isReadAgain: isReadAgain))
      case .unreadable(let path, let error): try take(unreadable(path, error))
      case .left(let path): if plan.failed.contains(path) { try take(failed(path)) }
      }
      // What follows, up to the next member, is of the archive.
      CurrentWork.reading(archive.path)
    }
    guard isEmpty || !archive.damage.isEmpty || archive.readFailure != nil else { return }
    if isEmpty, archive.damage.isEmpty, archive.readFailure == nil {
      return try take(unreadable(archive.path, .empty(path: archive.path)))
    }
    var reading = InputReading(path: archive.path)
    reading.compression = archive.compression
    reading.bytesRead = archive.bytesRead
    reading.warnings = archive.damage.map {
      InputWarning($0.code, byteOffset: $0.packedOffset, message: $0.message)
    }
    if let failure = archive.readFailure {
      reading.warnings.append(InputWarning(.vanished, message: "reading stopped: \(failure)"))
    }
    if !reading.warnings.isEmpty { reading.status = isEmpty ? .unreadable : .partial }
    try take(bare(reading))
  }

  private func scan(_ stream: DecodedStream, isReadAgain: Bool) throws(RunError) -> Input {
    let page = errorPage(in: stream)
    let secrets = KnownSecrets()
    let tally = Tally(rules: plan.tallyRules(noting: secrets))
    var options = try parseOptions(for: stream.path)
    if isReadAgain { options.checkpoints = checkpoints }
    options.clockSteps = again?.clockSteps[stream.path] ?? []
    options.datesByAnswer = again?.received.contains(stream.path) ?? false
    options.overlap = again?.overlaps.filter(for: stream.path, again?.counters ?? [])
    // Counted for a run that asks for a window.
    let isCounted = options.bounds != nil
    if plan.cache != nil, !isCounted { options.bounds = { _ in .min ..< .max } }
    // Of a member the archive tells how much was read.
    let isMember = stream.path.contains("!")
    var known = 0
    let parser = StreamParser(
      stream: stream, rules: plan.definition.recordRules, options: options
    ) { [meter] batch in
      tally.fold(batch)
      if !isMember { meter.note(stream.path, stream.bytesRead, &known) }
    }
    var reading = parser.run()
    if !isMember { meter.note(stream.path, stream.bytesRead, &known) }
    tally.forget(reading.strays)
    reading.readAs.service = Self.some(tally.series.map(\.key.service))
    reading.readAs.source = Self.some(tally.series.map(\.key.source))
    guard reading.account.lines == parser.linesMet else {
      throw .brokenAccount(
        path: stream.path, lines: parser.linesMet, classed: reading.account.lines)
    }
    again?.overlaps.note(parser.overlappingRecords, in: &reading)
    if let page { mark(&reading, as: page) }
    tally.seal(reading)
    plan.secrets.formUnion(secrets)
    var input = Input(
      path: stream.path, readings: [reading], tally: tally,
      segments: isReadAgain ? parser.segments : nil,
      stretches: isCounted ? parser.stretches : nil)
    input.holdsSecrets = secrets.count > 0
    let isWhole = options.overlap == nil && stream.readFailure == nil
    // A stepping clock is told by a second reading, and what a banner is by how the file was given.
    if isWhole, !input.holdsSecrets, reading.clockSteps.isEmpty,
      reading.readAs.requestStamp != .received, !reading.hasBanner
    {
      input.keptRecords = parser.stretches?.records { _ in true }
    }
    return input
  }

  /// How an input is to be parsed, with what the others say of its year.
  func parseOptions(for path: String) throws(RunError) -> ParseOptions {
    var options = try plan.parseOptions(for: path)
    options.neighbours = { [neighbours] in
      // Others are looked into, each noted as it is.
      defer { CurrentWork.reading(path) }
      return neighbours.moment
    }
    return options
  }

  private func errorPage(in stream: DecodedStream) -> ErrorPage? {
    // One byte more, to know whether that is all.
    stream.lookAhead(ErrorPage.headSize + 1)
    return ErrorPage(
      head: stream.window, isWhole: stream.window.count <= ErrorPage.headSize)
  }

  /// An error page in place of a log gives no record; behind one there may be some.
  private func mark(_ reading: inout InputReading, as page: ErrorPage) {
    let account = reading.account
    guard account.unread > 0 || account.records > 0 else { return }
    reading.status =
      account.records + account.duplicate + account.outsideWindow == 0 ? .unreadable : .partial
    let shown = String(plan.redactor.redact(page.words).text.prefix(160))
    reading.warnings.insert(
      InputWarning(
        .errorPage, line: 1, byteOffset: 0, message: page.sentence(insteadOf: "a log", shown: shown)
      ), at: 0)
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
      case .differentDefinitions, .otherDefinition, .otherRedaction, .tooMany:
        throw .refused("\(path): \(error)")
      case .notATally, .unsupportedVersion, .damaged:
        return unreadable(path, InputWarning(.unreadLines, message: "\(error)"), .unreadable)
      }
    }
    let clash = try TallyZone.contradiction(in: tally.inputs.map(\.reading)) {
      log throws(RunError) in
      if let zone = try plan.parseOptions(for: log).zone { return zone.name }
      return try plan.parseOptions(for: path).zone?.name
    }
    if let clash { throw .refused("\(path): \(clash)") }
    let shift = plan.shift(of: path)
    guard shift == 0 || tally.shift(byNanoseconds: shift) else {
      throw .refused(
        "--shift: \(path) counts in stretches of \(tally.width) s and moves by whole ones only")
    }
    return Input(
      path: path, readings: tally.inputs.map(\.reading), tally: tally, segments: nil,
      isTally: true)
  }

  private func failed(_ path: String) -> Input {
    unreadable(path, FailedInputs.warning, .unreadable)
  }

  /// What is told of an input that an earlier attempt failed on.
  func failedReading(_ path: String) -> InputReading {
    failed(path).readings.first ?? InputReading(path: path)
  }

  /// What is told of an input that could not be opened.
  func unread(_ path: String, _ error: IngestError) -> InputReading {
    unreadable(path, error).readings.first ?? InputReading(path: path)
  }

  private func unreadable(_ path: String, _ error: IngestError) -> Input {
    if case .specialFile = error { return unreadable(path, error.warning, .skipped) }
    return unreadable(path, error.warning, .unreadable)
  }

  private func unreadable(
    _ path: String, _ warning: InputWarning, _ status: InputReading.Status
  ) -> Input {
    var reading = InputReading(path: path)
    reading.status = status
    reading.warnings = [warning]
    return bare(reading)
  }

  /// An input that gave no record.
  private func bare(_ reading: InputReading) -> Input {
    let tally = Tally(rules: plan.tallyRules)
    tally.seal(reading)
    return Input(path: reading.path, readings: [reading], tally: tally, segments: nil)
  }
}
