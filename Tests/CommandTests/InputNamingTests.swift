import Glibc
import TestSupport
import Testing

/// All ways to name the same log lead to the same draft.
@Suite struct InputNamingTests {
  /// The rows of a draft, without the places that footnotes name.
  private func rows(_ text: String) -> [Substring] {
    text.split(separator: "\n").filter { !$0.hasPrefix("[^c") }
  }

  @Test(
    "a log is drafted alike however it is named",
    arguments: [
      "draft ./order.log.gz", "draft day", "draft day/", "draft day/*.gz", "draft d?y/order*",
      "draft @names.txt", "draft order.log.gz ./order.log.gz", "draft day/a=b/order.log.gz",
      "draft day/**/*.gz", "draft a=b=c.log.gz",
    ])
  func names(_ line: String) throws {
    let place = try Workplace()
    try place.folder.write("day/order.log.gz", Workplace.packed)
    try place.folder.write("day/a=b/order.log.gz", Workplace.packed)
    try place.folder.write("a=b=c.log.gz", Workplace.packed)
    try place.folder.write("names.txt", "order.log.gz\n")
    let usual = try place.run("draft order.log.gz")
    let run = try place.run(line)
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errorText)")
    #expect(rows(run.text) == rows(usual.text))
    #expect(rows(run.text).count > 6)
  }

  @Test("standard input is read, packed or not")
  func standardInput() throws {
    let place = try Workplace()
    let usual = try place.run("draft order.log.gz")
    for bytes in [Workplace.log, Workplace.packed] {
      let run = try place.run("draft -", input: bytes)
      #expect(run.status == 0 && run.errors.isEmpty, "\(run.errorText)")
      // What stands inside a cited line is read again, and standard input cannot be.
      let known = rows(usual.text).filter { !$0.contains("carried a link") }
      #expect(rows(run.text) == known)
      #expect(run.text.contains("[^c1]: `-:"))
    }
    let json = try place.run("draft - --format json", input: Workplace.log)
    let report = try Report(json.output)
    #expect(report.incidents.count == 1)
    #expect(report.citations.values.allSatisfy { $0.path == "-" && $0.excerpt == nil })
    #expect(try place.run("draft -").status == 0, "an empty standard input is an empty log")
  }

  @Test("a path is cited as it was given, joined to its folder")
  func citedPaths() throws {
    let place = try Workplace()
    try place.folder.write("day/order.log.gz", Workplace.packed)
    for (given, cited) in [
      ("./order.log.gz", "order.log.gz"), ("day", "day/order.log.gz"),
      ("day/", "day/order.log.gz"), ("./day/*", "day/order.log.gz"),
      ("\(place.folder.path)/order.log.gz", "\(place.folder.path)/order.log.gz"),
    ] {
      let run = try place.run(["draft", given, "--format", "json"])
      let paths = Set(try Report(run.output).citations.values.map(\.path))
      #expect(paths == [cited], "\(given)")
    }
  }

  @Test("a pipe in a folder is passed over, not waited for")
  func pipe() throws {
    let place = try Workplace()
    try place.folder.write("day/order.log.gz", Workplace.packed)
    mkfifo(place.folder.path + "/day/pipe", 0o644)
    let run = try place.folder.program.shell(#"timeout 20 "$RECOUNT" draft day"#)
    #expect(run.status == 0)
    #expect(run.text.contains("began to fail"))
    let list = try place.folder.program.shell(#"timeout 20 "$RECOUNT" inputs day"#)
    #expect(list.status == 0 && list.text.contains("day/pipe (skipped)"))
  }

  @Test("a link that leads into itself is no endless way")
  func loop() throws {
    let place = try Workplace()
    try place.folder.write("day/order.log.gz", Workplace.packed)
    symlink(".", place.folder.path + "/day/again")
    let run = try place.folder.program.shell(#"timeout 20 "$RECOUNT" draft day"#)
    #expect(run.status == 0, "\(run.errorText)")
    #expect(run.text.contains("12 of 12 attempts failed"))
  }

  @Test("what is left out is not read")
  func exclude() throws {
    let place = try Workplace()
    try place.folder.write("day/order.log.gz", Workplace.packed)
    try place.folder.write("day/noise.log", "?\n?\n?\n?\n")
    #expect(try place.run("draft day").status == 3)
    #expect(try place.run("draft day --exclude *noise*").status == 0)
  }
}
