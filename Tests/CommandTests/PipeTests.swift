import Glibc
import TestSupport
import Testing

/// Pipes and process substitutions, wherever a file may be named.
@Suite struct PipeTests {
  private func shell(_ place: Workplace, _ line: String) throws -> Program.Result {
    var bash = place.folder.program
    let recount = bash.executable
    bash.executable = "/bin/bash"
    bash.environment.append("RECOUNT=\(recount)")
    return try bash(["-c", "timeout 60 bash -c '\(line)'"])
  }

  private static let piped: [String] = [
    #""$RECOUNT" draft <(zcat order.log.gz)"#, #""$RECOUNT" draft <(cat order.log.gz)"#,
    #""$RECOUNT" draft <(sleep 3; cat order.log.gz)"#,
    #"mkfifo pipe; (sleep 3; cat order.log.gz > pipe) & "$RECOUNT" draft pipe"#,
    #"zcat order.log.gz | "$RECOUNT" draft /dev/stdin"#,
    #""$RECOUNT" draft /dev/stdin < order.log.gz"#,
    #""$RECOUNT" draft /dev/fd/0 < <(cat order.log.gz)"#,
    #""$RECOUNT" draft /dev/fd/7 7< <(cat order.log.gz)"#,
    #"cat order.log.gz | "$RECOUNT" draft - /dev/stdin"#,
    #""$RECOUNT" draft @<(echo order.log.gz)"#,
  ]

  @Test(
    "what comes through a pipe is read like a file, however late it comes",
    .timeLimit(.minutes(5)), arguments: piped)
  func inputs(_ line: String) throws {
    let run = try shell(Workplace(), line)
    #expect(run.status == 0, "\(run.errorText)")
    #expect(run.text.contains("12 of 12 attempts failed"), "\(run.text)")
  }

  private static let pipedBeside: [String] = [
    #"--events <(sleep 3; cat oncall.jsonl)"#, #"--events /dev/stdin < oncall.jsonl"#,
    #"--events - < <(cat oncall.jsonl)"#,
    #"--events oncall.jsonl --baseline <(sleep 3; cat two.log)"#,
    #"--events oncall.jsonl --pipeline <(echo "recount: 1")"#,
  ]

  @Test(
    "events, a baseline and a definition may come through one too",
    .timeLimit(.minutes(5)), arguments: pipedBeside)
  func others(_ arguments: String) throws {
    let run = try shell(Workplace(), #""$RECOUNT" draft order.log.gz "# + arguments)
    #expect(run.status == 0, "\(run.errorText)")
    #expect(run.text.contains("paged"), "\(run.text)")
  }

  @Test("a cut stream in a pipe is as partial as a cut file", .timeLimit(.minutes(5)))
  func cut() throws {
    let run = try shell(Workplace(), #""$RECOUNT" draft <(head -c 3000 order.log.gz)"#)
    #expect(run.status == 3 && run.text.hasPrefix("> **Incomplete input.**"))
    let inputs = try shell(
      Workplace(), #""$RECOUNT" inputs --explain <(head -c 3000 order.log.gz)"#)
    #expect(inputs.status == 3 && inputs.text.contains("incomplete input: /dev/fd/"))
  }

  @Test("standard input is read once")
  func once() throws {
    for line in [
      "draft - --events -", "draft /dev/stdin --baseline -", "draft - --pipeline /dev/fd/0",
    ] {
      let run = try Workplace().run(line)
      #expect(run.status == 64 && run.errorText.contains("read once"))
    }
  }
}
