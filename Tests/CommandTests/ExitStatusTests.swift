import Glibc
import TestSupport
import Testing

/// The statuses that scripts rely on, and the one sentence that goes with each refusal.
@Suite struct ExitStatusTests {
  @Test(
    "what can be done ends with 0",
    arguments: [
      "draft order.log.gz", "draft two.log", "draft order.log.gz two.log --format json",
      "draft empty", "draft empty/a.log", "draft order.log.gz empty", "inputs order.log.gz",
      "inputs empty", "formats", "demo", "--help", "--version", "draft order.log.gz --list",
      "show order.log.gz:1", "tally order.log.gz -o out.tally",
    ])
  func done(_ line: String) throws {
    let run = try Workplace().run(line)
    #expect(run.status == 0, "\(run.errorText)")
  }

  @Test(
    "what cannot be done ends with 2 and one sentence that says why",
    arguments: [
      ("draft gone.log", "gone.log: no such file"),
      ("draft gone.log lost.log", "gone.log"),
      ("draft junk/noise.bin", "recount formats"), ("draft junk", "no log: binary"),
      ("draft junk/words.txt", "3 line(s) of no known format"),
      ("draft nothing", "nothing holds no file"),
      ("draft nothing no*.log", "holds no file"),
      ("inputs no*.log", "no*.log holds no file"),
      ("inputs --explain nothing", "nothing holds no file"),
      ("tally nothing -o out.tally", "nothing holds no file"),
      ("draft no*.log", "no*.log"),
      ("draft @gone.list", "gone.list"),
      ("draft order.log.gz --exclude *", "leaves out 1 file"),
      ("draft order.log.gz --incident 2025-04-08-tea-1", "found: 2025-04-08-order-1520"),
      ("draft two.log --incident order", "2025-04-08-order-1000, 2025-04-08-order-1230"),
      ("draft empty --incident order", "found: none"),
      ("draft order.log.gz --pipeline gone.yaml", "gone.yaml: no such file"),
      ("draft order.log.gz --pipeline oncall.jsonl", "oncall.jsonl:2"),
      ("draft order.log.gz --note lunch", "'lunch' does not begin with a time"),
      ("draft order.log.gz --since noonish", "--since: 'noonish' is not a time"),
      ("draft order.log.gz --since 2025-04-08 --until 2025-04-07", "is not before"),
      ("draft order.log.gz --tz Middle/Earth", "no time zone 'Middle/Earth'"),
      ("draft two.log --input-format json", "write GLOB=NAME"),
      ("draft two.log --input-format *=json-line", "did you mean 'json-lines'?"),
      ("draft two.log --input-format *=w3c-extended", "always looked for"),
      ("draft two.log --input-format *=docker-json", "always looked for"),
      ("draft order.log.gz --input-tz Middle/Earth", "no time zone 'Middle/Earth'"),
      ("draft order.log.gz --resolve-after soon", "'soon' is not a duration"),
      ("draft order.log.gz -o gone/out.md", "gone/out.md cannot be written"),
      ("tally gone.log -o out.tally", "gone.log"),
      ("tally order.log.gz -o gone/out.tally", "gone/out.tally cannot be written"),
      ("show order.log.gz:999999", "no such line"),
      ("show order.log.gz:9223372036854775807", "no such line"),
      ("show order.log.gz", "is no citation"),
      ("show gone.log:1", "gone.log: no such file"),
      ("show oncall.jsonl#c1", "oncall.jsonl"),
      ("inputs nothing", "no file to read"),
      ("demo --write gone", "gone/service.log cannot be written"),
    ])
  func refused(_ line: String, _ words: String) throws {
    let run = try Workplace().run(line)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(isOneSentence(run.errorText), "\(run.errorText)")
    #expect(run.errorText.contains(words), "\(run.errorText)")
  }

  @Test(
    "wrong usage ends with 64 and says what is meant",
    arguments: [
      ("draft", "Name at least one input"),
      ("draft order.log.gz --bogus", "--bogus"),
      ("draft order.log.gz --format sonnet", "markdown, json"),
      ("draft order.log.gz --rows 0", "--rows"),
      ("draft order.log.gz --rows many", "many"),
      ("draft order.log.gz --cite loudly", "footnotes"),
      ("draft order.log.gz --threads 9999", "--threads"),
      ("tally order.log.gz", "--output"),
      ("show", "citation"),
      ("dance", "dance"),
      ("inputs", "Name at least one input"),
      ("demo --write . --scenario none", "scenario"),
      ("formats --all", "--all"),
    ])
  func usage(_ line: String, _ words: String) throws {
    let run = try Workplace().run(line)
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    #expect(run.errorText.contains(words), "\(run.errorText)")
  }

  @Test("a missing file among good ones ends with 3 and is named first")
  func missing() throws {
    let place = try Workplace()
    let run = try place.run("draft order.log.gz gone.log")
    #expect(run.status == 3)
    #expect(run.text.hasPrefix("> **Incomplete input.**"))
    let heading = try #require(run.text.range(of: "## Timeline"))
    #expect(run.text[..<heading.lowerBound].contains("`gone.log`: could not be read"))
    let whole = try place.run("draft order.log.gz")
    #expect(run.text.hasSuffix(whole.text))
    let list = try place.run("inputs order.log.gz gone.log")
    #expect(list.status == 3 && list.text.contains("gone.log (unreadable)"))
  }

  @Test("a log of which too much was not understood ends with 3")
  func notUnderstood() throws {
    let place = try Workplace()
    let few = Workplace.lines + ["??", "??"]
    try place.folder.write("few.log", few.joined(separator: "\n") + "\n")
    #expect(try place.run("draft few.log").status == 0)
    let many = Workplace.lines + [String](repeating: "??", count: 3 + Workplace.lines.count / 90)
    try place.folder.write("many.log", many.joined(separator: "\n") + "\n")
    let run = try place.run("draft many.log")
    #expect(run.status == 3)
    #expect(run.text.hasPrefix("> **Incomplete input.**"))
    #expect(run.text.contains("not understood"))
  }

  @Test("a file that may not be read among good ones ends with 3", .enabled(if: geteuid() != 0))
  func unreadable() throws {
    let place = try Workplace()
    try place.folder.write("locked.log", Workplace.log)
    chmod(place.folder.path + "/locked.log", 0)
    let run = try place.run("draft order.log.gz locked.log")
    #expect(run.status == 3)
    #expect(run.text.contains("`locked.log`: could not be read"))
    #expect(try place.run("draft locked.log").status == 2)
  }
}
