import LogModel
import Timeline

/// Reads inputs to say what was made of them.
public struct InputsPipeline: Sendable {
  private let plan: RunPlan

  /// - Throws: `RunError` for a definition, zone or time that cannot be read.
  public init(_ request: DraftRequest) throws(RunError) { plan = try RunPlan(request) }

  /// - Throws: `RunError` when there is no input at all, or an account is broken.
  public func run() throws(RunError) -> (coverage: Coverage, status: ExitStatus) {
    var scanned = try LogScan(plan).run()
    let clocks = SourceClocks(of: &scanned, applies: plan.request.appliesSkew)
    RotationHoles.mark(&scanned.readings)
    var material = ReportMaterial()
    material.inputs = scanned.readings
    material.clocks = clocks.byPath
    material.warnings = clocks.warnings
    let report = TimelineBuilder(version: Version.text, zone: plan.timelineZone)
      .report(of: material)
    guard !scanned.readings.isEmpty else {
      let asked = plan.request.inputs.joined(separator: " ")
      throw .refused("no input: \(asked) holds no file to read")
    }
    try DraftPipeline.refuseEmpty(scanned.readings, asked: plan.request.inputs)
    guard scanned.readings.contains(where: \.isReadable) else {
      return (report.coverage, .couldNot)
    }
    return (report.coverage, ExitStatus(report.coverage.completeness))
  }
}
