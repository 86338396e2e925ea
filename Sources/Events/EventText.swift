/// The bytes of one event file as they come: a window, of which a form holds no more than a row
/// needs, so that the size of a file is not that of the memory it takes.
struct EventText {
  /// The longest row that is read; so much is always in the window, or all that is left.
  static let rowLimit = 1 << 20
  /// What is read ahead, so that the window is seldom moved.
  private static let windowSize = 4 << 20
  /// Bytes that may be looked at for objects that never end; afterwards a row is one line.
  private static let fruitlessLimit = 16 << 20

  let path: String
  private(set) var bytes: [UInt8] = []
  /// Where the next row is looked for, in ``bytes``.
  private(set) var index = 0
  /// 1-based line of the file in which ``index`` lies.
  private(set) var line = 1
  private var dropped = 0
  private var hasEnded = false
  private var fruitless = 0
  private let more: () -> [UInt8]?

  /// - Parameter more: the next bytes of the file, any number of them; `nil` at its end.
  init(path: String, more: @escaping () -> [UInt8]?) {
    self.path = path
    self.more = more
    _ = prepare()
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  /// Offset in the file of ``index``.
  var offset: Int { dropped + index }

  /// Whether the window holds the rest of the file.
  var isWhole: Bool { hasEnded }

  /// Where a row that begins at ``index`` must have ended.
  var rowEnd: Int {
    let end = min(bytes.count, index + Self.rowLimit)
    guard fruitless > Self.fruitlessLimit else { return end }
    // With the line's end: a row before it ends there, and the next look must go past it.
    return bytes[index..<end].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? end
  }

  /// The first bytes, to tell the form of the file by.
  var head: EventContent {
    EventContent(path: path, bytes: Array(bytes.prefix(Self.rowLimit)))
  }

  /// All that is left of the file, as far as it fits; what is longer is left for later calls.
  mutating func rest(upTo limit: Int) -> EventContent {
    while !hasEnded, bytes.count - index < limit {
      if let next = more() { bytes += next } else { hasEnded = true }
    }
    let (line, offset) = (line, offset)
    let rest = Array(bytes[index...])
    advance(to: bytes.count)
    return EventContent(
      path: path, bytes: rest, linesBefore: line - 1, bytesBefore: offset)
  }

  /// Makes sure that the window holds a whole row.
  ///
  /// - Returns: `false` at the end of the file.
  mutating func prepare() -> Bool {
    guard !hasEnded, bytes.count - index < Self.rowLimit else { return index < bytes.count }
    bytes.removeFirst(index)
    dropped += index
    index = 0
    while bytes.count < Self.windowSize, !hasEnded {
      if let next = more() { bytes += next } else { hasEnded = true }
    }
    return index < bytes.count
  }

  /// Goes on to a place in ``bytes``.
  mutating func advance(to place: Int) {
    let place = min(max(place, index), bytes.count)
    for byte in bytes[index..<place] where byte == UInt8(ascii: "\n") { line += 1 }
    index = place
  }

  /// Goes on behind the end of the line that ``index`` lies in.
  mutating func skipLine() {
    while prepare() {
      if let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) {
        return advance(to: end + 1)
      }
      advance(to: bytes.count)
    }
  }

  /// Notes that what begins at ``index`` was read up to `place` in vain.
  mutating func failed(at place: Int) { fruitless += max(0, place - index) }
}
