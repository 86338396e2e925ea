import Ingest
import LogModel
import Scan

extension StreamParser {
  /// Reads the entries of Loki documents; each counts as a line of the account.
  func readDocuments() {
    var scanner = LokiEntryScanner()
    var labels: StreamContext?
    var lines = LineCounter()
    if stream.window.starts(with: [0xEF, 0xBB, 0xBF]) { stream.consume(3) }
    while true {
      let window = stream.window
      let origin = stream.offset
      switch scanner.next(in: window) {
      case .labels(let slice): labels = labelled(window.slice(slice))
      case .entry(let start, let stamp, let text):
        let place = lines.place(of: start, in: window, origin: origin)
        take(
          entry: window.slice(text), isEscaped: true, stamp: window.slice(stamp),
          labels: labels, at: place)
      case .malformed(let start):
        linesMet += 1
        refuse(.unreadLines, at: lines.place(of: start, in: window, origin: origin))
      case .broken:
        let stop = window[scanner.position...].firstIndex(of: 0x0A) ?? window.count
        linesMet += 1
        refuse(
          .unreadLines, at: lines.place(of: scanner.position, in: window, origin: origin))
        scanner.abandon(to: stop)
      case .more:
        lines.pass(window, to: scanner.position, origin: origin)
        stream.consume(scanner.position)
        scanner.consumed(scanner.position)
        guard fillDocument(&scanner, &lines) else { return }
      }
    }
  }

  /// Decodes more of a document; false at the end, when what is left has been accounted for.
  private func fillDocument(
    _ scanner: inout LokiEntryScanner, _ lines: inout LineCounter
  ) -> Bool {
    switch stream.fill() {
    case .more: return true
    case .seam, .full, .end:
      let isTorn = !scanner.isBetweenDocuments || stream.window.contains { $0 > 0x20 }
      if isTorn {
        linesMet += 1
        account.unread += 1
        let place = lines.place(of: 0, in: stream.window, origin: stream.offset)
        warnings.note(
          .unreadLines, line: place.line, byteOffset: place.offset,
          "the document is cut here; not read")
        scanner.abandon(to: 0)
        stream.consume(stream.window.count)
      }
      return stream.fill() == .more
    }
  }
}

/// Counts the lines of a stream as places in it are asked for, in ascending order.
struct LineCounter {
  /// Line of ``position``, 1-based.
  private var line = 1
  private var position = 0
  /// Line and number of the entry asked for last.
  private var entryLine = 0
  private var entry = 0

  mutating func pass(_ window: UnsafeRawBufferPointer, to stop: Int, origin: Int) {
    let from = max(0, position - origin)
    guard stop > from else { return }
    for byte in window[from..<stop] where byte == 0x0A { line += 1 }
    position = origin + stop
  }

  mutating func place(of start: Int, in window: UnsafeRawBufferPointer, origin: Int) -> Place {
    pass(window, to: start, origin: origin)
    entry = entryLine == line ? entry + 1 : 1
    entryLine = line
    return Place(line: line, entry: entry, offset: origin + start)
  }
}
