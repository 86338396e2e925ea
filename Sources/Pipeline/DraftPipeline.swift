import Events
import Inference
import Ingest
import LogModel
import Parse
import Redaction
import Render
import Signals
import Supervision
import Timeline

/// The whole path: inputs in, a cited report out.
public struct DraftPipeline: Sendable {
  private let plan: RunPlan

  /// - Throws: `RunError` for a definition, zone or time that cannot be read, and for an output
  ///   that would replace what is read.
  public init(_ request: DraftRequest) throws(RunError) {
    plan = try RunPlan(request)
    try OutputGuard.check(request.output, of: plan)
  }

  /// For a plan whose output nobody writes.
  init(_ plan: RunPlan) { self.plan = plan }

  /// - Throws: `RunError` when nothing could be read or understood, or an account is broken.
  public func run() throws(RunError) -> Draft { try investigate().draft }

  /// The same, with what the report was made of.
  func investigate() throws(RunError) -> Investigation {
    var scanned = try LogScan(plan).run()
    try plan.refuseExcluded(scanned.readings.isEmpty)
    try Self.refuseNothing(scanned.readings, asked: plan.request.inputs)
    let logsEnd = scanned.readings.compactMap(\.last).max()
    var loading = EventLoading(plan: plan, logsEnd: logsEnd, beside: scanned.events)
    loading.logsStart = scanned.readings.compactMap(\.first).min()
    var events = try loading.outcome()
    var masking = SecretMasking(plan.secrets, without: scanned.tally.names)
    masking.mask(&scanned, &events.files)
    let baseline = try BaselineLoading(
      plan: plan, reported: scanned.readings, origin: scanned.tally.origin
    ).outcome()
    let history = baseline.history
    let clocks = SourceClocks(of: &scanned, applies: plan.request.appliesSkew)
    var settings = plan.inferenceSettings
    settings.uncovered = RotationHoles.mark(&scanned.readings)
    let finder = IncidentFinder(settings) { [progress = plan.request.progress] done, all in
      progress(.inferring(done: done, of: all))
    }
    CurrentWork.doing("inferring")
    if events.isCut {
      // Only now it is known which of them can matter.
      let found = finder.findings(in: scanned.tally, with: [], history: history)
      events = try loading.outcome(about: found.incidents, after: events)
      masking = SecretMasking(plan.secrets, without: scanned.tally.names)
      masking.mask(&scanned, &events.files)
    }
    var findings = finder.findings(in: scanned.tally, with: events.files, history: history)
    if try LogScan(plan).refine(&scanned, at: findings.crowded) {
      CurrentWork.doing("inferring")
      findings = finder.findings(in: scanned.tally, with: events.files, history: history)
    }
    var quoted = excerpts(of: findings, scanned, events)
    if masking.mask(&scanned, &events.files) {
      // A line that is quoted named a secret that stood bare in what was kept.
      findings = finder.findings(in: scanned.tally, with: events.files, history: history)
      quoted = excerpts(of: findings, scanned, events)
    }
    CurrentWork.doing("telling what was found")
    let doubt = ClockDoubt(clocks.byPath)
    findings.incidents = findings.incidents.map(doubt.applied)
    if let overlaps = scanned.overlaps { findings.incidents = overlaps.applied(findings.incidents) }
    findings.incidents = IncidentHistory.told(findings.incidents, in: scanned.tally)
    let notes =
      scanned.windowNotes + scanned.fileNotes
      + (scanned.overlaps?.notes(on: scanned.readings) ?? []) + baseline.notes
      + (findings.historyUse?.notes ?? [])
      + EarlierFiles(plan: plan).notes(beside: scanned.readings) + events.notes
      + IdleOptions(plan).notes(on: scanned) + (plan.cache?.finished() ?? [])
    let report = report(of: findings, scanned, events, clocks, baseline.faulty, quoted)
    return Investigation(
      draft: Draft(
        report: report, status: ExitStatus(report.coverage.completeness), notes: notes),
      reported: findings.incidents.filter(isIn(scanned.window)), tally: scanned.tally)
  }

  private func people(of findings: InferenceResult, _ events: EventLoading.Outcome) -> PeopleMask? {
    events.people?.keeping(findings.operations.map(\.service))
  }

  private func excerpts(
    of findings: InferenceResult, _ scanned: LogScan.Outcome, _ events: EventLoading.Outcome
  ) -> ExcerptLoading.Excerpts {
    let told = findings.incidents + findings.nearMisses.map(\.incident)
    let places = told.filter(isIn(scanned.window)).reduce(into: Set<SourceRef>()) {
      $0.formUnion($1.places)
    }
    return ExcerptLoading(
      plan: plan, names: scanned.tally.names, people: people(of: findings, events),
      segments: scanned.segments,
      read: Set(scanned.segments.keys).union(events.files.map(\.path)),
      recorded: Dictionary(
        scanned.readings.compactMap { reading in reading.contentHash.map { (reading.path, $0) } }
      ) { first, _ in first }
    ).excerpts(of: places)
  }

