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

  @Option(help: "Which made-up day.")
  var scenario = DemoRun.scenarioNames.first ?? ""

  @Option(help: "The form of its records.")
  var form = DemoRun.formNames.first ?? ""

  @Flag(help: "Paths as a router logs them: every route of it is /.")
  var routerRelative = false

  func run() throws {
    do {
      guard let write else {
        let draft = try DemoRun.draft()
        return try StandardOutput.write(
          MarkdownRenderer().render(draft.report, RenderOptions()))
      }
      guard
        let material = DemoRun.material(
          scenario: scenario, form: form, routerRelative: routerRelative)
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
