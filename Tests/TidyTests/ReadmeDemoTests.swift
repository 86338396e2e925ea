import TestSupport
import Testing

/// What the README shows is what the program prints.
@Suite struct ReadmeDemoTests {
  @Test func theDemoIsWhatDraftPrints() throws {
    let makefile = try Repository.text(of: "Makefile")
    let folder = try #require(ReadmeText.variable("DEMO_FOLDER", in: makefile))
    let arguments = ReadmeText.items(in: try Repository.text(of: folder + "/case.yaml"))
    try #require(arguments.first == "draft")
    let run = try Program(in: Repository.path(of: folder))(arguments)
    #expect(run.status == 0)
    let shown = try ReadmeText.block("demo", in: Repository.text(of: "README.md"))
    #expect(shown == run.text, "README.md: put the output of make demo between the demo marks")
  }

  @Test func theFormatsAreWhatFormatsPrints() throws {
    let run = try Program(in: Repository.path(of: "."))(["formats"])
    #expect(run.status == 0)
    let shown = try ReadmeText.block("formats", in: Repository.text(of: "docs/formats.md"))
    #expect(
      shown == run.text, "docs/formats.md: put the output of recount formats between its marks")
  }

  @Test func theFirstScreenSaysTheTwoCommands() throws {
    let screen = try Repository.text(of: "README.md").prefix(1200)
    for command in ["make demo", "make test"] {
      #expect(screen.contains(command), "README.md: \(command) is not on the first screen")
    }
  }

  @Test(arguments: [
    ("<!-- a -->\n```markdown\none\n\n- two\n```\n<!-- /a -->\n", "one\n\n- two\n"),
    ("text\n<!-- a -->\n\n```\none\n```\n\n<!-- /a -->\n<!-- b -->", "one\n"),
    ("<!-- a -->\n```\n```\n<!-- /a -->", ""),
    ("<!-- a -->\n```\none\n<!-- /a -->", nil),
    ("<!-- b -->\n```\none\n```\n<!-- /b -->", nil),
    ("<!-- a -->\n```\none\n```\n", nil),
  ])
  func findsTheFencedBlockBetweenItsMarks(_ text: String, _ block: String?) {
    #expect((try? ReadmeText.block("a", in: text)) == block)
  }

  @Test func readsAVariableOfTheMakefileAndTheArgumentsOfACase() {
    let makefile = "A := one  two\nAB := three\n\tA := four\n"
    #expect(ReadmeText.variable("A", in: makefile) == "one  two")
    #expect(ReadmeText.variable("B", in: makefile) == nil)
    let definition = "shows: a - b\narguments:\n  - draft\n  - a b.gz\nexit: 0\n"
    #expect(ReadmeText.items(in: definition) == ["draft", "a b.gz"])
  }
}

/// Finds what the tests compare in the texts of the repository.
enum ReadmeText {
  struct Missing: Error, CustomStringConvertible {
    let description: String
  }

  /// The content of the fenced block between `<!-- name -->` and `<!-- /name -->`.
  static func block(_ name: String, in text: String) throws -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let begin = lines.firstIndex(of: "<!-- \(name) -->"),
      let end = lines[begin...].firstIndex(of: "<!-- /\(name) -->")
    else { throw Missing(description: "README.md: no marks <!-- \(name) --> around a block") }
    let inside = lines[(begin + 1)..<end]
    guard let open = inside.firstIndex(where: { $0.hasPrefix("```") }),
      let close = inside.lastIndex(of: "```"), open < close
    else { throw Missing(description: "README.md: no fenced block between the \(name) marks") }
    return inside[(open + 1)..<close].map { $0 + "\n" }.joined()
  }

  /// The items of the one list of a golden case: its arguments.
  static func items(in definition: String) -> [String] {
    definition.split(separator: "\n").filter { $0.hasPrefix("  - ") }
      .map { String($0.dropFirst(4)) }
  }

  /// The value of `name := value` in a Makefile.
  static func variable(_ name: String, in makefile: String) -> String? {
    let head = "\(name) := "
    return makefile.split(separator: "\n").first { $0.hasPrefix(head) }
      .map { String($0.dropFirst(head.count)) }
  }
}
