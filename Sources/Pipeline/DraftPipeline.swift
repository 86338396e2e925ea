import Events
import Inference
import LogModel
import Render
import Signals
import Timeline

/// The whole path: inputs in, a cited report out.
public struct DraftPipeline: Sendable {
  private let plan: RunPlan

  /// - Throws: `RunError` for a definition, zone or time that cannot be read.
  public init(_ request: DraftRequest) throws(RunError) { plan = try RunPlan(request) }

  /// - Throws: `RunError` when nothing could be read or understood, or an account is broken.
  public func run() throws(RunError) -> Draft {
    var scanned = try LogScan(plan).run()
    try Self.refuseNothing(scanned.readings, asked: plan.request.inputs)
    let logsEnd = scanned.readings.compactMap(\.last).max()
    var files = try EventLoading(plan: plan, logsEnd: logsEnd).files()
    let names = scanned.tally.names
    var masking = SecretMasking(plan.secrets, without: names)
    masking.mask(&scanned, &files)
    let baseline = try BaselineLoading(plan: plan, reported: scanned.readings).outcome()
    let history = baseline.history
    let clocks = SourceClocks(of: &scanned, applies: plan.request.appliesSkew)
    let finder = IncidentFinder(plan.inferenceSettings)
    plan.request.progress("inferring")
    var findings = finder.findings(in: scanned.tally, with: files, history: history)
    if try LogScan(plan).refine(&scanned, at: findings.crowded) {
      findings = finder.findings(in: scanned.tally, with: files, history: history)
    }
    var quoted = excerpts(of: findings, scanned, files)
    if masking.mask(&scanned, &files) {
      // A line that is quoted named a secret that stood bare in what was kept.
      findings = finder.findings(in: scanned.tally, with: files, history: history)
      quoted = excerpts(of: findings, scanned, files)
    }
    let doubt = ClockDoubt(clocks.byPath)
    findings.incidents = findings.incidents.map(doubt.applied)
    return Draft(
      report: report(of: findings, scanned, files, clocks, quoted),
      status: Draft.status(of: scanned.readings), notes: baseline.notes)
  }

  private func excerpts(
    of findings: Findings, _ scanned: LogScan.Outcome, _ files: [EventFile]
  ) -> ExcerptLoading.Excerpts {
    let told = findings.incidents + findings.nearMisses.map(\.incident)
    let places = told.filter(isInWindow).reduce(into: Set<SourceRef>()) {
      $0.formUnion($1.places)
    }
    return ExcerptLoading(
      plan: plan, names: scanned.tally.names, segments: scanned.segments,
      read: Set(scanned.segments.keys).union(files.map(\.path)),
      recorded: Dictionary(
        scanned.readings.compactMap { reading in reading.contentHash.map { (reading.path, $0) } }
      ) { first, _ in first }
    ).excerpts(of: places)
  }

  private func report(
    of findings: Findings, _ scanned: LogScan.Outcome, _ files: [EventFile],
    _ clocks: SourceClocks, _ quoted: ExcerptLoading.Excerpts
  ) -> IncidentReport {
    var material = ReportMaterial()
    material.incidents = findings.incidents
    material.nearMisses = findings.nearMisses
    material.isReported = isInWindow
    material.inputs = scanned.readings
    material.eventFiles = files
    material.clocks = clocks.byPath
    material.warnings = clocks.warnings
    material.notKnowable = (clocks.notKnowable + findings.notKnowable).map {
      plan.redactor.redact($0).text
    }
    material.operations = findings.operations
    material.window = .init(from: plan.since, to: plan.until)
    (material.excerpts, material.redactions) = (quoted.texts, quoted.redactions)
    return TimelineBuilder(version: Version.text, zone: plan.timelineZone).report(of: material)
  }

  @Sendable private func isInWindow(_ incident: Incident) -> Bool {
    let from = incident.onset.earliest?.time ?? incident.lastFailure.time
    let to = incident.end?.latest?.time ?? incident.lastFailure.time
    return plan.since.map { to >= $0 } ?? true && plan.until.map { from < $0 } ?? true
  }

  /// Nothing readable, or nothing understood in any of it, is a refusal, not an empty draft.
  static func refuseNothing(_ readings: [InputReading], asked: [String]) throws(RunError) {
    guard !readings.isEmpty else {
      throw .refused("no input: \(asked.joined(separator: " ")) holds no file to read")
    }
    let readable = readings.filter { $0.status != .unreadable && $0.status != .skipped }
    guard !readable.isEmpty else {
      let first = readings[0]
      let others = readings.count > 1 ? " (and \(readings.count - 1) more)" : ""
      throw .refused(
        "no input could be read: \(first.path): \(first.warnings.first?.message ?? "unreadable")"
          + others)
    }
    let account = readable.reduce(LineAccount()) { $0 + $1.account }
    if account.unread > 0, account.records + account.duplicate + account.outsideWindow == 0 {
      throw .refused(
        "nothing understood in any of \(readable.count) input(s): "
          + "\(account.unread) line(s) of no known format; recount formats lists what is read")
    }
  }
}
