import ArgumentParser
import Pipeline
import Render

/// `recount demo`
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Draft the timeline of a made-up outage: a first result in seconds.")

  func run() throws {
    do {
      let draft = try DemoRun.draft()
      try StandardOutput.write(MarkdownRenderer().render(draft.report, RenderOptions()) + "\n")
    } catch let error as RunError {
      StandardError.say(error.description)
      throw ExitCode(error.status.rawValue)
    }
  }
}
