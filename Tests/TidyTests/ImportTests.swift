import Testing

@Suite struct ImportTests {
  /// What each module may import: the table of the design, and the packages and C libraries
  /// that belong to a stage.
  static let allowed: [String: Set<String>] = [
    "LogModel": [],
    "Scan": ["LogModel"],
    "Redaction": ["LogModel"],
    "Supervision": ["CTrap"],
    "Ingest": [
      "LogModel", "CTrap", "CISAL", "CZlib", "CZstd", "CLzma", "CLZ4", "CBzip2", "CXXHash",
    ],
    "Parse": ["LogModel", "Scan", "Ingest", "CPCRE2"],
    "Signals": ["LogModel", "Parse", "Redaction"],
    "Events": ["LogModel", "Scan", "Redaction", "Yams"],
    "ChangePoints": [],
    "Inference": ["LogModel", "Scan", "Parse", "Signals", "Events", "ChangePoints"],
    "Backtest": ["LogModel", "Signals", "Inference", "Yams"],
    "Timeline": ["LogModel", "Signals", "Events", "Inference", "Redaction"],
    "Render": ["LogModel", "Backtest", "Timeline"],
    "Verify": ["LogModel", "Scan", "Timeline"],
    "Audit": ["LogModel", "Signals", "Timeline"],
    "Simulator": ["LogModel"],
    "Pipeline": [
      "LogModel", "Scan", "Redaction", "Ingest", "Parse", "Signals", "Events", "Inference",
      "Backtest", "Timeline", "Render", "Verify", "Audit", "Simulator", "Supervision", "Yams",
    ],
    "recount": ["Pipeline", "Render", "Supervision", "CMalloc", "ArgumentParser"],
  ]

  /// What comes with the system and hides no stage.
  static let system: Set<String> = ["Glibc", "Synchronization", "Dispatch"]
  /// What comes with the system at a price, so that a comment must say what for.
  static let explained: Set<String> = [
    "Foundation", "FoundationEssentials", "FoundationNetworking",
  ]

  @Test func everyImportIsInTheTable() {
    let files = Repository.swiftFiles(in: "Sources")
    #expect(!files.isEmpty)
    for file in files {
      let module = String(file.path.split(separator: "/")[1])
      for (name, line) in Self.imports(of: file) where !Self.explained.contains(name) {
        let known = Self.allowed[module, default: []].union(Self.system)
        if !known.contains(name) {
          Issue.record("\(file.path):\(line): \(module) may not import \(name)")
        }
      }
    }
  }

  @Test func foundationComesWithItsReason() {
    let files = Repository.swiftFiles(in: "Sources") + Repository.swiftFiles(in: "Tests")
    for problem in files.flatMap(Self.unexplained) { Issue.record("\(problem)") }
  }

  @Test func thePackageAllowsNoMoreThanTheTable() throws {
    let package = try #require(SourceFile(path: "Package.swift"))
    let stages = Self.stages(of: package)
    #expect(stages.count > 10)
    for (name, imports, line) in stages {
      for extra in imports.subtracting(Self.allowed[name, default: []]).sorted() {
        Issue.record("Package.swift:\(line): \(name) may not depend on \(extra)")
      }
    }
  }

  @Test func readsImportsInEveryForm() {
    let file = SourceFile(
      path: "a.swift",
      text: """
        import Scan
        public import LogModel
        @preconcurrency import Yams
        import struct Foundation.Data
        // import Comment
        let text = "import Text"
        #if canImport(CISAL)
          import CISAL
        #endif
        """)
    let names = Self.imports(of: file).map { "\($0.line) \($0.name)" }
    #expect(names == ["1 Scan", "2 LogModel", "3 Yams", "4 Foundation", "8 CISAL"])
  }

  @Test(arguments: [
    ("import Foundation", 1),
    ("import Foundation  //", 1),
    ("import Foundation  // reads files", 0),
    ("// The calendar of the user.\nimport Foundation", 0),
    ("import Scan\nimport Foundation", 1),
  ])
  func wantsAReasonOfSomeWords(_ text: String, _ problems: Int) {
    #expect(Self.unexplained(in: SourceFile(path: "a.swift", text: text)).count == problems)
  }

  /// The imported modules with their lines; of `struct Foundation.Data` the module.
  static func imports(of file: SourceFile) -> [(name: String, line: Int)] {
    let kinds: Set<Substring> = [
      "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
    ]
    return file.code.lines.enumerated().compactMap { index, line in
      let words = line.split(separator: " ")
      guard let at = words.firstIndex(of: "import") else { return nil }
      let named = words[(at + 1)...].first { !kinds.contains($0) }
      return named.map { (String($0.prefix { $0 != "." }), index + 1) }
    }
  }

  static func unexplained(in file: SourceFile) -> [String] {
    imports(of: file).filter { explained.contains($0.name) }.compactMap { name, line in
      let above = line > 1 ? file.lines[line - 2].drop { $0 == " " } : ""
      let comments = [file.lines[line - 1], above.hasPrefix("//") ? above : ""].map { text in
        text.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false).dropFirst()
          .joined()
      }
      let isExplained = comments.contains { $0.split(separator: " ").count >= 2 }
      return isExplained ? nil : "\(file.path):\(line): say beside the import what \(name) is for"
    }
  }

  /// The stages of the package: name, quoted imports, line.
  static func stages(of package: SourceFile) -> [(name: String, imports: Set<String>, line: Int)] {
    var stages: [(name: String, imports: Set<String>, line: Int)] = []
    var open = 0
    for (index, line) in package.lines.enumerated() {
      let isStart = line.drop { $0 == " " }.hasPrefix("stage(")
      guard isStart || open > 0 else { continue }
      if isStart { stages.append(("", [], index + 1)) }
      // Every second piece between quotes is quoted; ISAL is a trait, not a target.
      let pieces = line.split(separator: "\"", omittingEmptySubsequences: false)
      for (place, piece) in pieces.enumerated() where place % 2 == 1 && piece != "ISAL" {
        if stages[stages.count - 1].name.isEmpty {
          stages[stages.count - 1].name = String(piece)
        } else {
          stages[stages.count - 1].imports.insert(String(piece))
        }
      }
      open += line.count { $0 == "(" } - line.count { $0 == ")" }
    }
    return stages
  }
}
