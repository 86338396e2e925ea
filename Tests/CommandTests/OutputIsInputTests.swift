import Glibc
import TestSupport
import Testing

/// An output that is read by the same run is refused before anything is read or written.
@Suite struct OutputIsInputTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    let path = place.folder.path
    try place.folder.write("logs/a.log", Workplace.log)
    try place.folder.write("list", "logs/a.log\n")
    try place.folder.write("lists", "@list\n")
    try place.folder.write("own.yaml", "recount: 1\n")
    link(path + "/order.log.gz", path + "/hard")
    symlink("order.log.gz", path + "/soft")
    #expect(try place.run("tally two.log -o two.tally").status == 0)
    let packed = try place.folder.program.shell("tar cf pack.tar two.log")
    try #require(packed.status == 0)
  }

  @Test(
    "refused, with the name of the input",
    arguments: [
      ("draft order.log.gz -o order.log.gz", "order.log.gz"),
      ("draft order.log.gz -o ./logs/../order.log.gz", "order.log.gz"),
      ("draft order.log.gz -o hard", "order.log.gz"),
      ("draft order.log.gz -o soft", "order.log.gz"),
      ("draft soft -o hard", "soft"),
      ("draft logs -o logs/a.log", "logs/a.log"),
      ("draft logs/*.log -o logs/a.log", "logs/a.log"),
      ("draft @list -o logs/a.log", "logs/a.log"),
      ("draft @list -o list", "list"),
      ("draft @lists -o list", "list"),
      ("draft pack.tar -o pack.tar", "pack.tar"),
      ("draft pack.tar!two.log -o pack.tar", "pack.tar!two.log"),
      ("draft two.tally -o two.tally", "two.tally"),
      ("draft order.log.gz --events oncall.jsonl -o oncall.jsonl", "oncall.jsonl"),
      ("draft order.log.gz --baseline two.tally -o two.tally", "two.tally"),
      ("draft order.log.gz --baseline two.log -o two.log", "two.log"),
      ("draft order.log.gz --pipeline own.yaml -o own.yaml", "own.yaml"),
      ("draft order.log.gz --format json --output order.log.gz", "order.log.gz"),
      ("tally order.log.gz -o hard", "order.log.gz"),
      ("tally two.tally -o two.tally", "two.tally"),
      ("tally @list -o list", "list"),
    ])
  func refused(_ line: String, _ input: String) throws {
    let names = ["order.log.gz", "logs/a.log", "list", "pack.tar", "two.tally", "oncall.jsonl"]
    let before = names.map { place.folder.read($0) }
    let all = place.folder.names
    let run = try place.run(line)
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(isOneSentence(run.errorText) && run.errorText.contains(input), "\(run.errorText)")
    #expect(run.errorText.contains("name another file"))
    #expect(names.map { place.folder.read($0) } == before)
    #expect(place.folder.names == all)
  }

  @Test("standard input that is a file is an input too")
  func standardInput() throws {
    let run = try place.folder.program.shell(
      #""$RECOUNT" draft - -o two.log < two.log"#)
    #expect(run.status == 2 && run.errorText.contains("standard input"))
    #expect(place.folder.read("two.log") == Workplace.twoOutages)
  }

  @Test(
    "what is not read may be replaced",
    arguments: [
      "draft order.log.gz -o two.log", "draft logs -o logs/new.md",
      "draft logs --exclude *.md -o logs/old.md", "draft order.log.gz -o list",
      "draft /dev/null order.log.gz -o /dev/null",
    ])
  func others(_ line: String) throws {
    try place.folder.write("logs/old.md", "a draft of yesterday\n")
    let run = try place.run(line)
    #expect([0, 3].contains(run.status), "\(run.errorText)")
  }

  @Test("a list that is a pipe is still read, once")
  func pipedList() throws {
    try place.folder.write("out.md", "old")
    mkfifo(place.folder.path + "/names", 0o600)
    let run = try place.folder.program.shell(
      #"echo order.log.gz > names & "$RECOUNT" draft @names -o out.md; said=$?; wait; exit $said"#)
    #expect(run.status == 0, "\(run.errorText)")
    #expect(place.folder.read("out.md")?.starts(with: Array("## Timeline".utf8)) ?? false)
  }
}
