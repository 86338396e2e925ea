import LogModel
import Render
import Signals
import Timeline

/// Reduces inputs to a tally on disk.
public struct TallyPipeline: Sendable {
  private let plan: RunPlan

  /// - Throws: `RunError` for a definition, zone or time that cannot be read.
  public init(_ request: DraftRequest) throws(RunError) { plan = try RunPlan(request) }

  /// - Throws: `RunError` when nothing could be read, or the file cannot be written.
  /// - Returns: a line on each input that was not read whole; the tally is of what was read.
  public func write(to path: String) throws(RunError) -> (incomplete: [String], status: ExitStatus)
  {
    var scanned = try LogScan(plan).run()
    try DraftPipeline.refuseNothing(scanned.readings, asked: plan.request.inputs)
    if plan.request.appliesSkew { _ = SourceClocks(of: &scanned, applies: true) }
    do {
      try AtomicFile.write(TallyFile.encode(scanned.tally), to: path)
    } catch {
      throw .refused(error.description)
    }
    RotationHoles.mark(&scanned.readings)
    let completeness = Completeness(inputs: scanned.readings)
    return (PartialLines.lines(completeness), ExitStatus(completeness))
  }
}
