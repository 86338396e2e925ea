import Glibc
import Testing

@testable import Ingest

@Suite("patterns for folders of any depth")
struct FolderGlobTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in [
      "top.gz", "2025/04/a.gz", "2025/04/b.log", "2025/05/c.gz", "2025/.old/d.gz", ".e.gz",
    ] {
      try folder.write(name)
    }
  }

  private func found(_ pattern: String) -> [String] {
    InputFinder().find([folder.path + "/" + pattern]).map { one in
      if case .problem(_, let problem) = one { return "[\(problem)]" }
      return String(one.path.dropFirst(folder.path.count + 1))
    }
  }

  @Test(
    "stand for no folder and for many, and for none that begins with a dot",
    arguments: [
      ("**/*.gz", ["2025/04/a.gz", "2025/05/c.gz", "top.gz"]),
      ("2025/**/*.gz", ["2025/04/a.gz", "2025/05/c.gz"]),
      ("**/04/*", ["2025/04/a.gz", "2025/04/b.log"]),
      ("2025/**", ["2025/04/a.gz", "2025/04/b.log", "2025/05/c.gz"]),
      ("**/0[45]/?.gz", ["2025/04/a.gz", "2025/05/c.gz"]),
      ("**/**/c.gz", ["2025/05/c.gz"]),
      ("**/*.zip", ["[unmatched]"]),
    ])
  func depth(pattern: String, wanted: [String]) {
    #expect(found(pattern) == wanted)
  }

  @Test("a folder that links back to one above is entered once")
  func loop() throws {
    symlink("..", folder.path + "/2025/04/up")
    #expect(found("**/c.gz").contains("2025/05/c.gz"))
    #expect(found("**/c.gz").count < 10)
  }
}
