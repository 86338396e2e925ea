import LogModel
import Redaction

/// The place a claim rests on, so that a reader can look for himself.
public struct Citation: Hashable, Sendable {
  /// As the user gave it, without what is a secret in the name of a file.
  public var path: String
  /// 1-based in the decoded stream.
  public var line: Int
  /// 1-based entry of a document that holds many on one line.
  public var entry: Int?
  /// Offset of the line, or of the entry, in the decoded stream.
  public var byteOffset: Int
  /// The stamp of the event that stands there.
  public var time: Timestamp
  /// The line itself, redacted; `nil` when it cannot be read again.
  public var excerpt: String?

  /// The place of an event, with its redacted line where it is known.
  public init(_ source: SourceRef, time: Timestamp, excerpt: String? = nil) {
    path = ShownPath.text(source.path)
    line = source.line
    entry = source.entry
    byteOffset = source.byteOffset
    self.time = time
    self.excerpt = excerpt
  }

  /// `service.log.gz:5123`, or `page.json:1#7` for an entry of a document.
  public var place: String {
    SourceRef(path: path, line: line, entry: entry, byteOffset: byteOffset).citation
  }
}
