import Synchronization
import TestSupport
import Testing

/// Compares a text with the literal of several lines that stands last in this call; where they
/// differ the issue is a whole diff.
///
/// With `RECOUNT_RECORD=1` the literal is written anew in the source file, and the test fails, so
/// that the difference gets read.
///
/// - Parameters:
///   - actual: what came.
///   - expected: a literal between `"""`; a line end behind its last line is implied.
public func expectText(
  _ actual: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  guard let difference = textDifference(expected + "\n", actual + "\n") else { return }
  guard Recording.asked == .expected else {
    Issue.record("\(difference)", sourceLocation: sourceLocation)
    return
  }
  let isWritten = InlineText.replace(
    expected, in: sourceLocation.filePath, behind: sourceLocation.line, with: actual)
  Issue.record(
    isWritten
      ? "recorded anew; read what changed"
      : "not recorded: the source is not the one that was compiled",
    sourceLocation: sourceLocation)
}

/// Literals of several lines in the source files of tests.
enum InlineText {
  private static let columns = 100

  /// By how many lines each replacement moved what stands behind it, by file.
  private static let moves = Mutex<[String: [(line: Int, by: Int)]]>([:])

  /// Puts a text in the place of the literal that begins behind a line.
  ///
  /// - Parameters:
  ///   - old: what the literal says.
  ///   - line: as it was numbered when the file was compiled.
  /// - Returns: whether that literal was there.
  static func replace(
    _ old: String, in path: String, behind line: Int, with text: String
  ) -> Bool {
    moves.withLock { moves in
      guard let bytes = ScratchFolder.read(path) else { return false }
      var lines = String(decoding: bytes, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false
      ).map(String.init)
      let moved = moves[path, default: []].reduce(0) { $0 + ($1.line < line ? $1.by : 0) }
      let isMark: (String) -> Bool = { $0.drop { $0 == " " }.hasPrefix("\"\"\"") }
      guard
        let open = lines.indices.dropFirst(line - 1 + moved).first(where: { isMark(lines[$0]) }),
        let close = lines.indices.dropFirst(open + 1).first(where: { isMark(lines[$0]) })
      else { return false }
      let indent = String(lines[close].prefix { $0 == " " })
      guard Self.text(of: lines[open + 1..<close], indent: indent) == old else { return false }
      let literal = literal(of: text, indent: indent)
      lines.replaceSubrange(open + 1..<close, with: literal)
      moves[path, default: []].append((line, literal.count - (close - open - 1)))
      return (try? ScratchFolder.write(path, Array(lines.joined(separator: "\n").utf8))) != nil
    }
  }

  /// What the lines of a literal say.
  private static func text(of lines: ArraySlice<String>, indent: String) -> String {
    let text = lines.map { $0.hasPrefix(indent) ? $0.dropFirst(indent.count) : $0[...] }
      .joined(separator: "\n")
    // A pair of backslashes is one; of a single one before a line end nothing is left.
    return text.split(separator: #"\\"#, omittingEmptySubsequences: false)
      .map { $0.replacing("\\\n", with: "") }.joined(separator: "\\")
  }

  /// The lines of a literal; a long line goes on behind a backslash.
  private static func literal(of text: String, indent: String) -> [String] {
    let escaped = text.split(separator: "\\", omittingEmptySubsequences: false)
      .joined(separator: "\\\\")
    return escaped.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      var rest = Substring(line)
      var pieces: [String] = []
      let room = columns - indent.count - 1
      while rest.count > room + 1 {
        let piece = rest.prefix(room)
        let end = piece.lastIndex(of: " ").map { piece.index(after: $0) } ?? piece.endIndex
        pieces.append(indent + rest[..<end] + "\\")
        rest = rest[end...]
      }
      return pieces + [rest.isEmpty ? "" : indent + rest]
    }
  }
}
