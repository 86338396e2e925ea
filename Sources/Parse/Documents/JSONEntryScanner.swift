import Scan

/// Finds the entries of JSON documents, one after another, in a window that moves along them.
///
/// Everything between entries is passed as it comes, so a document of megabytes needs no more
/// memory than its longest entry or label set. Documents may follow one another.
struct JSONEntryScanner: EntryScanner {
  private enum Frame { case object, array, values }

  private(set) var position = 0
  private let places: DocumentShape.JSONPlaces
  private var frames: [Frame] = []
  /// The document has a member that leads to entries.
  private var isKnown = false
  /// Frames around the labels that hold now.
  private var labelDepth = Int.max

  init(places: DocumentShape.JSONPlaces) { self.places = places }

  var isBetweenDocuments: Bool { frames.isEmpty }

  mutating func consumed(_ count: Int) { position -= count }

  mutating func abandon(to end: Int) {
    frames.removeAll()
    labelDepth = Int.max
    position = end
  }

  mutating func next(in window: UnsafeRawBufferPointer, isLast: Bool) -> EntryStep {
    while true {
      while position < window.count, Self.parts(window[position]) { position += 1 }
      guard position < window.count else { return .more }
      switch (frames.last, window[position]) {
      case (.some, 0x7D), (.some, 0x5D):
        if let step = pop() { return step }
      case (nil, 0x7B) where places.areOutermost:
        return entry(in: window)
      case (nil, 0x7B), (.array, 0x7B):
        guard push(.object) else { return .broken }
      case (nil, 0x5B):
        guard push(places.areOutermost ? .values : .array) else { return .broken }
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

  /// White space and commas; zeros are no white space but a hole.
  private static func parts(_ byte: UInt8) -> Bool {
    byte <= 0x20 && byte != 0 || byte == 0x2C
  }

  private mutating func pop() -> EntryStep? {
    frames.removeLast()
    position += 1
    if frames.count < labelDepth, labelDepth != Int.max {
      labelDepth = Int.max
      // What is left of the brackets comes with the next step.
      if !frames.isEmpty { return .labels(JSONSlice(kind: .object, start: 0, end: 0)) }
    }
    guard frames.isEmpty else { return nil }
    return isKnown ? .ended : .malformed(start: position - 1)
  }

  private mutating func push(_ frame: Frame) -> Bool {
    guard frames.count < 16 else { return false }
    if frames.isEmpty { isKnown = places.areOutermost }
    frames.append(frame)
    position += 1
    return true
  }

  private mutating func skipValue(
    in window: UnsafeRawBufferPointer, from start: Int
  ) -> EntryStep? {
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

  private mutating func member(in window: UnsafeRawBufferPointer) -> EntryStep? {
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
    if opener == 0x5B, places.entries.contains(where: { name.elementsEqual($0.utf8) }) {
      position = start
      isKnown = true
      return push(.values) ? nil : .broken
    }
    if opener == 0x5B || opener == 0x7B,
      places.containers.contains(where: { name.elementsEqual($0.utf8) })
    {
      position = start
      isKnown = true
      return push(opener == 0x5B ? .array : .object) ? nil : .broken
    }
    guard opener == 0x7B, name.elementsEqual(places.labels.utf8) else {
      return skipValue(in: window, from: start)
    }
    var values = JSONCursor(window, from: start)
    var slice = JSONSlice(kind: .null, start: 0, end: 0)
    switch values.value(&slice) {
    case .member:
      position = values.position
      labelDepth = frames.count
      return .labels(slice)
    case .cut: return .more
    case .end, .invalid: return .broken
    }
  }

  private mutating func entry(in window: UnsafeRawBufferPointer) -> EntryStep {
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
    return .entry(start: start)
  }
}
