import Ingest

/// Walks the Loki documents of a stream, entry by entry, each with its place.
///
/// Whoever numbers entries walks this way, so that a place leads back to the entry it was
/// given for. What a step holds is valid until the next one.
struct DocumentWalk {
  enum Step {
    /// New labels for the entries that follow.
    case labels(UnsafeRawBufferPointer)
    case entry(Entry)
    /// Something that is no entry; it counts as one line.
    case unread(Place)
    /// The stream is cut inside a document; what is left of it counts as one line.
    case torn(Place)
    case end
  }

  struct Entry {
    var place: Place
    /// `["ns","line"]` as it stands.
    var whole: UnsafeRawBufferPointer
    /// Both without their quotes.
    var stamp: UnsafeRawBufferPointer
    var text: UnsafeRawBufferPointer
  }

  private let stream: DecodedStream
  private var scanner = LokiEntryScanner()
  private var lines = LineCounter()
  /// After something that is no JSON: the rest of its line says nothing.
  private var isSkipping = false

  init(stream: DecodedStream) {
    self.stream = stream
    if stream.window.starts(with: [0xEF, 0xBB, 0xBF]) { stream.consume(3) }
  }

  mutating func next() -> Step {
    while true {
      if isSkipping { skipLine() }
      let window = stream.window
      switch scanner.next(in: window) {
      case .labels(let slice): return .labels(window.slice(slice))
      case .entry(let start, let stamp, let text):
        return .entry(
          Entry(
            place: place(of: start),
            whole: UnsafeRawBufferPointer(rebasing: window[start..<scanner.position]),
            stamp: window.slice(stamp), text: window.slice(text)))
      case .malformed(let start): return .unread(place(of: start))
      case .broken:
        isSkipping = true
        return .unread(place(of: scanner.position))
      case .more:
        moveOn()
        let fill = stream.fill()
        if fill == .more { continue }
        if let place = tear() {
          isSkipping = fill == .full
          return .torn(place)
        }
        isSkipping = false
        if fill == .end { return .end }
      }
    }
  }

  private mutating func place(of start: Int) -> Place {
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
  private mutating func tear() -> Place? {
    guard !scanner.isBetweenDocuments || stream.window.contains(where: { $0 > 0x20 }) else {
      return nil
    }
    let torn = place(of: 0)
    scanner.abandon(to: stream.window.count)
    moveOn()
    return torn
  }
}
