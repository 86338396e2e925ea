import Testing

@Suite struct LeftoverTests {
  /// Marks of unfinished work, put together here so that this file holds none.
  private static let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]

  @Test func nothingIsLeftForLater() throws {
    let package = try #require(SourceFile(path: "Package.swift"))
    let files = Repository.swiftFiles(in: "Sources") + Repository.swiftFiles(in: "Tests")
    for problem in (files + [package]).flatMap(Self.leftMarks) { Issue.record("\(problem)") }
  }

  @Test func nothingIsForced() {
    let files = Repository.swiftFiles(in: "Sources") + Repository.swiftFiles(in: "Tests")
    for problem in files.flatMap(Self.forced) { Issue.record("\(problem)") }
  }

  @Test func seesMarksAsWholeWords() {
    let text = "// \(Self.marks[0]): later\nlet C\(Self.marks[2])Hash = 1\n// \(Self.marks[2])"
    let problems = Self.leftMarks(in: SourceFile(path: "a.swift", text: text))
    #expect(problems.map { $0.prefix(10) } == ["a.swift:1:", "a.swift:3:"])
  }

  @Test func seesForcedCallsInCodeAndInsideTexts() {
    let text = #"""
      // try! in a comment
      let a = try! b()
      let c = d as! E
      let f = "try! \(try! g())"
      let has! = 1
      """#
    let problems = Self.forced(in: SourceFile(path: "a.swift", text: text))
    #expect(problems.map { $0.prefix(10) } == ["a.swift:2:", "a.swift:3:", "a.swift:4:"])
  }

  static func leftMarks(in file: SourceFile) -> [String] {
    file.lines.enumerated().flatMap { index, line in
      let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
      return marks.filter { words.contains(Substring($0)) }
        .map { "\(file.path):\(index + 1): '\($0)' was left behind" }
    }
  }

  static func forced(in file: SourceFile) -> [String] {
    file.code.words.compactMap { word, line, offset in
      let end = offset + word.utf8.count
      guard word == "try" || word == "as", end < file.code.bytes.count,
        file.code.bytes[end] == UInt8(ascii: "!")
      else { return nil }
      return "\(file.path):\(line): '\(word)!' would end the program; handle the case"
    }
  }
}
