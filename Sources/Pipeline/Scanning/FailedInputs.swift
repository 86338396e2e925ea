import Ingest
import LogModel
import Redaction
import Render
import Supervision

/// Inputs that an earlier attempt of the same run failed on, known by the bytes of their paths.
struct FailedInputs: Sendable {
  private let paths: Set<[UInt8]>

  init(_ paths: [String]) { self.paths = Set(paths.map { Array($0.utf8) }) }

  func contains(_ path: String) -> Bool {
    !paths.isEmpty && paths.contains(Array(path.utf8))
  }

  /// What is told of each of them.
  static let warning = InputWarning(
    .internalError,
    message: "recount failed on it and went on without it; this is a defect of recount")
}

/// Inputs that can be read a single time, so that no run of them can be started again.
public struct ReadOnce {
  private let paths: [String]

  /// - Parameter names: in the words of the command line.
  public init(_ names: [String]) {
    let hasStandardInput = names.contains { $0 == "-" || $0 == "@-" }
    let pipes = InputFinder().find(names.filter { $0 != "-" }).filter(\.isReadOnce)
    paths = (hasStandardInput ? ["standard input"] : []) + pipes.map(\.path)
  }

  /// Why a run cannot be started again; `nil` where it can. Safe to print.
  public var reason: String? {
    guard let first = paths.first else { return nil }
    return InputName.shown(first) + " was read already, which can be done once"
  }
}

extension InputFinder.Found {
  /// Whether it is standard input or a pipe, which can be read a single time.
  var isReadOnce: Bool {
    if case .pipe = self { return true }
    return path == "-"
  }
}

/// The name of an input as messages on standard error show it.
public enum InputName {
  /// The path without secrets, and with nothing in it that a terminal would obey.
  public static func shown(_ path: String) -> String { SafeText.terminal(ShownPath.text(path)) }
}

extension CurrentWork {
  /// Notes that this thread begins to read an input. Its name is made safe to print now: after a
  /// trap that could not be done.
  static func reading(_ path: String) { reading(path, shown: InputName.shown(path)) }
}
