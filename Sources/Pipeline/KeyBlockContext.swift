import Ingest
import Parse
import Redaction

/// Tells whether a line of a file lies within a block of a private key that began above it.
///
/// Lines are shown one by one; the lines of such a block, its short last one above all, do not
/// show by themselves what they are.
enum KeyBlockContext {
  /// Lines of the longest block that tools write, and some more.
  private static let reach = 240

  static func isInside(
    _ text: String, at line: Int, of path: String, segments: StreamSegments? = nil
  ) -> Bool {
    guard line > 1, path != "-", KeyBlock.mayBeInside(text) else { return false }
    let first = max(1, line - reach)
    guard
      let above = try? ExcerptReader.texts(
        path: path, wanted: (first..<line).map { ($0, nil) }, segments: segments)
    else { return false }
    var block = KeyBlock()
    for text in above { block.read(text ?? "") }
    return block.isOpen
  }
}
