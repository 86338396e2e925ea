import TestSupport
import Testing

/// `--since` and `--until` as people type them, with logs of another day than today.
@Suite struct WindowTests {
  private func folder() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    var lines: [String] = []
    for second in stride(from: 0, to: 7200, by: 5) {
      let isDown = (3600..<4200).contains(second)
      let clock = [9 + second / 3600, second / 60 % 60, second % 60].map {
        $0 < 10 ? "0\($0)" : "\($0)"
      }
      lines.append(
        #"{"time":"2024-03-10T\#(clock.joined(separator: ":"))Z","method":"GET","#
          + #""path":"/tea","status":\#(isDown ? 503 : 200)}"#)
    }
    try folder.write("tea.log", lines.joined(separator: "\n") + "\n")
    return folder
  }

  private func run(_ line: String, in folder: ScratchFolder) throws -> Program.Result {
    try Program(in: folder.path)(line.split(separator: " ").map(String.init))
  }

  @Test("times of day are of the day of the logs in all commands")
  func dayOfTheLogs() throws {
    let folder = try folder()
    let inside = try run("draft tea.log --list --since 09:30 --until 10:30", in: folder)
    #expect(inside.status == 0 && inside.text.contains("2024-03-10"))
    #expect(inside.errorText.isEmpty)
    let before = try run("draft tea.log --list --until 09:30", in: folder)
    #expect(before.status == 0 && before.text.hasPrefix("No incident was found."))
    let json = try run("draft tea.log --format json --since 10:30", in: folder)
    #expect(json.text.contains(#""from": "2024-03-10T10:30:00Z""#))
    #expect(json.text.contains(#""outside_window": 1080"#))
    #expect(try run("inputs tea.log --until 10:00", in: folder).status == 0)
    #expect(try run("tally tea.log -o a.tally --until 10:00", in: folder).status == 0)
    #expect(try run("draft a.tally --list --since 09:30", in: folder).status == 0)
  }

  @Test(
    "a window without a record of any input is refused, with what the logs span",
    arguments: [
      "draft tea.log --since 15:00", "draft tea.log --since 07:00 --until 08:00",
      "draft tea.log --list --since yesterday", "inputs tea.log --since 15:00",
      "inputs --explain tea.log --since 15:00", "tally tea.log -o out.tally --since 15:00",
      "draft tea.log --format json --until 2024-03-10", "draft tea.log --since=-2h",
    ])
  func nothingInTheWindow(_ line: String) throws {
    let run = try run(line, in: folder())
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(
      run.errorText.contains(
        "the logs run from 2024-03-10 09:00:00 to 2024-03-10 10:59:55 UTC"))
  }

  @Test("a window from a time to the same time is refused")
  func noWindow() throws {
    let run = try run("draft tea.log --since 10:00 --until 10:00", in: folder())
    #expect(run.status == 2)
    #expect(run.errorText.contains("is not before --until 2024-03-10 10:00:00"))
  }

  @Test(
    "an input without a line says so, and is not \"no incident\"",
    arguments: [
      ("draft -", "No input: standard input does not hold a line"),
      ("draft - --list", "No input: standard input does not hold a line"),
      ("draft a.log --explain", "No input: the file does not hold a line"),
      ("draft a.log b.log.gz", "No input: none of 2 files holds a line"),
      ("draft blank.log", "No input: the file does not hold a line that is not blank"),
      ("draft a.log --since 15:00", "No input: the file does not hold a line"),
    ])
  func empty(_ line: String, _ words: String) throws {
    let folder = try ScratchFolder()
    try folder.write("a.log", "")
    try folder.write("b.log.gz", GzipWriter.member([]))
    try folder.write("blank.log", "\n\n")
    let run = try run(line, in: folder)
    #expect(run.status == 0)
    #expect(!run.text.contains("No incident"))
    #expect(run.text.contains(words))
    let first = run.text.split(separator: "\n").first { !$0.hasPrefix("#") } ?? ""
    #expect(first.hasPrefix("No input"))
  }

  @Test("the other commands and the JSON say that there was no input")
  func emptyElsewhere() throws {
    let folder = try ScratchFolder()
    try folder.write("a.log", "")
    let words = "No input: the file does not hold a line"
    #expect(try run("draft a.log --format json", in: folder).text.contains(words))
    #expect(try run("inputs a.log", in: folder).errorText.contains(words))
    #expect(try run("tally a.log -o a.tally", in: folder).errorText.contains(words))
  }
}
