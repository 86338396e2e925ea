import Testing

/// A folder whose files are each named in one catalogue.
struct Catalogue: Sendable, CustomTestStringConvertible {
  let folder: String
  let file: String

  var testDescription: String { file }

  static let all = [
    Catalogue(folder: "Sources/Parse/Formats", file: "Sources/Parse/LogFormats.swift"),
    Catalogue(folder: "Sources/Parse/Envelopes", file: "Sources/Parse/Envelopes.swift"),
    Catalogue(
      folder: "Sources/Inference/Detectors", file: "Sources/Inference/Findings/Detectors.swift"),
    Catalogue(folder: "Sources/Events/EventSources", file: "Sources/Events/EventSources.swift"),
    Catalogue(folder: "Sources/Render/Renderers", file: "Sources/Render/Renderers.swift"),
  ]
}

@Suite struct CatalogueTests {
  @Test(arguments: Catalogue.all)
  func everyFileOfTheFolderIsNamed(_ catalogue: Catalogue) {
    guard Repository.isFolder(catalogue.folder) else { return }
    let files = Repository.swiftFiles(in: catalogue.folder)
    #expect(!files.isEmpty, "\(catalogue.folder): a catalogue's folder stands empty")
    guard let list = SourceFile(path: catalogue.file) else {
      Issue.record("\(catalogue.file):1: the catalogue of \(catalogue.folder) is missing")
      return
    }
    for file in Self.unnamed(files, in: list) {
      Issue.record("\(file.path):1: \(file.typeName) is not named in \(catalogue.file)")
    }
  }

  @Test func aNameInACommentOrInsideALongerOneDoesNotCount() {
    let list = SourceFile(
      path: "List.swift", text: "let all = [LogfmtFormat(), XMLFormats()]  // SyslogFormat")
    let files = ["Logfmt", "Syslog", "XML"].map {
      SourceFile(path: "Formats/\($0)Format.swift", text: "")
    }
    #expect(Self.unnamed(files, in: list).map(\.typeName) == ["SyslogFormat", "XMLFormat"])
  }

  static func unnamed(_ files: [SourceFile], in list: SourceFile) -> [SourceFile] {
    let words = Set(list.code.words.map(\.word))
    return files.filter { !words.contains(String($0.typeName)) }
  }
}
