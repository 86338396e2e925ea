import Ingest

/// Inputs that can be read a single time, so that no run of them can be started again.
public struct ReadOnce {
  private let paths: [String]

  /// - Parameter names: in the words of the command line.
  public init(_ names: [String]) {
    let hasStandardInput = names.contains { $0 == "-" || $0 == "@-" }
    let pipes = InputFinder().find(names.filter { $0 != "-" }).compactMap { found -> String? in
      if case .pipe(let path) = found { path } else { nil }
    }
    paths = (hasStandardInput ? ["standard input"] : []) + pipes
  }

  /// Why a run cannot be started again; `nil` where it can. Safe to print.
  public var reason: String? {
    guard let first = paths.first else { return nil }
    return InputName.shown(first) + " was read already, which can be done once"
  }
}
