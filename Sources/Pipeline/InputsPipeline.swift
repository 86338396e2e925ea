import LogModel
import Timeline

/// Reads inputs to say what was made of them.
public struct InputsPipeline: Sendable {
  /// What was made of the inputs.
  public struct Outcome: Sendable {
    public var coverage: Coverage
    public var status: ExitStatus
    /// What a person should know of the run.
    public var notes: [String]
    /// The zone that times are printed in.
    public var zone: DisplayZone
  }

  let plan: RunPlan

  /// - Throws: `RunError` for a definition, zone or time that cannot be read.
  public init(_ request: DraftRequest) throws(RunError) { plan = try RunPlan(request) }

  /// - Throws: `RunError` when there is no input at all, or an account is broken.
  public func run() throws(RunError) -> Outcome {
    var scanned = try LogScan(plan).run()
    let clocks = SourceClocks(of: &scanned, applies: plan.request.appliesSkew)
    RotationHoles.mark(&scanned.readings)
    var material = ReportMaterial()
    material.inputs = scanned.readings
    material.clocks = clocks.byPath
    material.warnings = clocks.warnings + scanned.tally.lumpWarnings
    let report = TimelineBuilder(version: Version.text, zone: plan.timelineZone)
      .report(of: material)
    try plan.refuseExcluded(scanned.readings.isEmpty)
    guard !scanned.readings.isEmpty else {
      let asked = plan.request.inputs.joined(separator: " ")
      throw .refused("no input: \(asked) holds no file to read")
    }
    try DraftPipeline.refuseEmpty(scanned.readings, asked: plan.request.inputs)
    let status =
      scanned.readings.contains(where: \.isReadable)
      ? ExitStatus(report.coverage.completeness) : .couldNot
    return Outcome(
      coverage: report.coverage, status: status,
      notes: scanned.windowNotes + scanned.fileNotes
        + IdleOptions(plan).notes(on: scanned)
        + (plan.cache?.finished() ?? [])
        + [NoInput.sentence(scanned.readings)].compactMap { $0 }, zone: plan.timelineZone)
  }
}
