import ArgumentParser
import Pipeline

/// `recount show`
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print the line behind a citation.",
    discussion: """
      Examples:
        recount show logs/service.log.gz:5123      a line of a log
        recount show page.json:1#7                 an entry of a document
        recount show report.json#c3                a citation of a report in JSON
        recount show oncall.jsonl:2 --pipeline pipelines/shop.yaml    people by their roles
      """)

  @Argument(help: "FILE:LINE, FILE:LINE#ENTRY or REPORT.json#cN.")
  var citation: String

  @Option(help: "Pipeline definition (YAML), for what it hides beyond the standard rules.")
  var pipeline: String?

  @Flag(help: "Print the line as it stands, with its secrets.")
  var raw = false

  func run() throws {
    do {
      try StandardOutput.write(
        try CitedLine.text(of: citation, raw: raw, pipeline: pipeline) + "\n")
    } catch let error as RunError {
      StandardError.say(error.description)
      throw ExitCode(error.status.rawValue)
    }
  }
}
