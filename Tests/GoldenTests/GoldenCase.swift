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
    /// The files of `expected/`; without it the draft, the report as JSON, and what is said on
    /// standard error.
    var outputs: [Output]?
  }

  /// A file of `expected/`.
  enum Output: String, Decodable, Sendable {
    case timeline = "timeline.md"
    case json = "timeline.json"
    /// What `draft` says on standard error.
    case errors = "stderr.txt"
    /// `draft --explain`
    case explanation = "explain.txt"
    /// `draft --list`
    case list = "list.txt"
    /// `recount inputs` on the same logs.
    case inputs = "inputs.txt"
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
  ///
  /// - Parameter options: more of them, for every command.
  func run(
    with options: [String] = []
  ) throws -> (files: [(name: String, bytes: [UInt8])], statuses: [Int32]) {
    let program = Program(in: path)
    let description = try description()
    let arguments = description.arguments + options
    let draft = try program(arguments)
    var statuses = [draft.status]
    func output(of arguments: [String]) throws -> [UInt8] {
      let run = try program(arguments)
      statuses.append(run.status)
      return run.output
    }
    let files = try (description.outputs ?? [.timeline, .json, .errors]).map { kind in
      let bytes =
        switch kind {
        case .timeline: draft.output
        case .errors: draft.errors
        case .json: try output(of: arguments + ["--format", "json"])
        case .explanation: try output(of: arguments + ["--explain"])
        case .list: try output(of: arguments + ["--list"])
        case .inputs:
          try output(
            of: ["inputs"] + Self.logs(of: description.arguments) + options)
        }
      return (name: kind.rawValue, bytes: bytes)
    }
    return (files, statuses)
  }

  /// The arguments of a draft that other commands take too: without the command, and without the
  /// options that name events and a baseline.
  private static func logs(of arguments: [String]) -> [String] {
    var logs: [String] = []
    var isValue = false
    for argument in arguments.dropFirst() {
      let isOption = argument == "--events" || argument == "--baseline"
      if !isOption, !isValue { logs.append(argument) }
      isValue = isOption
    }
    return logs
  }

  func expected(_ file: String) -> [UInt8]? { ScratchFolder.read("\(path)/expected/\(file)") }

  func record(_ file: String, _ bytes: [UInt8]) throws {
    try ScratchFolder.write("\(path)/expected/\(file)", bytes)
  }
}
