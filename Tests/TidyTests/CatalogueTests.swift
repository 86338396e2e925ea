import Testing

/// A folder of kinds of one thing, each of which one catalogue names.
struct Catalogue: Sendable, CustomTestStringConvertible {
  let folder: String
  let file: String
  /// What a kind conforms to.
  let protocols: Set<String>
  /// Types that conform and are no kind of their own.
  var parts: Set<String> = []

  var testDescription: String { file }

  static let all = [
    Catalogue(
      folder: "Sources/Parse/Formats", file: "Sources/Parse/Formats/LogFormats.swift",
      // The lines behind a header, which its form makes.
      protocols: ["LogFormat", "HeadedFormat"], parts: ["W3CLines"]),
    Catalogue(
      folder: "Sources/Parse/Envelopes", file: "Sources/Parse/Envelopes/Envelopes.swift",
      protocols: ["LineEnvelope", "DocumentEnvelope"]),
    Catalogue(
      folder: "Sources/Inference/Detectors",
      file: "Sources/Inference/Groups/Findings.swift",
      protocols: ["Detector"]),
    Catalogue(
      folder: "Sources/Events/EventSources", file: "Sources/Events/EventSources/EventSources.swift",
      protocols: ["EventSource"]),
    Catalogue(
      folder: "Sources/Render/Renderers", file: "Sources/Render/Renderers/Renderers.swift",
      protocols: ["ReportRenderer"]),
  ]

  /// The kinds that files declare and a list does not name, each with its file.
  func unnamed(_ files: [SourceFile], in list: SourceFile) -> [(name: String, path: String)] {
    let words = Set(list.code.words.map(\.word))
    return files.flatMap { file in
      file.code.topLevelTypes.filter {
        !$0.isExtension && !protocols.isDisjoint(with: $0.inherits) && !parts.contains($0.name)
          && !words.contains($0.name)
      }.map { ($0.name, file.path) }
    }
  }
}

@Suite struct CatalogueTests {
  @Test(arguments: Catalogue.all)
  func everyKindOfTheFolderIsNamed(_ catalogue: Catalogue) {
    let files = Repository.swiftFiles(in: catalogue.folder)
    #expect(!files.isEmpty, "\(catalogue.folder): a catalogue's folder stands empty")
    guard let list = SourceFile(path: catalogue.file) else {
      Issue.record("\(catalogue.file):1: the catalogue of \(catalogue.folder) is missing")
      return
    }
    let kinds = catalogue.unnamed(files, in: SourceFile(path: "", text: ""))
    #expect(!kinds.isEmpty, "\(catalogue.folder): nothing conforms to \(catalogue.protocols)")
    for (name, path) in catalogue.unnamed(files, in: list) {
      Issue.record("\(path):1: \(name) is not named in \(catalogue.file)")
    }
  }

  @Test func aNameInACommentOrInsideALongerOneDoesNotCount() {
    let list = SourceFile(
      path: "List.swift", text: "let all = [LogfmtFormat(), XMLFormats()]  // SyslogFormat")
    let files = ["Logfmt", "Syslog", "XML"].map {
      SourceFile(
        path: "Formats/\($0).swift",
        text: "public struct \($0)Format: LogFormat {}\nstruct \($0)Help: Sendable {}")
    }
    let catalogue = Catalogue(folder: "Formats", file: "List.swift", protocols: ["LogFormat"])
    #expect(catalogue.unnamed(files, in: list).map(\.name) == ["SyslogFormat", "XMLFormat"])
  }
}
