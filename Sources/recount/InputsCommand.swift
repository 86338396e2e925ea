import ArgumentParser
import Pipeline
import Render

/// `recount inputs`
struct InputsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inputs",
    abstract: "Show what each input was read as, and every line that was not understood.",
    discussion: """
      Examples:
        recount inputs logs/                  one row a file, then every warning
        recount inputs --explain app.log      the scores of all formats, and samples
        recount inputs --health app.log       nothing of their content: for a public issue
      """)

  @OptionGroup var input: InputOptions

  @Flag(help: "Say why: what every format makes of the first lines of each input.")
  var explain = false

  @Flag(
    help: """
      Print how the inputs were read without a name or a byte of their content, to attach to a \
      public issue.
      """)
  var health = false

  func validate() throws {
    guard !explain || !health else {
      throw ValidationError("--explain quotes the inputs and --health does not: give one of them")
    }
    guard !explain || input.cache == nil else {
      throw ValidationError("--explain looks into the inputs themselves and takes no --cache")
    }
  }

  func run() throws { try input.supervised { try show(without: $0) } }

  private func show(without failed: [String]) throws {
    let request = input.request(without: failed)
    if explain {
      let told = try input.reporting { try ExplainPipeline(request).run() }
      try StandardOutput.write(told.text)
      throw ExitCode(told.status.rawValue)
    }
    if health {
      let told = try input.reporting { try HealthPipeline(request).run() }
      try StandardOutput.write(told.text)
      throw ExitCode(told.status.rawValue)
    }
    let inputs = try input.reporting { try InputsPipeline(request).run() }
    input.say(inputs.notes)
    try StandardOutput.write(
      InputsTable.text(
        inputs.coverage.inputs.map(\.reading), warnings: inputs.coverage.warnings,
        zone: inputs.zone))
    throw ExitCode(inputs.status.rawValue)
  }
}
