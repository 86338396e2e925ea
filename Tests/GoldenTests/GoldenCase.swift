import TestSupport
import Testing
import Yams

/// A folder of `fixtures/`: what is put in, and what comes out.
struct GoldenCase: CustomTestStringConvertible, Sendable {
  /// `case.yaml`.
  struct Description: Decodable, Sendable {
    /// What the case shows, in one sentence.
    var shows: String
    /// Of `recount`, run inside the folder.
    var arguments: [String]
    /// The exit status.
    var exit: Int32
  }

  /// Where all cases lie.
  static let folder: String = {
    let tests = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return "/" + tests + "/fixtures"
  }()

  /// In the order of their names.
  static let all: [GoldenCase] = ScratchFolder.names(in: folder)
    .filter { ScratchFolder.read("\(folder)/\($0)/case.yaml") != nil }
    .map(GoldenCase.init)

  /// The folder's name.
  var name: String

  var testDescription: String { name }
  var path: String { Self.folder + "/" + name }

  func description() throws -> Description {
    let yaml = ScratchFolder.read(path + "/case.yaml") ?? []
    return try YAMLDecoder().decode(Description.self, from: String(decoding: yaml, as: UTF8.self))
  }

  /// What the program makes of the case, by the names of the files in `expected/`.
  func run() throws -> (files: [(name: String, bytes: [UInt8])], statuses: [Int32]) {
    let program = Program(in: path)
    let arguments = try description().arguments
    let markdown = try program(arguments)
    let json = try program(arguments + ["--format", "json"])
    return (
      [
        ("timeline.md", markdown.output), ("timeline.json", json.output),
        ("stderr.txt", markdown.errors),
      ], [markdown.status, json.status]
    )
  }

  func expected(_ file: String) -> [UInt8]? { ScratchFolder.read("\(path)/expected/\(file)") }

  func record(_ file: String, _ bytes: [UInt8]) throws {
    try ScratchFolder.write("\(path)/expected/\(file)", bytes)
  }
}
