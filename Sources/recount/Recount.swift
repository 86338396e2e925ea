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
        recount backtest logs/*.gz                       which alert would have told of it

      Exit status: 0 done; 2 could not do it; 3 done, but an input, a baseline or an events file
      was missing, cut, damaged or not understood in part; 64 wrong usage; 70 a defect of
      recount; 130 and 143 interrupted.
      """,
    version: Version.text,
    subcommands: [
      DraftCommand.self, BacktestCommand.self, InputsCommand.self, TallyCommand.self,
      MergeCommand.self,
      ShowCommand.self, FormatsCommand.self, DemoCommand.self,
    ])

  static func main() {
    ProcessSetUp.run()
    if let mistake = MisspelledCommand(CommandLine.arguments.dropFirst().first) {
      StandardError.usage(mistake.message)
      exit(withError: ExitCode.validationFailure)
    }
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

/// Finds the command that a person meant who typed a word that is nearly one.
struct MisspelledCommand {
  let message: String

  /// - Parameter word: the first argument; `nil` comes of what is a command, an option or no word.
  init?(_ word: String?) {
    let names = Recount.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard let word, !word.hasPrefix("-"), word != "help", !names.contains(word) else { return nil }
    let near = names.map { (name: $0, distance: Self.distance(Array(word), Array($0))) }
      .filter { $0.distance <= 2 && $0.distance * 2 < $0.name.count }
      .min { ($0.distance, $0.name) < ($1.distance, $1.name) }
    guard let near else { return nil }
    message =
      "Error: There is no command '\(word)'. Did you mean 'recount \(near.name)'?\n"
      + "See 'recount --help' for all commands."
  }

  /// Letters that are put in, left out, changed, or swapped with the next one (Damerau, 1964).
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var rows = [Array(0...b.count)]
    for (at, letter) in a.enumerated() {
      var row = [at + 1]
      for (to, other) in b.enumerated() {
        var least = min(rows[at][to + 1], row[to]) + 1
        least = min(least, rows[at][to] + (letter == other ? 0 : 1))
        if at > 0, to > 0, letter == b[to - 1], a[at - 1] == other {
          least = min(least, rows[at - 1][to - 1] + 1)
        }
        row.append(least)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
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
