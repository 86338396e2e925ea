import Ingest
import LogModel

extension LineReader {
  /// Reads the entries of Loki documents; each counts as a line of the account.
  mutating func readDocuments(of stream: DecodedStream) {
    var walk = DocumentWalk(stream: stream)
    var labels: SharedContext?
    while true {
      switch walk.next() {
      case .labels(let bytes): labels = labelled(bytes, in: context)
      case .entry(let entry):
        linesMet += 1
        guard segments.isWanted(entry.place.offset) else { continue }
        take(
          entry: entry.text, isEscaped: true, stamp: entry.stamp, labels: labels, at: entry.place)
      case .unread(let place):
        linesMet += 1
        refuse(.unreadLines, at: place)
      case .torn(let place):
        linesMet += 1
        account.unread += 1
        warnings.note(
          .unreadLines, line: place.line, byteOffset: place.offset,
          "the document is cut here; not read")
      case .end: return
      }
    }
  }
}
