import ArgumentParser
import Glibc
import Pipeline
import Supervision

/// `--keep-going`
extension InputOptions {
  /// Runs a command's work, with `--keep-going` in a child process, again without each input that
  /// recount itself fails on.
  ///
  /// - Parameters:
  ///   - others: names of what the command reads besides its inputs.
  ///   - work: given the inputs to leave out; ends by throwing its exit status.
  func supervised(reading others: [String] = [], _ work: ([String]) throws -> Void) throws {
    guard keepGoing else {
      CurrentWork.advise("; --keep-going goes on without it")
      return try work([])
    }
    let supervisor = Supervisor(
      readOnce: ReadOnce(inputs + others).reason, shown: { InputName.shown($0) },
      say: { StandardError.say($0) })
    supervisor.run { failed in
      do {
        try work(failed)
        return 0
      } catch let error as ExitCode {
        return error.rawValue
      } catch {
        StandardError.say("\(error)")
        return 2
      }
    }
  }
}
