/// The bytes of one event file, and what telling its form needs of them.
struct EventContent: Sendable {
  var path: String
  var bytes: [UInt8]
  /// Where the bytes begin behind a byte order mark.
  var start: Int
  /// Offsets at which lines begin, ascending.
  let lineStarts: [Int]

  init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var starts = [0]
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(index + 1)
    }
    lineStarts = starts
  }

  /// The 1-based line that holds the byte at `offset`.
  func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while low < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return max(1, low)
  }

  /// Where the 1-based `line` begins; the nearest one for a line that is not there.
  func offset(ofLine line: Int) -> Int {
    lineStarts[min(max(0, line - 1), lineStarts.count - 1)]
  }

  /// The first lines that are not blank, without the blanks around them.
  func firstLines(_ limit: Int) -> [(line: Int, text: ArraySlice<UInt8>)] {
    var found: [(line: Int, text: ArraySlice<UInt8>)] = []
    for (index, lineStart) in lineStarts.enumerated() where found.count < limit {
      let end = index + 1 < lineStarts.count ? lineStarts[index + 1] : bytes.count
      let from = max(start, lineStart)
      guard from < end else { continue }
      let isBlank: (UInt8) -> Bool = { $0 <= 0x20 }
      let text = bytes[from..<end].drop(while: isBlank)
      guard let last = text.lastIndex(where: { !isBlank($0) }) else { continue }
      found.append((index + 1, text[...last]))
    }
    return found
  }
}
