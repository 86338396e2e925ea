import Scan

/// A pattern of an option for some of the inputs: of whole paths, or of the last part alone
/// where it has no folder in it, as `--exclude` has it.
struct InputGlob: Sendable {
  let pattern: String
  private let glob: PathGlob
  private let isOfNames: Bool

  init(_ pattern: String) {
    self.pattern = pattern
    glob = PathGlob(pattern, crossesSlash: true)
    isOfNames = !pattern.contains("/")
  }

  func matches(_ path: String) -> Bool {
    if glob.matches(path) { return true }
    guard isOfNames, let name = path.split(separator: "/").last else { return false }
    return glob.matches(String(name))
  }
}
