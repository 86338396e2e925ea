import Ingest

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
