import LogModel

/// The warnings of one event file: each said once, with a count and its first place.
struct EventWarnings {
  private(set) var all: [InputWarning] = []

  /// Counts one more of `message`; the first place stays.
  mutating func add(
    _ code: InputWarning.Code, line: Int? = nil, byteOffset: Int? = nil, _ message: String
  ) {
    if let index = all.firstIndex(where: { $0.code == code && $0.message == message }) {
      all[index].count += 1
    } else {
      all.append(.init(code, line: line, byteOffset: byteOffset, message: message))
    }
  }
}
