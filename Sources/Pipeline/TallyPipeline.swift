import LogModel
import Redaction
import Signals

/// Reduces inputs to a tally on disk.
public struct TallyPipeline: Sendable {
  private let plan: RunPlan

  /// - Throws: `RunError` for a definition, zone or time that cannot be read.
  public init(_ request: DraftRequest) throws(RunError) { plan = try RunPlan(request) }

  /// - Throws: `RunError` when nothing could be read, or the file cannot be written.
  public func write(to path: String) throws(RunError) -> ExitStatus {
    var scanned = try LogScan(plan).run()
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
    return Draft.status(of: scanned.readings)
  }
}
