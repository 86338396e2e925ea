import ArgumentParser
import Pipeline
import Render
import Supervision

/// `recount draft`
struct DraftCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draft",
    abstract: "Draft the timeline of the incident found in the logs.",
    discussion: """
      With several incidents the one that cost most is drafted: each operation's share of bad
      requests times the minutes it lasted. The others are named on standard error; --list shows
      them all, --incident picks one, --format json holds every one.

      Examples:
        recount draft logs/*.gz
        recount draft logs/ --events oncall.jsonl --note '~15:20 Ann: looked at the dashboard'
        zcat service.log.gz | recount draft - --format json
        recount draft host-a/ host-b/ --apply-skew
        recount draft logs/ --explain
        recount draft 'logs/*.gz' --cache ~/.cache/recount
        recount draft today.log.gz --baseline 'last-week/*.gz' --baseline march.tally
      """)

  @OptionGroup var input: InputOptions

  @Option(
    help: ArgumentHelp(
      "Alerts, on-call log, chat, deploys: JSON lines, CSV or YAML.", valueName: "file"))
  var events: [String] = []

  @Option(
    help: ArgumentHelp(
      "A row from memory: '~15:20 Ann: looked at the dashboard' (~ is about).", valueName: "text"))
  var note: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      Earlier logs or .tally files of ordinary days: they say what is usual, and nothing in them \
      is reported.
      """, valueName: "path"))
  var baseline: [String] = []

  @Option(
    help: ArgumentHelp(
      "How long it must be good, with traffic, to be resolved (default 30m).",
      valueName: "duration"))
  var resolveAfter: String?

  @Flag(help: "List the incidents instead of drafting one.")
  var list = false

  @Flag(help: "Print how each time was reached, instead of a draft.")
  var explain = false

  @Option(help: ArgumentHelp("Draft this incident.", valueName: "id"))
  var incident: String?

  @Option(help: "Most rows of the timeline; start, first page, end and recovery always stay.")
  var rows: Int = 20

  @Option(help: "How rows cite: footnotes, inline or none.")
  var cite: RenderOptions.CiteStyle = .footnotes

  @Option(
    help: ArgumentHelp(
      "Form of the draft: \(Renderers.all.map(\.name).joined(separator: ", ")) "
        + "(default: markdown).", valueName: "format"))
  var format: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write here instead of standard output.", valueName: "file"))
  var output: String?

  func validate() throws {
    if let format {
      guard Renderers.named(format) != nil else {
        let names = Renderers.all.map(\.name).joined(separator: ", ")
        throw ValidationError("Unknown format '\(format)'; one of: \(names)")
      }
      guard !explain, !list || format == "json" else {
        throw ValidationError(
          "--explain prints text and takes no --format; --list prints a table, or takes json")
      }
    }
    guard !list || incident == nil else {
      throw ValidationError("--list lists all incidents; --incident drafts one: give one of them")
    }
    guard !list || !explain else {
      throw ValidationError("--list and --explain print different things: give one")
    }
    let roles = [input.inputs, baseline, events, [input.pipeline].compactMap { $0 }]
    guard roles.count(where: { $0.contains(where: DraftRequest.isStandardInput) }) < 2 else {
      throw ValidationError(
        "Standard input (-) can be read once: as an input, a baseline, events or the pipeline")
    }
    guard rows > 0 else { throw ValidationError("--rows takes 1 or more") }
  }

  func run() throws {
    try input.supervised(reading: events + baseline) { try draft(without: $0) }
  }

  private func draft(without failed: [String]) throws {
    var request = input.request(without: failed)
    request.events = events
    request.notes = note
    request.resolveAfter = resolveAfter
    request.baseline = baseline
    request.output = output
    let draft = try input.reporting { try DraftPipeline(request).run() }
    CurrentWork.doing("writing the draft")
    input.say(draft.notes)
    if let incident, draft.report.incident(incident) == nil {
      let known = draft.report.incidents.map(\.id).joined(separator: ", ")
      StandardError.say(
        "no incident '\(SafeText.terminal(incident))'; found: \(known.isEmpty ? "none" : known)")
      throw ExitCode(2)
    }
    try DraftOutput(draft: draft, quiet: input.quiet).write(
      list ? listed(draft) : rendered(draft), to: output)
    if !list, !explain, incident == nil, format != "json" {
      DraftOutput(draft: draft, quiet: input.quiet).nameOthers()
    }
    throw ExitCode(draft.status.rawValue)
  }

  private func listed(_ draft: Draft) -> String {
    format == "json" ? IncidentList.json(draft.report) : IncidentList.text(draft.report)
  }

  private func rendered(_ draft: Draft) -> String {
    if explain { return ExplanationText.text(draft.report, incident: incident) }
    let options = RenderOptions(rows: rows, cite: cite, incident: incident)
    return Renderers.named(format ?? "markdown")?.render(draft.report, options) ?? ""
  }
}

extension RenderOptions.CiteStyle: ExpressibleByArgument {}

/// Puts a draft where it was asked for, and says on standard error what it leaves out.
struct DraftOutput {
  let draft: Draft
  let quiet: Bool

  func write(_ text: String, to path: String?) throws {
    let text = text.hasSuffix("\n") ? text : text + "\n"
    guard let path, path != "-" else { return try StandardOutput.write(text) }
    do {
      try AtomicFile.write(Array(text.utf8), to: path)
    } catch {
      StandardError.say(error.description)
      throw ExitCode(2)
    }
  }

  /// Incidents that are named beside the one that is drafted; the rest is counted.
  private static let named = 5

  /// One line for each incident that the draft does not tell, with the option that drafts it.
  func nameOthers() {
    let shown = draft.report.largestIncident?.id
    let others = draft.report.incidents.filter { $0.id != shown && !quiet }
    for other in others.prefix(Self.named) {
      let title = other.title.plain(in: draft.report.displayZone, on: nil)
      StandardError.say(
        SafeText.terminal(
          "also found: \(other.id) (\(other.state.rawValue)): \(title); "
            + "to draft it: recount draft … --incident \(other.id)"))
    }
    let rest = others.count - Self.named
    if rest > 0 {
      StandardError.say("and \(rest) more; recount draft … --list tells all")
    }
  }
}
