/// Where a line stands: the path as the user gave it, and the line in the decoded stream.
public struct SourceRef: Hashable, Comparable, Sendable {
  public var path: String
  /// 1-based.
  public var line: Int
  /// 1-based entry of a document that holds many entries on one line.
  public var entry: Int?
  /// Offset of the line, or of the entry, in the decoded stream.
  public var byteOffset: Int

  public init(path: String, line: Int, entry: Int? = nil, byteOffset: Int) {
    self.path = path
    self.line = line
    self.entry = entry
    self.byteOffset = byteOffset
  }

  public static func < (a: SourceRef, b: SourceRef) -> Bool {
    (a.path, a.line, a.entry ?? 0) < (b.path, b.line, b.entry ?? 0)
  }

  /// `service.log.gz:5123`, or `page.json:1#7` for an entry of a document.
  public var citation: String { "\(path):\(line)" + (entry.map { "#\($0)" } ?? "") }
}
