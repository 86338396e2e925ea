import LogModel
import Redaction
import Render
import Signals
import Timeline

/// Reduces inputs to a tally on disk.
public struct TallyPipeline: Sendable {
  private let plan: RunPlan

  /// - Throws: `RunError` for a definition, zone or time that cannot be read.
  public init(_ request: DraftRequest) throws(RunError) { plan = try RunPlan(request) }

  /// - Throws: `RunError` when nothing could be read, or the file cannot be written or is read.
  /// - Returns: notes, and a line on each input that was not read whole; the tally is of what was
  ///   read.
  public func write(
    to path: String
  ) throws(RunError) -> (status: ExitStatus, notes: [String], incomplete: [String]) {
    try write(to: path, fromTalliesAlone: false)
  }

  /// The same of inputs that are all tallies.
  ///
  /// - Throws: also where one of them is a log.
  public func merge(
    to path: String
  ) throws(RunError) -> (status: ExitStatus, notes: [String], incomplete: [String]) {
    try write(to: path, fromTalliesAlone: true)
  }

  private func write(
    to path: String, fromTalliesAlone: Bool
  ) throws(RunError) -> (status: ExitStatus, notes: [String], incomplete: [String]) {
    try OutputGuard.check(path, of: plan)
    var scanned = try LogScan(plan).run()
    // Only what was read here, line by line, has segments.
    if fromTalliesAlone, let log = scanned.segments.keys.min() {
      throw .refused("\(log): a log and no tally; recount tally makes one of it")
    }
    try plan.refuseExcluded(scanned.readings.isEmpty)
    try DraftPipeline.refuseNothing(scanned.readings, asked: plan.request.inputs)
    if plan.request.appliesSkew { _ = SourceClocks(of: &scanned, applies: true) }
    var masking = SecretMasking(plan.secrets, without: scanned.tally.names)
    masking.mask(scanned.tally)
    scanned.tally.showPaths { ShownPath.text($0) }
    do {
      try AtomicFile.write(TallyFile.encode(scanned.tally), to: path)
    } catch {
      throw .refused(error.description)
    }
    RotationHoles.mark(&scanned.readings)
    let completeness = Completeness(inputs: scanned.readings)
    return (
      ExitStatus(completeness),
      scanned.windowNotes + scanned.fileNotes
        + (scanned.overlaps?.notes(on: scanned.readings) ?? [])
        + IdleOptions(plan).notes(on: scanned) + (plan.cache?.finished() ?? [])
        + [NoInput.sentence(scanned.readings)].compactMap { $0 },
      PartialLines.lines(completeness)
    )
  }
}
