import Ingest

/// Walks the documents of a stream, entry by entry, each with its place.
///
/// Whoever numbers entries walks this way, so that a place leads back to the entry it was
/// given for. What a step holds is valid until the next one.
struct DocumentWalk {
  enum Step {
    /// What the document says of the entries that follow; empty where that ends.
    case labels(UnsafeRawBufferPointer)
    case entry(Entry)
    /// Something that is no entry; it counts as one line.
    case unread(LineLocation)
    /// The stream is cut inside a document; what is left of it counts as one line.
    case torn(LineLocation)
    /// A document is over; others may follow.
    case ended
    case end
  }

  struct Entry {
    var place: LineLocation
    /// The entry as it stands.
    var whole: UnsafeRawBufferPointer
  }

  private let stream: DecodedStream
  private var scanner: any EntryScanner
  private var lines = LineCounter()
  /// After something that is no JSON: the rest of its line says nothing.
  private var isSkipping = false
  /// Nothing comes behind the window.
  private var isLast = false

  init(stream: DecodedStream, shape: DocumentShape) {
    self.stream = stream
    scanner = shape.scanner
    if stream.window.starts(with: [0xEF, 0xBB, 0xBF]) { stream.consume(3) }
  }

  /// The columns of a table.
  var header: [String] { scanner.header }

  mutating func next() -> Step {
    while true {
      if isSkipping { skipLine() }
      let window = stream.window
      switch scanner.next(in: window, isLast: isLast) {
      case .labels(let slice): return .labels(window.slice(slice))
      case .ended: return .ended
      case .entry(let start):
        return .entry(
          Entry(
            place: place(of: start),
            whole: UnsafeRawBufferPointer(rebasing: window[start..<scanner.position])))
      case .malformed(let start): return .unread(place(of: start))
      case .broken:
        isSkipping = true
        return .unread(place(of: scanner.position))
      case .more:
        moveOn()
        let fill = stream.fill()
        if fill == .more { continue }
        if fill == .end, !isLast {
          isLast = true
          continue
        }
        if let place = tear() {
          isSkipping = fill == .full
          return .torn(place)
        }
        isSkipping = false
        if fill == .end { return .end }
      }
    }
  }

  private mutating func place(of start: Int) -> LineLocation {
    lines.place(of: start, in: stream.window, origin: stream.offset)
  }

  /// Gives up the part of the window that is done with.
  private mutating func moveOn() {
    lines.pass(stream.window, to: scanner.position, origin: stream.offset)
    stream.consume(scanner.position)
    scanner.consumed(scanner.position)
  }

  /// Passes what is left of the line, as far as the window goes.
  private mutating func skipLine() {
    let stop = stream.window[scanner.position...].firstIndex(of: 0x0A)
    scanner.abandon(to: stop ?? stream.window.count)
    if stop != nil { isSkipping = false }
  }

  /// Gives up a document that does not go on; `nil` when there is none.
  private mutating func tear() -> LineLocation? {
    guard !scanner.isBetweenDocuments || stream.window.contains(where: { $0 > 0x20 }) else {
      return nil
    }
    let torn = place(of: 0)
    scanner.abandon(to: stream.window.count)
    moveOn()
    return torn
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

  mutating func place(of start: Int, in window: UnsafeRawBufferPointer, origin: Int) -> LineLocation
  {
    pass(window, to: start, origin: origin)
    entry = entryLine == line ? entry + 1 : 1
    entryLine = line
    return LineLocation(line: line, entry: entry, offset: origin + start)
  }
}
