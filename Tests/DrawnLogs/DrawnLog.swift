import Events
import Inference
import LogModel
import Parse
import Render
import Signals
import Timeline

@testable import Pipeline

/// What recount makes of a ``Drawing``: no file is read and no process spawned, but each record is
/// a line that is parsed, folded and judged as in `DraftPipeline.run()`.
///
/// Left out of that run is what needs a file system: packings, copies and overlaps of inputs, and
/// excerpts.
public struct DrawnLog {
  public let report: IncidentReport

  /// - Parameters:
  ///   - text: see ``Drawing``.
  ///   - step: minutes of a step.
  ///   - perStep: records of a lane in an ordinary step.
  ///   - clock: hour at which the drawing begins, of Tuesday, 2025-05-06.
  ///   - baseline: a drawing of ordinary days, in steps as long, that begins at the same hour.
  ///   - days: so many days before have passed as `baseline` shows.
  ///   - notes: as `--note` takes them.
  public init(
    _ text: String, step: Int = 1, perStep: Int = 20, clock: Int = 10, baseline: String? = nil,
    days: Int = 7, notes: [String] = []
  ) throws {
    let plan = try RunPlan(DraftRequest())
    let origin = Self.day + Int64(clock) * 3600
    let records = DrawnRecords(
      drawing: try Drawing(text), origin: origin, step: step * 60, perStep: perStep)
    let logs = records.logs
    var scanned = try Self.scan(logs, plan)
    var earlier: [(path: String, text: String)] = []
    for day in baseline == nil ? 0..<0 : 1..<days + 1 {
      earlier += DrawnRecords(
        drawing: try Drawing(baseline ?? ""), origin: origin - Int64(day) * 86_400,
        step: step * 60, perStep: perStep
      ).logs.map { ("day-\(day)/\($0.path)", $0.text) }
    }
    let history = earlier.isEmpty ? nil : History(try Self.scan(earlier, plan).tally)
    report = try Self.report(
      on: &scanned, of: logs, history, try Self.events(records.events, notes, plan), plan)
  }

  private static let day: Int64 = 1_746_489_600

  private static func scan(
    _ logs: [(path: String, text: String)], _ plan: RunPlan
  ) throws -> LogScan.Outcome {
    let neighbours = DatedNeighbours(paths: [], rules: plan.definition.recordRules) { _ in
      ParseOptions()
    }
    let reader = InputReader(plan: plan, neighbours: neighbours, again: nil)
    let merging = TallyMerging(rules: plan.tallyRules)
    var readings: [InputReading] = []
    for (path, text) in logs {
      let input = try reader.read(MemoryStream.of(text, path: path), isReadAgain: false)
      readings += input.readings
      try merging.take(input, path: path, isHeld: false)
    }
    return LogScan.Outcome(tally: try merging.finished(), readings: readings, segments: [:])
  }

  private static func events(
    _ text: String?, _ notes: [String], _ plan: RunPlan
  ) throws -> [EventFile] {
    var files: [EventFile] = []
    if let text {
      let reader = EventReader(defaultZone: .utc) { $0 }
      files.append(reader.read(path: "events.jsonl", bytes: Array(text.utf8)))
    }
    guard !notes.isEmpty else { return files }
    let date = CivilTime(secondsSinceEpoch: day)
    let rows = try notes.enumerated().map { index, text in
      try NoteText.parse(text, index: index + 1, date: date, zone: .utc) { $0 }
    }
    return files
      + [EventFile(path: "--note", kind: "note", rows: rows, unread: 0, warnings: [])]
  }

  private static func report(
    on scanned: inout LogScan.Outcome, of logs: [(path: String, text: String)],
    _ history: History?, _ events: [EventFile], _ plan: RunPlan
  ) throws -> IncidentReport {
    let clocks = SourceClocks(of: &scanned, applies: false)
    var settings = plan.inferenceSettings
    settings.uncovered = RotationHoles.mark(&scanned.readings)
    let finder = IncidentFinder(settings)
    var findings = finder.findings(in: scanned.tally, with: events, history: history)
    if !findings.crowded.isEmpty {
      scanned.tally.refine(
        with: try exact(logs, at: findings.crowded, width: scanned.tally.width, plan))
      findings = finder.findings(in: scanned.tally, with: events, history: history)
    }
    var material = ReportMaterial()
    material.incidents = findings.incidents.map(ClockDoubt(clocks.byPath).applied)
    material.nearMisses = findings.nearMisses
    material.inputs = scanned.readings
    material.eventFiles = events
    material.clocks = clocks.byPath
    material.warnings = clocks.warnings + scanned.tally.lumpWarnings
    material.notKnowable = clocks.notKnowable + findings.notKnowable
    material.operations = findings.operations
    return TimelineBuilder(version: Version.text).report(of: material)
  }

  /// The second reading of stretches in which more events came than a bucket keeps.
  private static func exact(
    _ logs: [(path: String, text: String)], at ranges: [TimeRange], width: Int64, _ plan: RunPlan
  ) throws -> Tally {
    let exact = Tally(rules: plan.tallyRules, focus: ranges, width: width)
    for (path, text) in logs {
      let part = Tally(rules: plan.tallyRules, focus: ranges, width: width)
      let parser = StreamParser(
        stream: try MemoryStream.of(text, path: path), rules: plan.definition.recordRules,
        options: ParseOptions()
      ) { part.fold($0) }
      part.seal(parser.run())
      exact.merge(part)
    }
    exact.finish()
    return exact
  }

  // MARK: Texts

  /// The draft without its head: rows, and what is not in the evidence. Rows cite nothing.
  public var rows: String {
    draft.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("## Timeline") && !$0.hasPrefix("All times are UTC.") }
      .joined(separator: "\n").trimmedLineEnds
  }

  /// What `recount draft --cite none` prints.
  public var draft: String { MarkdownRenderer().render(report, RenderOptions(cite: .none)) }
  /// What `recount draft --list` prints.
  public var list: String { IncidentList.text(report).trimmedLineEnds }
  /// What `recount draft --explain` prints.
  public var explanation: String { ExplanationText.text(report).trimmedLineEnds }
  /// What `recount inputs` prints.
  public var inputs: String {
    InputsTable.text(report.coverage.inputs.map(\.reading), warnings: report.coverage.warnings)
      .trimmedLineEnds
  }
}

extension String {
  /// Without line ends before the first and behind the last line, or blanks behind any.
  fileprivate var trimmedLineEnds: String {
    let lines = split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
    let text = lines.drop { $0.isEmpty }.reversed().drop { $0.isEmpty }
    return text.reversed().joined(separator: "\n")
  }
}
