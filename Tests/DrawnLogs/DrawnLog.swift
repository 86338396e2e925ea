import Events
import Inference
import LogModel
import Parse
import Render
import Signals
import Timeline

@testable import Pipeline

/// A log as a drawing, and what recount makes of it: no file is read and no process spawned, but
/// each record is a line that is parsed, folded and judged as in `DraftPipeline.run()`.
///
///     checkout  POST /pay               ............xxxxxxxxxx..........
///     stove     "Flame is at # bar"     llllllllllll__________llllllllll
///     deploy    checkout 2.1            ...........D
///     page      Ann: orders fail        ..............P
///
/// A lane is a line, and its last word its marks, one a step. In front stand a service with its
/// operation or message, or a kind of event with what it says (`deploy SERVICE VERSION`, `alert
/// RULE`, `page`, `ack`, `note`, `mitigation` … `WHO: TEXT`). `front>shop POST /order` is a service
/// that calls another. `hole` marks with `#` the steps that no log covers.
///
/// | mark of a request | |
/// |---|---|
/// | `.` `x` `1` … `9` | good, failed with 500, that many tenths failed |
/// | `r` `s` | rejected with 403, eight times as slow |
/// | `c` | good, with one more member in the answer |
/// | `k` `K` | good, with a number that stands still; `K`: that otherwise seldom repeats |
/// | `_` `:` `^` | none, a quarter of the usual number, five times as many |
/// | `,` `y` | one good, one that failed |
///
/// Marks of a message: `l` info, `w` warning, `e` error, `k` info with a number that stands still,
/// `,` one, `_` none; `#` in its text is a number that changes. A letter in a lane of events is one
/// event at the begin of its step; of `alert`, `C` clears it.
///
/// Left out of the run is what needs a file system: packings, copies and overlaps of inputs, and
/// excerpts.
public struct DrawnLog {
  public let report: IncidentReport

  /// - Parameters:
  ///   - text: a lane a line; its last word is its marks, one a step.
  ///   - step: minutes of a step.
  ///   - perStep: records of a lane in an ordinary step.
  ///   - clock: hour at which the drawing begins, of Tuesday, 2025-05-06.
  ///   - baseline: a drawing of ordinary days, in steps as long, that begins at the same hour.
  ///   - days: so many days before have passed as `baseline` shows.
  ///   - notes: as `--note` takes them.
  ///   - inOneFile: all services write one log, as behind a collector.
  public init(
    _ text: String, step: Int = 1, perStep: Int = 6, clock: Int = 10, baseline: String? = nil,
    days: Int = 7, notes: [String] = [], inOneFile: Bool = false
  ) throws {
    let plan = try RunPlan(DraftRequest())
    let drawn = try DrawnFiles(
      text, step: step, perStep: perStep, clock: clock, inOneFile: inOneFile)
    var scanned = try Self.scan(drawn.logs, plan)
    var earlier: [(name: String, text: String)] = []
    if let baseline {
      for day in 1...max(1, days) {
        earlier += try DrawnFiles(
          baseline, step: step, perStep: perStep, clock: clock, daysBefore: day
        ).logs.map { ("day-\(day)/\($0.name)", $0.text) }
      }
    }
    let history = baseline == nil ? nil : History(try Self.scan(earlier, plan).tally)
    report = try Self.report(
      on: &scanned, of: drawn.logs, history, try Self.events(drawn.events, notes, plan), plan)
  }

  /// What recount makes of lines as they are.
  public init(lines: [(name: String, text: String)]) throws {
    let plan = try RunPlan(DraftRequest())
    var scanned = try Self.scan(lines, plan)
    report = try Self.report(on: &scanned, of: lines, nil, [], plan)
  }

  /// 2025-05-06, in seconds of the epoch.
  static let day: Int64 = 1_746_489_600

  /// What is counted of lines as they are.
  public static func tally(of lines: [(name: String, text: String)]) throws -> Tally {
    try scan(lines, RunPlan(DraftRequest())).tally
  }

  private static func scan(
    _ logs: [(name: String, text: String)], _ plan: RunPlan
  ) throws -> LogScan.Outcome {
    let neighbours = DatedNeighbours(paths: [], rules: plan.definition.recordRules) { _ in
      ParseOptions()
    }
    let reader = InputReader(plan: plan, neighbours: neighbours, again: nil)
    let merging = TallyMerging(rules: plan.tallyRules)
    var readings: [InputReading] = []
    for (name, text) in logs {
      let input = try reader.read(MemoryStream.of(text, path: name), isReadAgain: false)
      readings += input.readings
      try merging.take(input, path: name, isHeld: false)
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
    on scanned: inout LogScan.Outcome, of logs: [(name: String, text: String)],
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
    material.silences = findings.silences
    material.inputs = scanned.readings
    material.eventFiles = events
    material.clocks = clocks.byPath
    material.warnings = clocks.warnings + scanned.tally.lumpWarnings
    material.notKnowable = clocks.skews.notKnowable + findings.gaps.map(\.words)
    material.operations = findings.operations
    return TimelineBuilder(version: Version.text).report(of: material)
  }

  /// The second reading of stretches in which more events came than a bucket keeps.
  private static func exact(
    _ logs: [(name: String, text: String)], at ranges: [TimeRange], width: Int64, _ plan: RunPlan
  ) throws -> Tally {
    let exact = Tally(rules: plan.tallyRules, focus: ranges, width: width)
    for (name, text) in logs {
      let part = Tally(rules: plan.tallyRules, focus: ranges, width: width)
      let parser = StreamParser(
        stream: try MemoryStream.of(text, path: name), rules: plan.definition.recordRules,
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
    let head = "## Timeline\n\nAll times are UTC. The date is "
    guard let found = draft.firstRange(of: head) else { return draft.trimmedLineEnds }
    let rest = draft[found.upperBound...].drop { $0 != "\n" }.drop { $0 == "\n" }
    return (String(draft[..<found.lowerBound]) + rest).trimmedLineEnds
  }

  /// The first row of the draft that holds this text.
  public func row(_ text: String) -> Substring? {
    rows.split(separator: "\n").first { $0.contains(text) }
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
