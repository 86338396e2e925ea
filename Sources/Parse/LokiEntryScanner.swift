import Scan

/// Finds the entries of Loki documents, one after another, in a window that moves along them.
///
/// Everything between entries is passed as it comes, so a document of megabytes needs no more
/// memory than its longest entry or label set. Documents may follow one another.
struct LokiEntryScanner {
  enum Step {
    /// An entry: where it begins in the window, its stamp and its line.
    case entry(start: Int, stamp: JSONSlice, text: JSONSlice)
    /// An element of `values` that is no entry, or a document of another kind.
    case malformed(start: Int)
    /// New labels for the entries that follow.
    case labels(JSONSlice)
    /// The window ends here; nothing before ``position`` is needed again.
    case more
    /// No JSON at this place.
    case broken
  }

  private enum Frame { case object, array, values }

  /// Bytes of the window that are done with.
  private(set) var position = 0
  private var frames: [Frame] = []
  /// The document has a member that those of Loki have.
  private var isLoki = false

  /// Between documents, where a stream may end.
  var isBetweenDocuments: Bool { frames.isEmpty }

  /// The window moved: its first `count` bytes are gone.
  mutating func consumed(_ count: Int) { position -= count }

  /// Drops the document it is in and what stands up to `end`.
  mutating func abandon(to end: Int) {
    frames.removeAll()
    position = end
  }

  mutating func next(in window: UnsafeRawBufferPointer) -> Step {
    while true {
      while position < window.count, window[position] <= 0x20 || window[position] == 0x2C {
        position += 1
      }
      guard position < window.count else { return .more }
      switch (frames.last, window[position]) {
      case (.some, 0x7D), (.some, 0x5D):
        frames.removeLast()
        position += 1
        if frames.isEmpty, !isLoki { return .malformed(start: position - 1) }
      case (nil, 0x7B), (.array, 0x7B):
        guard push(.object) else { return .broken }
      case (nil, 0x5B):
        guard push(.array) else { return .broken }
      case (nil, _): return .broken
      case (.values, _): return entry(in: window)
      case (.array, _):
        if let step = skipValue(in: window, from: position) { return step }
      case (.object, 0x22):
        if let step = member(in: window) { return step }
      case (.object, _): return .broken
      }
    }
  }

  private mutating func push(_ frame: Frame) -> Bool {
    guard frames.count < 16 else { return false }
    if frames.isEmpty { isLoki = false }
    frames.append(frame)
    position += 1
    return true
  }

  private mutating func skipValue(
    in window: UnsafeRawBufferPointer, from start: Int
  ) -> Step? {
    var cursor = JSONCursor(window, from: start)
    var slice = JSONSlice(kind: .null, start: 0, end: 0)
    switch cursor.value(&slice) {
    case .member:
      // A number or literal that touches the window's end may go on behind it.
      if slice.kind == .number, cursor.position == window.count { return .more }
      position = cursor.position
      return nil
    case .cut: return .more
    case .end, .invalid: return .broken
    }
  }

  private mutating func member(in window: UnsafeRawBufferPointer) -> Step? {
    var cursor = JSONCursor(window, from: position)
    var key = JSONSlice(kind: .null, start: 0, end: 0)
    guard cursor.value(&key) == .member else { return .more }
    var colon = cursor.position
    while colon < window.count, window[colon] <= 0x20 { colon += 1 }
    guard colon < window.count else { return .more }
    guard window[colon] == 0x3A else { return .broken }
    var start = colon + 1
    while start < window.count, window[start] <= 0x20 { start += 1 }
    guard start < window.count else { return .more }
    let name = window.slice(key)
    let opener = window[start]
    if opener == 0x5B, name.elementsEqual("values".utf8) {
      position = start
      return push(.values) ? nil : .broken
    }
    if ["data", "result", "streams"].contains(where: { name.elementsEqual($0.utf8) }),
      opener == 0x5B || opener == 0x7B
    {
      position = start
      isLoki = true
      return push(opener == 0x5B ? .array : .object) ? nil : .broken
    }
    guard name.elementsEqual("stream".utf8), opener == 0x7B else {
      return skipValue(in: window, from: start)
    }
    var values = JSONCursor(window, from: start)
    var slice = JSONSlice(kind: .null, start: 0, end: 0)
    switch values.value(&slice) {
    case .member:
      position = values.position
      return .labels(slice)
    case .cut: return .more
    case .end, .invalid: return .broken
    }
  }

  private mutating func entry(in window: UnsafeRawBufferPointer) -> Step {
    let start = position
    var whole = JSONCursor(window, from: start)
    var slice = JSONSlice(kind: .null, start: 0, end: 0)
    switch whole.value(&slice) {
    case .member:
      // A number that touches the window's end may go on behind it.
      if slice.kind == .number, whole.position == window.count { return .more }
    case .cut: return .more
    case .end, .invalid: return .broken
    }
    position = whole.position
    var cursor = JSONCursor(window, from: start)
    var stamp = slice
    var text = slice
    guard slice.kind == .array, cursor.enterArray(), cursor.nextElement(&stamp) == .member,
      cursor.nextElement(&text) == .member, stamp.kind == .string, text.kind == .string
    else { return .malformed(start: start) }
    return .entry(start: start, stamp: stamp, text: text)
  }
}
