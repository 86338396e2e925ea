import Testing

@Suite struct RoomTests {
  @Test(arguments: Rooms.all)
  func roomsSeeWhatTheTableAllows(_ rooms: Rooms) {
    let files = Repository.swiftFiles(in: "Sources/" + rooms.target)
    #expect(!files.isEmpty)
    for problem in rooms.problems(in: files) { Issue.record("\(problem)") }
  }

  @Test(arguments: Rooms.all)
  func theArchitectureShowsTheTable(_ rooms: Rooms) throws {
    let text = try Repository.text(of: "ARCHITECTURE.md")
    let mark = "rooms of \(rooms.target) -->\n"
    let shown = text.components(between: "<!-- " + mark, and: "<!-- /" + mark)
    let wanted = "ARCHITECTURE.md: the rooms of \(rooms.target) have to be shown as\n\(rooms.table)"
    #expect(shown == rooms.table, "\(wanted)")
  }

  /// A file without a folder stands in that of the file before it in its line.
  @Test func theArchitectureNamesFilesThatAreThere() throws {
    let known = Set(
      (Repository.swiftFiles(in: "Sources") + Repository.swiftFiles(in: "Tests"))
        .map(\.path))
    let lines = try Repository.text(of: "ARCHITECTURE.md").split(separator: "\n")
    var count = 0
    for line in lines {
      var folder = ""
      for piece in line.split(separator: "`")
      where piece.hasSuffix(".swift") && !piece.contains("*") && !piece.contains(" ") {
        let parts = piece.split(separator: "/")
        if parts.count > 1 { folder = parts.dropLast().joined(separator: "/") + "/" }
        let path = folder + (parts.last ?? "")
        count += 1
        if !known.contains("Sources/" + path), !known.contains(path), path != "Package.swift" {
          Issue.record("ARCHITECTURE.md: there is no \(path)")
        }
      }
    }
    #expect(count > 10)
  }

  private static let sample = Rooms(
    target: "T",
    rooms: [
      .init("Low", "numbers"), .init("Kinds", "kinds", sees: ["Low"]),
      .init("High", "all", sees: ["Kinds"]),
    ],
    apart: ["Kinds"], common: ["Kinds/Kind.swift"], guarded: ["Tally": ["Low"]])

  /// A log of what a file of the sample may not do: the path in the target, and its text.
  @Test(arguments: [
    ("Low/A.swift", "struct A { var b: Tally }", []),
    ("Low/A.swift", "struct A { var b: One }", ["Low may not see Kinds (One)"]),
    ("Kinds/Two.swift", "struct Two: Kind { var b: Base }", []),
    ("Kinds/Two.swift", "struct Two: Kind { var b: One }", ["parts of Kinds may not see One"]),
    ("Kinds/One/Help.swift", "extension One { }", []),
    ("Kinds/Two.swift", "struct Two { private let b: Tally }", ["Kinds may not see Tally"]),
    ("High/A.swift", "struct A { var b: Base }", ["High may not see Low (Base)"]),
    ("High/A.swift", "private struct Base { var text = \"Base\" } // Base", []),
    ("A.swift", "struct A {}", ["in no room of T"]),
  ])
  func findsWhoSeesWhom(_ path: String, _ text: String, _ problems: [String]) {
    let files = [
      "Low/Base.swift": "struct Base { struct Inner {} }",
      "Kinds/Kind.swift": "protocol Kind { var base: Base { get } }",
      "Kinds/One/One.swift": "struct One: Kind {}",
      "High/All.swift": "let all: [any Kind] = [One()]",
      path: text,
    ].map { SourceFile(path: "Sources/T/" + $0.key, text: $0.value) }
    let found = Self.sample.problems(in: files).map { $0.split(separator: ": ").last ?? "" }
    #expect(found.map(String.init) == problems)
  }

  @Test func findsWhatTheTableAllowsForNothingAndInWhichOrder() {
    let rooms = Rooms(
      target: "T", rooms: [.init("A", "a", sees: ["B"]), .init("B", "b", sees: ["A"])])
    let files = ["A/A.swift": "struct A {}", "B/B.swift": "struct B { var a: A }"].map {
      SourceFile(path: "Sources/T/" + $0.key, text: $0.value)
    }
    #expect(
      rooms.problems(in: files) == [
        "T: A sees nothing of B; take it from the table", "T: A stands before B, which it sees",
      ])
  }

  @Test func readsTypesOfAFile() {
    let code = SwiftCode(
      """
      @frozen public struct A<T: Hashable>: Sendable, B { enum Inner: Int { case a } }
      private final class C {}
      extension D.E: F where G == H {}
      func f() { struct Local {} }
      """)
    let types = code.topLevelTypes
    #expect(types.map(\.name) == ["A", "C", "D"])
    #expect(types.map(\.isPrivate) == [false, true, false])
    #expect(types.map(\.isExtension) == [false, false, true])
    #expect(types[0].inherits.contains("B") && types[2].inherits.contains("F"))
  }
}

extension String {
  /// The text between the first of two marks and the second behind it; `nil` without both.
  fileprivate func components(between begin: String, and end: String) -> String? {
    guard let from = firstRange(of: begin)?.upperBound,
      let to = self[from...].firstRange(of: end)?.lowerBound
    else { return nil }
    return String(self[from..<to])
  }
}
