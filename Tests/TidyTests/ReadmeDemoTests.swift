import Foundation  // runs the built program and reads the README
import Testing

/// What the README shows is what the program prints.
@Suite struct ReadmeDemoTests {
  @Test func theDemoIsWhatDraftPrints() throws {
    let makefile = try Repository.text(of: "Makefile")
    let folder = try #require(ReadmeText.variable("DEMO_FOLDER", in: makefile))
    let arguments = ReadmeText.items(in: try Repository.text(of: folder + "/case.yaml"))
    try #require(arguments.first == "draft")
    let printed = try BuiltProgram.output(of: arguments, in: folder)
    let shown = try ReadmeText.block("demo", in: Repository.text(of: "README.md"))
    #expect(shown == printed, "README.md: put the output of make demo between the demo marks")
  }

  @Test func theFormatsAreWhatFormatsPrints() throws {
    let printed = try BuiltProgram.output(of: ["formats"], in: ".")
    let shown = try ReadmeText.block("formats", in: Repository.text(of: "README.md"))
    #expect(shown == printed, "README.md: put the output of recount formats between its marks")
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

/// The program as it was built beside these tests.
enum BuiltProgram {
  /// What it prints on standard output, run in a folder of the repository.
  ///
  /// - Throws: when it cannot be run, ends with another status than 0 or prints no UTF-8.
  static func output(of arguments: [String], in folder: String) throws -> String {
    let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    let process = Process()
    process.executableURL = tests.deletingLastPathComponent().appending(path: "recount")
    process.arguments = arguments
    process.currentDirectoryURL = Repository.root.appending(path: folder)
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(
      process.terminationStatus == 0,
      "recount \(arguments.joined(separator: " ")) ended with \(process.terminationStatus)")
    return try #require(String(data: data, encoding: .utf8))
  }
}
