import ArgumentParser
import Pipeline
import Render

/// `recount inputs`
struct InputsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inputs",
    abstract: "Show what each input was read as, and every line that was not understood.",
    discussion: "Example: recount inputs logs/")

  @OptionGroup var input: InputOptions

  func run() throws {
    let inputs = try input.reporting { try InputsPipeline(input.request()).run() }
    try StandardOutput.write(
      InputsTable.text(inputs.coverage.inputs.map(\.reading), warnings: inputs.coverage.warnings))
    throw ExitCode(inputs.status.rawValue)
  }
}
