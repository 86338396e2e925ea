import Glibc
import TestSupport
import Testing

/// What is left of a run that traps: one line, a status, and with a supervisor the other inputs.
@Suite struct TrapTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    let lines = ChangingAnswers(seconds: 30, changed: 0..<0)
    for name in ["a.log", "TRAP*.log", "TRAPx.log", "z.log", "DEEP.log", "SEGV.log"] {
      try folder.write(name, lines.log(host: name))
    }
  }

  private func probe(_ arguments: String..., input: [UInt8] = []) throws -> Program.Result {
    var probe = folder.program
    probe.executable = Probe.path
    return try probe(arguments, input: input)
  }

  /// What the report says of each input.
  private func inputs(_ run: Program.Result) throws -> [String] {
    try Report(run.output).inputs.map {
      "\($0["path"] as? String ?? "?") \($0["status"] as? String ?? "?")"
    }
  }

  @Test func aTrapNamesTheInputThatWasRead() throws {
    let run = try probe("TRAPx.log")
    #expect(run.status == 70)
    #expect(run.output.isEmpty)
    #expect(
      run.errorText == "recount: internal error while reading TRAPx.log at byte 0 (SIGABRT)\n")
  }

  @Test("of several threads the one that trapped says what it was reading")
  func threads() throws {
    for _ in 0..<10 {
      let run = try probe("a.log", "TRAPx.log", "z.log")
      #expect(run.status == 70)
      #expect(run.errorText.hasPrefix("recount: internal error while reading TRAPx.log at "))
    }
  }

  @Test func anOverflownStackAndABadAddressAreToldToo() throws {
    let deep = try probe("DEEP.log")
    #expect(deep.status == 70)
    #expect(
      deep.errorText == "recount: internal error while reading DEEP.log at byte 0 (SIGSEGV)\n")
    #expect(try probe("SEGV.log").errorText.hasSuffix("reading SEGV.log at byte 0 (SIGSEGV)\n"))
  }

  @Test func whereNoInputIsReadTheStageIsTold() throws {
    let run = try probe("INFER", "a.log")
    #expect(run.status == 70)
    #expect(run.errorText == "recount: internal error while inferring (SIGABRT)\n")
  }

  @Test("a name is shown without controls and secrets, and cut when it is long")
  func names() throws {
    try folder.write("TRAP\u{1B}[2J\n.log", "x\n")
    let controls = try probe("TRAP\u{1B}[2J\n.log")
    #expect(controls.errorText.contains(#"reading TRAP\u{1B}[2J\u{A}.log at"#))
    let secret = "TRAP?password=" + "NOTREAL" + "FAKE1"
    try folder.write(secret, "x\n")
    #expect(!(try probe(secret).errorText.contains("NOTREAL")))
    let long = String(repeating: "d", count: 200)
    let path = (0..<8).map { _ in long }.joined(separator: "/") + "/TRAP.log"
    try folder.write(path, "x\n")
    let run = try probe(path)
    #expect(run.status == 70 && run.errors.count < 1200 && run.errorText.hasSuffix("(SIGABRT)\n"))
  }

  // MARK: --keep-going

  @Test("without the inputs it fails on a run is what it would be, and says so")
  func keepsGoing() throws {
    let run = try probe("!", "a.log", "TRAP*.log", "TRAPx.log", "z.log")
    #expect(run.status == 3)
    #expect(run.errorText.contains("failed on TRAP*.log and starts again without it"))
    #expect(run.errorText.contains("failed on TRAPx.log and starts again without it"))
    let inputs = try inputs(run)
    #expect(
      inputs == [
        "TRAP*.log unreadable", "TRAPx.log unreadable", "a.log complete", "z.log complete",
      ])
    #expect(run.text.contains("internal-error"))
    // Nothing of the children that failed is left in it.
    #expect(run.text.hasPrefix("{") && run.text.count { $0 == "{" } > 3)
  }

  @Test func aPathWithTheMarksOfAGlobLeavesOutItselfAlone() throws {
    try folder.write("TRAP[ab].log", "x\n")
    try folder.write("a.log", ChangingAnswers(seconds: 30, changed: 0..<0).log(host: "a"))
    let run = try probe("!", "TRAP[ab].log", "a.log")
    #expect(run.status == 3)
    #expect(try inputs(run) == ["TRAP[ab].log unreadable", "a.log complete"])
  }

  @Test func aDeathWithoutAWordIsThatOfTheOnlyInputThatWasRead() throws {
    let lines = ChangingAnswers(seconds: 30, changed: 0..<0).log(host: "k")
    try folder.write("KILL.log", lines)
    let run = try probe("!", "KILL.log")
    #expect(run.status == 2)
    #expect(run.errorText.contains("failed on KILL.log (ended by signal 9) and starts again"))
    #expect(run.errorText.contains("no input could be read"))
  }

  @Test func aMemberOfAnArchiveIsLeftOutAlone() throws {
    var tar = TarWriter()
    let lines = ChangingAnswers(seconds: 30, changed: 0..<0)
    tar.add("a.log", lines.log(host: "k1"))
    tar.add("TRAP.log", lines.log(host: "k2"))
    tar.add("z.log", lines.log(host: "k3"))
    try folder.write("logs.tgz", GzipWriter.member(tar.finished))
    let run = try probe("!", "logs.tgz")
    #expect(run.status == 3)
    #expect(
      try inputs(run) == [
        "logs.tgz!TRAP.log unreadable", "logs.tgz!a.log complete", "logs.tgz!z.log complete",
      ])
  }

  @Test func aBrokenAccountIsLeftOutLikeATrap() throws {
    try folder.write("BLAME.log", "x\n")
    let run = try probe("!", "BLAME.log", "a.log")
    #expect(run.status == 3)
    #expect(try inputs(run) == ["BLAME.log unreadable", "a.log complete"])
  }

  @Test func whatIsReadOnceCannotBeReadAgain() throws {
    let piped = try probe("!", "-", "TRAPx.log", input: Array("x\n".utf8))
    #expect(piped.status == 70 && piped.output.isEmpty)
    #expect(piped.errorText.contains("cannot start again: standard input was read already"))
  }

  @Test func aTrapThatIsOfNoInputEndsTheRun() throws {
    let run = try probe("!", "INFER", "a.log")
    #expect(run.status == 70 && run.output.isEmpty)
    #expect(run.errorText.contains("not on one input that could be left out"))
  }

  @Test func aSignalThatEndsTheChildEndsTheParentTheSameWay() throws {
    try folder.write("TERM.log", "x\n")
    let run = try probe("!", "TERM.log", "a.log")
    #expect(run.status == 128 + SIGTERM && run.output.isEmpty)
  }
}
