import ArgumentParser
import Pipeline
import Render

/// `recount demo`
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Draft the timeline of a made-up outage: a first result in seconds.",
    discussion: """
      With --write the logs themselves are written, to try recount on: service.log and, where
      anybody recorded anything, events.jsonl. A file of that name that holds something else is not
      replaced.

      Scenarios: \(DemoRun.scenarioNames.joined(separator: ", "))
      Forms: \(DemoRun.formNames.joined(separator: ", "))

      Example: recount demo --write /tmp/try --form lokiPush && recount draft /tmp/try/service.log
      """)

  @Option(
    help: ArgumentHelp(
      "Write the logs of a scenario into this existing folder.", valueName: "folder"))
  var write: String?

  @Option(help: "Which made-up day (default: an outage that somebody was paged for).")
  var scenario: String?

  @Option(help: "The form of its records (default: JSON lines).")
  var form: String?

  @Flag(help: "Paths as a router logs them: every route of it is /.")
  var routerRelative = false

  func validate() throws {
    for (word, known, noun) in [
      (scenario, DemoRun.scenarioNames, "scenario"), (form, DemoRun.formNames, "form"),
    ] {
      guard let word, !known.contains(word) else { continue }
      throw ValidationError("Unknown \(noun) '\(word)'; one of: \(known.joined(separator: ", "))")
    }
  }

  func run() throws {
    do {
      guard let write else {
        let draft = try DemoRun.draft(
          scenario: scenario, form: form, routerRelative: routerRelative)
        return try StandardOutput.write(
          MarkdownRenderer().render(draft.report, RenderOptions()))
      }
      guard
        let material = DemoRun.material(
          scenario: scenario ?? DemoRun.scenarioNames.first ?? "",
          form: form ?? DemoRun.formNames.first ?? "", routerRelative: routerRelative)
      else { throw ValidationError("Unknown scenario or form; see recount demo --help") }
      try material.write(to: write)
    } catch let error as RunError {
      StandardError.say(error.description)
      throw ExitCode(error.status.rawValue)
    } catch let error as AtomicFile.Failure {
      StandardError.say(error.description)
      throw ExitCode(2)
    }
  }
}
