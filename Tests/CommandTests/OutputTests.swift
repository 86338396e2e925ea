import Glibc
import TestSupport
import Testing

/// Where drafts go, and what is said beside them.
@Suite struct OutputTests {
  @Test("a draft in a file is the draft on standard output", arguments: ["markdown", "json"])
  func file(_ format: String) throws {
    let place = try Workplace()
    let printed = try place.run("draft order.log.gz --format \(format)")
    let run = try place.run("draft order.log.gz --format \(format) -o out")
    #expect(run.status == 0 && run.output.isEmpty && run.errors.isEmpty)
    #expect(place.folder.read("out") == printed.output)
    #expect(printed.output.last == 0x0A)
  }

  @Test("why the times are what they are is told instead of a draft")
  func explained() throws {
    let place = try Workplace()
    let run = try place.run("draft two.log --explain")
    let text = String(decoding: run.output, as: UTF8.self)
    #expect(run.status == 0 && run.errors.isEmpty)
    let headings = text.split(separator: "\n").filter { $0.hasPrefix("How the times of ") }
    #expect(headings.count == 2 && text.contains("The signal believed"))
    #expect(text.contains("judged event by event") && !text.contains("## Timeline"))
    let id = "2025-04-08-order-1230"
    let one = try place.run("draft two.log --explain --incident \(id)")
    #expect(String(decoding: one.output, as: UTF8.self).hasPrefix("How the times of \(id) "))
    #expect(try place.run("draft empty --explain").output.starts(with: "No input".utf8))
    #expect(try place.run("draft two.log --explain --list").status == 64)
  }

  @Test("a file is overwritten whole, and nothing else is left beside it")
  func overwritten() throws {
    let place = try Workplace()
    let before = place.folder.names
    try place.folder.write("out.md", [UInt8](repeating: 0x78, count: 100_000))
    #expect(try place.run("draft order.log.gz -o out.md").status == 0)
    let text = String(decoding: place.folder.read("out.md") ?? [], as: UTF8.self)
    #expect(text.hasPrefix("## Timeline") && !text.contains("xxx"))
    #expect(place.folder.names == (before + ["out.md"]).sorted())
  }

  @Test("where a file cannot be written nothing is left behind")
  func notWritten() throws {
    let place = try Workplace()
    let before = place.folder.names
    mkdir(place.folder.path + "/taken", 0o755)
    for target in ["gone/out.md", "taken", "order.log.gz/out.md", ""] {
      let run = try place.run(["draft", "order.log.gz", "-o", target])
      #expect(run.status == 2, "\(target)")
      #expect(isOneSentence(run.errorText), "\(target): \(run.errorText)")
      #expect(run.output.isEmpty)
    }
    #expect(place.folder.names == (before + ["taken"]).sorted())
    #expect(ScratchFolder.names(in: place.folder.path + "/taken").isEmpty)
    #expect(place.folder.read("order.log.gz") == Workplace.packed)
  }

  @Test("of several incidents the largest is drafted and the others are named")
  func several() throws {
    let place = try Workplace()
    let run = try place.run("draft two.log")
    #expect(run.status == 0)
    #expect(isOneSentence(run.errorText))
    #expect(run.errorText.contains("also found: 2025-04-08-order-1000"))
    #expect(run.errorText.contains("recount draft … --incident 2025-04-08-order-1000"))
    let largest = try place.run("draft two.log --incident 2025-04-08-order-1230")
    #expect(largest.output == run.output && largest.errors.isEmpty)
    let other = try place.run("draft two.log --incident 2025-04-08-order-1000")
    #expect(other.output != run.output && other.text.contains("_10:0"))
    #expect(try place.run("draft two.log --quiet").errors.isEmpty)
    let json = try place.run("draft two.log --format json")
    #expect(json.errors.isEmpty)
    #expect(try Report(json.output).ids == ["2025-04-08-order-1000", "2025-04-08-order-1230"])
  }

  @Test("the list has one row an incident, with its id and state")
  func list() throws {
    let run = try Workplace().run("draft two.log --list")
    let rows = run.text.split(separator: "\n")
    try #require(rows.count == 3)
    #expect(rows[0].hasPrefix("id "))
    #expect(rows[1].hasPrefix("2025-04-08-order-1000  resolved  2025-04-08 10:0"))
    #expect(rows[2].hasPrefix("2025-04-08-order-1230  resolved  2025-04-08 12:3"))
    #expect(run.errors.isEmpty)
    let none = try Workplace().run("draft empty --list")
    #expect(none.status == 0 && none.text.split(separator: "\n").count <= 1)
  }

  @Test("a window reports what is in it")
  func window() throws {
    let place = try Workplace()
    let second = try place.run(["draft", "two.log", "--since", "2025-04-08 11:00", "--list"])
    #expect(second.text.split(separator: "\n").count == 2)
    let first = try place.run(["draft", "two.log", "--until", "2025-04-08 11:00", "--list"])
    #expect(first.text.contains("order-1") && first.text.split(separator: "\n").count == 2)
  }

  @Test("an id is the same however much of the day is reported")
  func stableIDs() throws {
    let run = try Workplace().run(["draft", "two.log", "--since", "2025-04-08 11:00", "--list"])
    #expect(run.text.contains("2025-04-08-order-1230"))
  }

  @Test("a reader that has seen enough is no error to talk about")
  func closedPipe() throws {
    let place = try Workplace()
    for command in ["draft two.log --format json", "inputs two.log", "--help", "formats"] {
      let run = try place.folder.program.shell(
        #""$RECOUNT" \#(command) | head -c 1 > /dev/null; echo done"#)
      #expect(run.errors.isEmpty, "\(command): \(run.errorText)")
      #expect(run.text == "done\n")
    }
    // The reader is gone before the first byte.
    let gone = try place.folder.program.shell(
      #"{ "$RECOUNT" draft two.log --format json --quiet; echo $? >&2; } | true"#)
    #expect(["0\n", "2\n"].contains(gone.errorText), "\(gone.errorText)")
  }

  @Test("an output that is full or closed ends with 2", arguments: ["> /dev/full", ">&-"])
  func full(_ redirection: String) throws {
    let place = try Workplace()
    let run = try place.folder.program.shell(
      #""$RECOUNT" draft order.log.gz \#(redirection)"#)
    #expect(run.status == 2)
    #expect(isOneSentence(run.errorText), "\(run.errorText)")
  }
}
