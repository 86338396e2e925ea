import ArgumentParser
import CMalloc
import Glibc
import Pipeline
import Supervision

/// The program: a list of commands.
@main
struct Recount: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recount",
    abstract: "Rebuilds what happened in an outage from the logs, as a timeline to paste.",
    discussion: """
      Examples:
        recount draft logs/*.gz                          the timeline of the outage found
        recount draft logs/ --events oncall.jsonl --note '~15:20 Ann: looked at the dashboard'
        recount draft 'logs/*.gz' --pipeline pipelines/jwt-pizza.yaml --format json -o out.json
        recount inputs logs/                             what each file was read as
        recount show logs/service.log.gz:5123            the line behind a citation

      Exit status: 0 done; 2 could not do it; 3 done, but an input, a baseline or an events file
      was missing, cut, damaged or not understood in part; 64 wrong usage; 70 a defect of
      recount; 130 and 143 interrupted.
      """,
    version: Version.text,
    subcommands: [
      DraftCommand.self, InputsCommand.self, TallyCommand.self, MergeCommand.self,
      ShowCommand.self, FormatsCommand.self, DemoCommand.self,
    ])

  static func main() {
    ProcessSetUp.run()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      let code = exitCode(for: error)
      // Help and the version; a status that was thrown says nothing.
      guard !code.isSuccess, !(error is ExitCode) else { exit(withError: error) }
      // Wrong usage quotes what was typed, which may hold a secret.
      StandardError.usage(fullMessage(for: error))
      exit(withError: code)
    }
  }
}

/// What the process does before anything else.
enum ProcessSetUp {
  /// A crash says what was being read and ends the process at once, instead of starting a debugger
  /// that a cron job would wait for; a closed pipe is an error of the write, not a signal.
  static func run() {
    TrapHandler.install()
    signal(SIGPIPE, SIG_IGN)
    EndingSignals.handle()
    recount_keep_freed_memory()
  }
}
