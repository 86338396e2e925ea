import Ingest
import Redaction

/// Finds the file behind a path that was printed without the secrets in its name.
enum MaskedPath {
  /// The path itself where it names a file, or holds no mark; else the one file whose name is
  /// shown so.
  ///
  /// - Throws: `RunError` when several are, because a citation must not lead to the wrong one.
  static func resolved(_ path: String) throws(RunError) -> String {
    guard path.contains(ShownPath.mark) else { return path }
    // A glob knows brackets as a set of signs, so they are put as what may stand there.
    let pattern = path.replacing(ShownPath.mark, with: "*")
    let found = InputFinder().find([pattern]).map(\.path)
    let alike = Set(found.filter { ShownPath.text($0) == path })
    guard alike.count <= 1 else {
      throw .refused(
        "\(path): \(alike.count) files are shown by this name; give the name itself")
    }
    return alike.first ?? path
  }
}
