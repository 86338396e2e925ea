import Ingest

/// What inputs a command names, and which of them a pattern of `--exclude` would leave out.
enum InputFinderPaths {
  static func all(_ names: [String]) -> [String] { InputFinder().find(names).map(\.path) }

  static func isAny(of paths: [String], excludedBy pattern: String) -> Bool {
    let finder = InputFinder(exclude: [pattern])
    return paths.contains(where: finder.excludes)
  }
}
