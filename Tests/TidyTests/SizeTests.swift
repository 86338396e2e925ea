import Testing

@Suite struct SizeTests {
  private let sources = Repository.swiftFiles(in: "Sources")
  private let tests = Repository.swiftFiles(in: "Tests")

  @Test func linesFitAHundredColumns() {
    #expect(!sources.isEmpty && !tests.isEmpty)
    for file in sources + tests {
      for (index, line) in file.lines.enumerated() where line.count > 100 {
        Issue.record("\(file.path):\(index + 1): \(line.count) columns; at most 100")
      }
    }
  }

  @Test func filesStayReadable() {
    for (files, most) in [(sources, 400), (tests, 500)] {
      for file in files where file.lines.count > most {
        Issue.record("\(file.path):\(most + 1): \(file.lines.count) lines; at most \(most)")
      }
    }
  }

  /// Kinds of a catalogue, which are as short as what they tell of.
  private static let short: Set<String> = [
    "Sources/Parse/Formats", "Sources/Parse/Envelopes", "Sources/Events/EventSources",
    "Sources/Events/Exports",
    "Sources/Render/Renderers", "Sources/Inference/Detectors",
    "Sources/Inference/Detectors/ClientErrors", "Sources/Inference/Detectors/MissingRequests",
    "Sources/recount",
  ]

  /// An idea that is cut into crumbs has to be put together by whoever reads it.
  @Test(arguments: [
    "Backtest", "ChangePoints", "Events", "Inference", "Ingest", "LogModel", "Parse", "Pipeline",
    "Redaction",
    "Render", "Scan", "Signals",
    "Simulator", "Supervision", "Timeline", "recount",
  ])
  func filesAreNoCrumbs(_ target: String) {
    for file in sources where file.path.hasPrefix("Sources/\(target)/") {
      let folder = file.path.split(separator: "/").dropLast().joined(separator: "/")
      if file.lines.count < 40, !Self.short.contains(folder) {
        Issue.record("\(file.path):1: \(file.lines.count) lines; merge it with its idea")
      }
    }
  }

  @Test func functionsFitAScreen() {
    for file in sources + tests {
      for function in FunctionLengths.functions(in: file.code) where function.lineCount > 60 {
        Issue.record(
          "\(file.path):\(function.line): a function of \(function.lineCount) lines; at most 60")
      }
    }
  }

  @Test func findsFunctionsByTheirBraces() {
    let code = SwiftCode(
      #"""
      protocol P {
        func required(_ a: Int) -> Int
        var value: Int { get }
        init(x: Int)
      }
      struct S: P {
        init(x: Int) { self.init(y: x) }
        func required(
          _ a: Int = [1].map { $0 }.count
        ) -> Int {
          let text = "} \(a > 0 ? "{" : "}") {"  // }
          return text.count
        }
        subscript(_ a: Int) -> Int {
          a
        }
        static func < (a: S, b: S) -> Bool { false }
      }
      """#)
    #expect(
      FunctionLengths.functions(in: code) == [
        .init(line: 7, lineCount: 1), .init(line: 8, lineCount: 6), .init(line: 14, lineCount: 3),
        .init(line: 17, lineCount: 1),
      ])
  }

  /// A dot is a blank.
  @Test(arguments: [
    (#"a "x{" b"#, "a......b"),
    (#"a // "b"#, "a......"),
    ("a /* /* { */ } */ b", "a.................b"),
    (##"a #"x" { \(b)"# c"##, "a...............c"),
    (##""\(a + "{")" + #"\#(b)"#"##, "..(a.+....)..+.....(b).."),
    (#""\\" {"#, ".....{"),
    ("a \"\"\"\n { \" }\n\"\"\" {", "a....\n......\n....{"),
    ("#if x {", "#if.x.{"),
  ])
  func blanksCommentsAndTexts(_ text: String, _ code: String) {
    #expect(String(SwiftCode(text).text.map { $0 == " " ? "." : $0 }) == code)
  }
}
