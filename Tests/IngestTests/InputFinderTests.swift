import Glibc
import Testing

@testable import Ingest

@Suite struct InputFinderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// What was found, without the folder's own path; problems in brackets.
  private func found(_ names: [String], exclude: [String] = []) -> [String] {
    InputFinder(exclude: exclude).find(names).map { one in
      var path = one.path
      if path.hasPrefix(folder.path + "/") { path = String(path.dropFirst(folder.path.count + 1)) }
      if case .problem(_, let problem) = one { return "\(path) [\(problem)]" }
      return path
    }
  }

  private func path(_ name: String) -> String { folder.path + "/" + name }

  @Test("folders give their files in order, hidden ones left out, whatever their names")
  func folders() throws {
    for name in ["b.gz", "a.log", "sub/z.log", "sub/deep/y", ".hidden", ".git/config", "sub/.x"] {
      try folder.write(name)
    }
    let all = ["a.log", "b.gz", "sub/deep/y", "sub/z.log"]
    #expect(found([folder.path]) == all)
    #expect(found([folder.path + "/"]) == all)
    #expect(found([path("sub"), folder.path, path("a.log")]) == all)
    // Who names a hidden file wants it.
    #expect(found([path(".hidden")]) == [".hidden"])
  }

  @Test("the order of names decides nothing")
  func order() throws {
    for name in ["c", "a", "b"] { try folder.write(name) }
    #expect(found([path("c"), path("b"), path("a")]) == ["a", "b", "c"])
    #expect(found([path("a"), path("a"), folder.path]) == ["a", "b", "c"])
  }

  @Test("links that lead back end; other links are followed; broken ones are told")
  func links() throws {
    try folder.write("real/a.log")
    symlink("..", path("real/up"))
    symlink("real", path("alias"))
    symlink("real/a.log", path("b.log"))
    symlink("nowhere", path("broken"))
    symlink("self", path("self"))
    #expect(
      found([folder.path]) == [
        "alias/a.log", "b.log", "broken [missing]", "real/a.log", "self [missing]",
      ])
  }

  @Test("a folder is read a hundred and twenty levels deep")
  func depth() throws {
    let deep = (0..<120).map { _ in "d" }.joined(separator: "/") + "/a.log"
    try folder.write(deep)
    #expect(found([folder.path]) == [deep])
  }

  @Test("quoted globs find what a shell would; a file of that very name goes first")
  func globs() throws {
    for name in ["a1.log", "a2.log", "b.log", "dir1/x.log", ".a3.log"] { try folder.write(name) }
    #expect(found([path("a*.log")]) == ["a1.log", "a2.log"])
    #expect(found([path("a?.log"), path("[b]*")]) == ["a1.log", "a2.log", "b.log"])
    #expect(found([path("dir*")]) == ["dir1/x.log"])
    #expect(found([path("z*.log")]) == ["z*.log [unmatched]"])
    try folder.write("a[1].log")
    #expect(found([path("a[1].log")]) == ["a[1].log"])
  }

  @Test("a list names inputs line by line, lists among them")
  func lists() throws {
    try folder.write("a.log")
    try folder.write("b.log")
    let inner = try folder.write("inner.txt", path("b.log"))
    let outer = try folder.write(
      "outer.txt", "\(path("a.log"))\r\n\n@\(inner)\n\(path("gone.log"))\n-\n")
    #expect(found(["@" + outer]) == ["-", "a.log", "b.log", "gone.log [missing]"])
    #expect(found(["@" + path("none.txt")]) == ["none.txt [missing]"])
    let own = path("own.txt")
    try folder.write("own.txt", "@\(own)\n\(path("a.log"))\n")
    #expect(found(["@" + own]) == ["a.log", "own.txt [missing]"])
  }

  @Test("lists that name each other many times are read a few times", .timeLimit(.minutes(10)))
  func manyLists() throws {
    try folder.write("a.log")
    let (one, other) = (path("one.txt"), path("other.txt"))
    let both = String(repeating: "@\(one)\n@\(other)\n", count: 50) + path("a.log") + "\n"
    try folder.write("one.txt", both)
    try folder.write("other.txt", both)
    #expect(
      found(["@" + one]) == ["a.log", "one.txt [missing]", "other.txt [missing]"])
    #expect(InputFinder().lists(["@" + one]).sorted() == [one, other].sorted())
  }

  @Test("a name that begins with @ is a file where there is one")
  func atFile() throws {
    try folder.write("@odd.log")
    #expect(found([path("@odd.log")]) == ["@odd.log"])
  }

  @Test("what is no file is told, and a FIFO is not opened", .timeLimit(.minutes(10)))
  func special() throws {
    try #require(mkfifo(path("pipe"), 0o600) == 0)
    #expect(
      found([path("pipe"), path("none.log"), "-"]) == [
        "-", "none.log [missing]", "pipe",
      ])
    #expect(found([folder.path]) == ["pipe [specialFile]"])
    #expect(found(["/dev/zero"]) == ["/dev/zero [specialFile]"])
  }

  @Test("folders and files that may not be read are told", .enabled(if: geteuid() != 0))
  func permissions() throws {
    try folder.write("closed/a.log")
    chmod(path("closed"), 0)
    defer { chmod(path("closed"), 0o755) }
    #expect(found([folder.path]) == ["closed [permissionDenied]"])
    #expect(found([path("closed/a.log")]) == ["closed/a.log [permissionDenied]"])
  }

  @Test("an = and blanks are part of a path")
  func oddNames() throws {
    for name in ["a=b.log", "c d.log", "é.log", "-x.log"] { try folder.write(name) }
    #expect(found([folder.path]) == ["-x.log", "a=b.log", "c d.log", "é.log"])
    #expect(found([path("a=b.log")]) == ["a=b.log"])
  }

  @Test("two spellings of one accented name are two files")
  func accents() throws {
    try folder.write("e\u{301}.log")
    try folder.write("\u{E9}.log")
    #expect(found([folder.path]).count == 2)
  }

  @Test("exclude leaves out what its pattern matches, by path or by name")
  func exclude() throws {
    for name in ["a.log", "b.log", "old/a.log", "old/c.gz"] { try folder.write(name) }
    #expect(found([folder.path], exclude: ["a.log"]) == ["b.log", "old/c.gz"])
    #expect(found([folder.path], exclude: ["*/old/*"]) == ["a.log", "b.log"])
    #expect(found([folder.path], exclude: ["*.log", "*.gz"]) == [])
    #expect(found([path("gone.log")], exclude: ["gone*"]) == [])
  }

  @Test(
    "a leading ./ is dropped from paths",
    arguments: [
      ("./none.log", "none.log"), (".//none.log", "none.log"), ("././none.log", "none.log"),
      ("../none-such/x.log", "../none-such/x.log"), ("./.none", ".none"),
    ])
  func dot(name: String, path: String) {
    #expect(InputFinder().find([name]) == [.problem(path: path, .missing)])
  }
}
