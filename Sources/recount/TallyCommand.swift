import ArgumentParser
import Pipeline

/// `recount tally`
struct TallyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tally",
    abstract: "Reduce logs to a small file that can be merged with others.",
    discussion: """
      A tally holds counts, first and last events and samples, and no secret. Every command takes
      tallies as inputs; merged in any order they give what one scan of all logs gives.

      Example: recount tally logs/host-a/ -o host-a.tally
               recount draft host-a.tally host-b.tally
      """)

  @OptionGroup var input: InputOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("Where to write it.", valueName: "file"))
  var output: String

  func run() throws {
    try input.supervised { failed in
      let written = try input.reporting {
        try TallyPipeline(input.request(without: failed)).write(to: output)
      }
      input.say(written.notes)
      for line in written.incomplete where !input.quiet { StandardError.say(line) }
      throw ExitCode(written.status.rawValue)
    }
  }
}
