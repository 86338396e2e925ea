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
