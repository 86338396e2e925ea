import Events
import LogModel
import Scan

/// Tells a file of events (alerts, pages, deploys, notes) from a log by its first bytes, where it
/// was found in a folder of logs.
///
/// A service may log a restart or a deploy; a file is one of events where nearly all rows are of
/// kinds that a timeline knows, and some of them are of alerts, people or deploys.
enum EventHead {
  /// So many of the rows that are looked at are of kinds that a timeline knows. A row of a person's
  /// own words is a note, of which a file of alerts or pages has few.
  private static let knownShare = 0.8

  /// Kinds that a service does not log of itself.
  private static let telling: Set<EventKind> = [
    .alertFired, .alertPending, .alertCleared, .engineerNotified, .acknowledged, .escalated,
    .declared, .deploy, .rollback, .userReport, .investigating, .ruledOut, .causeFound, .mitigation,
  ]

  /// - Parameters:
  ///   - path: its ending decides where the content does not.
  ///   - head: the first decoded bytes, the last row perhaps cut.
  static func isEvents(path: String, head: UnsafeRawBufferPointer) -> Bool {
    guard let first = head.first(where: { $0 > 0x20 }), mayBegin(first) else { return false }
    if EventShape.isKnown(head) { return true }
    let whole = head.lastIndex(of: 0x0A).map { head[...$0] } ?? head[...]
    let reader = EventReader(defaultZone: .utc, redact: { $0 })
    let file = reader.read(path: path, bytes: Array(whole))
    guard !file.rows.isEmpty, file.unread * 5 <= file.rows.count else { return false }
    // What was read out of words may be a message of a service as well.
    let known = file.rows.filter { $0.kind != .note && !$0.isTold }
    return Double(known.count) >= knownShare * Double(file.rows.count)
      && known.contains { telling.contains($0.kind) }
  }

  /// Whether a text that begins with this byte may be an object, an array, an item of YAML, or the
  /// name of a column: most logs begin with a digit, and cost no more than this.
  private static func mayBegin(_ byte: UInt8) -> Bool {
    byte == 0x7B || byte == 0x5B || byte == 0x2D || byte == 0x23 || (byte | 0x20) &- 0x61 < 26
      || byte == 0x22
  }
}
