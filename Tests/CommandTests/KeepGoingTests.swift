import TestSupport
import Testing

/// The program as it is shipped, ended by the signal of a trap while it waits for a pipe.
@Suite struct KeepGoingTests {
  /// Ends the program as if it had trapped while it was reading a pipe.
  private func trapped(_ arguments: String) throws -> Program.Result {
    let place = try Workplace()
    return try place.folder.program.shell(
      """
      mkfifo pipe
      exec 3<> pipe
      head -c 3000 two.log >&3
      "$RECOUNT" \(arguments) 3>&- &
      reader=
      for try in $(seq 100); do
        sleep 0.2
        # With a supervisor it is the child that reads.
        for process in $! $(cat /proc/$!/task/$!/children); do
          case $(readlink /proc/$process/fd/*) in */pipe*) reader=$process ;; esac
        done
        [ -z "$reader" ] || break
      done
      sleep 0.2
      kill -ILL ${reader:-$!}
      wait $!
      """)
  }

  @Test("a trap names the input that was read", arguments: ["draft", "inputs"])
  func named(_ command: String) throws {
    let run = try trapped("\(command) --threads 1 pipe")
    #expect(run.status == 70)
    #expect(run.output.isEmpty)
    #expect(
      run.errorText.hasSuffix(
        "recount: internal error while reading pipe at byte 0 (SIGILL); "
          + "--keep-going goes on without it\n"), "\(run.errorText)")
  }

  @Test func aPipeCannotBeReadAgain() throws {
    let run = try trapped("draft --keep-going --threads 1 pipe two.log")
    #expect(run.status == 70)
    #expect(run.output.isEmpty)
    #expect(
      run.errorText.contains("cannot start again: pipe was read already"), "\(run.errorText)")
  }

  @Test(
    "where nothing fails it changes nothing",
    arguments: [
      "draft order.log.gz --format json", "inputs order.log.gz", "draft gone.log",
      "tally order.log.gz -o out.tally", "draft order.log.gz --list",
    ])
  func nothingElse(_ line: String) throws {
    let place = try Workplace()
    let plain = try place.run(line)
    let kept = try place.run(line + " --keep-going")
    #expect(kept.status == plain.status)
    #expect(kept.output == plain.output)
    #expect(kept.errors == plain.errors)
  }

  @Test func itIsInTheHelp() throws {
    for command in ["draft", "inputs", "tally"] {
      #expect(try Workplace().run("\(command) --help").text.contains("--keep-going"))
    }
  }
}