  private func report(
    of findings: InferenceResult, _ scanned: LogScan.Outcome, _ events: EventLoading.Outcome,
    _ clocks: SourceClocks, _ baseline: [InputReading], _ quoted: ExcerptLoading.Excerpts
  ) -> IncidentReport {
    var material = ReportMaterial()
    material.incidents = findings.incidents
    material.nearMisses = findings.nearMisses
    material.silences = findings.silences
    material.isReported = isIn(scanned.window)
    material.inputs = scanned.readings
    material.eventFiles = events.files
    if let people = people(of: findings, events) { material.people = { people.masked($0) } }
    material.baseline = baseline
    material.clocks = clocks.byPath
    material.warnings = clocks.warnings + scanned.tally.lumpWarnings
    material.knownNoise = scanned.tally.knownNoise
    material.notKnowable = (clocks.skews.notKnowable + findings.gaps.map(\.words)).map {
      plan.redactor.redact($0).text
    }
    material.operations = findings.operations
    material.window = .init(from: scanned.window.since, to: scanned.window.until)
    (material.excerpts, material.redactions) = (quoted.texts, quoted.redactions)
    material.pipeline = plan.definition.name
    return TimelineBuilder(version: Version.text, zone: plan.timelineZone).report(of: material)
  }

  private func isIn(_ window: ReportWindow) -> @Sendable (Incident) -> Bool {
    { incident in
      window.touches(
        incident.onset.earliest?.time ?? incident.lastFailure.time,
        incident.end?.latest?.time ?? incident.lastFailure.time)
    }
  }

  /// Nothing readable, or nothing understood in any of it, is a refusal, not an empty draft.
  static func refuseNothing(_ readings: [InputReading], asked: [String]) throws(RunError) {
    guard !readings.isEmpty else {
      throw .refused("no input: \(asked.joined(separator: " ")) holds no file to read")
    }
    try refuseEmpty(readings, asked: asked)
    let readable = readings.filter(\.isReadable)
    guard !readable.isEmpty else {
      let first = readings[0]
      let others = readings.count > 1 ? " (and \(readings.count - 1) more)" : ""
      if let warning = first.warnings.first, warning.code == .notALog {
        throw .refused(
          "nothing understood: \(first.path): \(warning.message)\(others); "
            + "recount formats lists what is read")
      }
      throw .refused(
        "no input could be read: \(first.path): \(first.warnings.first?.message ?? "unreadable")"
          + others)
    }
    // A file of zeros holds nothing that anybody could understand; it is partial, and told.
    let account = readable.filter { !ZeroBytes.areAll(of: $0) }
      .reduce(LineAccount()) { $0 + $1.account }
    if account.unread > 0, account.records + account.duplicate + account.outsideWindow == 0 {
      let stated = readable.flatMap(\.warnings).first { $0.message.hasPrefix("the stated") }
      if let stated { throw .refused("nothing understood: \(stated.message)") }
      throw .refused(
        "nothing understood in any of \(readable.count) input(s): "
          + "\(account.unread) line(s) of no known format; recount formats lists what is read, "
          + "and shows a pattern for all else")
    }
  }

  /// Folders and patterns alone that lead to no file are no input.
  static func refuseEmpty(_ readings: [InputReading], asked: [String]) throws(RunError) {
    let holdsNothing = readings.allSatisfy { reading in
      reading.status == .unreadable
        && [IngestError.holdsNothing, IngestError.matchesNothing].contains(
          reading.warnings.first?.message ?? "")
    }
    guard holdsNothing else { return }
    throw .refused("no input: \(asked.joined(separator: " ")) holds no file to read")
  }
}

extension InputReading {
  /// Anything of it could be looked at.
  var isReadable: Bool { self.status != .unreadable && self.status != .skipped }
}

/// A finished run: the report, and whether all of it could be read.
public struct Draft: Sendable {
  public var report: IncidentReport
  public var status: ExitStatus
  /// What a person should know of the run and the report does not tell.
  public var notes: [String] = []
}

/// A draft, and what of the run other commands go on with.
struct Investigation {
  var draft: Draft
  /// The incidents of the report, in its order.
  var reported: [Incident]
  var tally: Tally
}

extension ExitStatus {
  /// Whether what was given was read well enough (exit 0) or only in part (exit 3).
  init(_ completeness: Completeness) { self = completeness.isPartial ? .partial : .done }
}

/// The version of the program.
public enum Version {
  public static let text = "0.1.0"
}
