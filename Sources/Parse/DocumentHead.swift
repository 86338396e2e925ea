import Scan

/// The first keys of a stream that may be one large JSON document.
enum DocumentHead {
  /// Keys of the outermost object whose values begin within `head`; the last may be cut.
  static func keys(of head: UnsafeRawBufferPointer) -> [String] {
    var cursor = JSONCursor(head, from: head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    guard cursor.enterObject() else { return [] }
    var keys: [String] = []
    var member = JSONMember()
    while keys.count < 4 {
      // A cut value has a key all the same; a key that was not reached stays empty.
      member.keyStart = 0
      member.keyEnd = 0
      let step = cursor.nextMember(&member)
      guard step != .end, member.keyEnd > member.keyStart,
        member.value.kind != .string || step == .member
      else { break }
      keys.append(String(decoding: head[member.keyStart..<member.keyEnd], as: UTF8.self))
      if step != .member { break }
    }
    return keys
  }
}
