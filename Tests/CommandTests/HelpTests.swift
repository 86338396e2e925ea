import TestSupport
import Testing

@Suite struct HelpTests {
  static let commands = ["draft", "inputs", "tally", "merge", "show", "formats", "demo"]

  @Test("every command's help holds an example of it", arguments: commands)
  func example(_ command: String) throws {
    let run = try Program(in: "/")([command, "--help"])
    #expect(run.status == 0 && run.errors.isEmpty)
    let help = run.text
    let start = try #require(help.range(of: "Example"), "\(help)")
    #expect(help[start.upperBound...].contains("recount \(command)"))
  }

  @Test("the help of the program names its commands and its exit statuses")
  func overview() throws {
    let help = try Program(in: "/")(["--help"]).text
    for command in Self.commands { #expect(help.contains("\n  \(command) "), "\(command)") }
    #expect(help.contains("Exit status: 0 done"))
  }

  @Test("formats names each form, and how it is told")
  func formats() throws {
    let text = try Program(in: "/")(["formats"]).text
    for name in ["json-lines", "combined", "loki-push", "loki-query-range", "logcli-jsonl", "gzip"]
    {
      #expect(text.contains(name), "\(name)")
    }
    #expect(text.contains("found by content"))
  }

  @Test("the demo drafts an outage, the same every time")
  func demo() throws {
    let first = try Program(in: "/")(["demo"])
    #expect(first.text.contains("## Timeline\n\nAll times are UTC. The date is 2025-04-08.\n"))
    #expect(first.text.contains("was paged by SMS"))
    #expect(first.errors.isEmpty)
    #expect(try Program(in: "/usr")(["demo"]).output == first.output)
  }

  @Test(
    "the demo's logs can be written down and drafted",
    arguments: [
      ["--form", "lokiPush"], ["--form", "combined", "--scenario", "outagePagedInThreeMinutes"],
      ["--form", "exploreOld", "--router-relative"],
    ])
  func demoFiles(_ options: [String]) throws {
    let folder = try ScratchFolder()
    #expect(try folder.program(["demo", "--write", "."] + options).status == 0)
    let draft = try folder.program(["draft", "service.log", "--events", "events.jsonl"])
    #expect(draft.status == 0)
    #expect(draft.text.contains("began to fail"))
  }
}
