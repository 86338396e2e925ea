import ArgumentParser
import Pipeline

/// `recount merge`
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Put tallies together into one.",
    discussion: """
      The result is the tally that one scan of all their logs would give, whatever their order. \
      Two tallies that hold the same log are refused: it would count twice.

      Example: recount tally host-a/ -o a.tally
               recount tally host-b/ -o b.tally
               recount merge a.tally b.tally -o all.tally
      """)

  @Argument(help: ArgumentHelp("Files that recount tally wrote.", valueName: "tally"))
  var tallies: [String]

  @Option(name: .shortAndLong, help: ArgumentHelp("Where to write it.", valueName: "file"))
  var output: String

  @Flag(name: .shortAndLong, help: "Say nothing on standard error but errors.")
  var quiet = false

  func run() throws {
    // What else a command that reads logs takes says nothing of tallies.
    var input = try InputOptions.parse(["--"] + tallies)
    input.quiet = quiet
    let written = try input.reporting {
      try TallyPipeline(input.request(without: [])).merge(to: output)
    }
    input.say(written.notes)
    for line in written.incomplete where !quiet { StandardError.say(line) }
    throw ExitCode(written.status.rawValue)
  }
}
