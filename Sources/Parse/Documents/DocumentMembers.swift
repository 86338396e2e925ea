import Scan

/// The first keys of a stream that may be one large JSON document.
enum DocumentHead {
  /// Keys of the outermost object whose values begin within `head`; the last may be cut.
  static func keys(of head: UnsafeRawBufferPointer) -> [String] {
    var cursor = JSONCursor(head, from: start(of: head))
    return cursor.enterObject() ? keys(&cursor, in: head).map(\.key) : []
  }

  /// The same of the object that the outermost one holds under `name`.
  static func keys(of head: UnsafeRawBufferPointer, inside name: String) -> [String] {
    var cursor = JSONCursor(head, from: start(of: head))
    guard cursor.enterObject(),
      let outer = keys(&cursor, in: head).first(where: { $0.key == name })
    else { return [] }
    var inner = JSONCursor(head, from: outer.end)
    return inner.enterObject() ? keys(&inner, in: head).map(\.key) : []
  }

  /// Keys of the first object in the array that is outermost, or that the outermost object holds
  /// under `name`; `nil` where no object begins there.
  static func keysOfFirstElement(
    of head: UnsafeRawBufferPointer, in name: String? = nil
  ) -> [String]? {
    var start = start(of: head)
    if let name {
      var cursor = JSONCursor(head, from: start)
      guard cursor.enterObject(),
        let member = keys(&cursor, in: head).first(where: { $0.key == name })
      else { return nil }
      start = member.end
    }
    var cursor = JSONCursor(head, from: start)
    guard cursor.enterArray() else { return nil }
    var inner = JSONCursor(head, from: cursor.position)
    return inner.enterObject() ? keys(&inner, in: head, limit: 8).map(\.key) : nil
  }

  static func start(of head: UnsafeRawBufferPointer) -> Int {
    head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Each key with where its value begins, blanks aside.
  private static func keys(
    _ cursor: inout JSONCursor, in head: UnsafeRawBufferPointer, limit: Int = 4
  ) -> [(key: String, end: Int)] {
    var keys: [(key: String, end: Int)] = []
    var member = JSONMember()
    while keys.count < limit {
      // A cut value has a key all the same; a key that was not reached stays empty.
      member.keyStart = 0
      member.keyEnd = 0
      let step = cursor.nextMember(&member)
      guard step != .end, member.keyEnd > member.keyStart else { break }
      let colon = head[member.keyEnd...].firstIndex(of: 0x3A) ?? head.count - 1
      keys.append(
        (
          String(decoding: head[member.keyStart..<member.keyEnd], as: UTF8.self), colon + 1
        ))
      if step != .member { break }
    }
    return keys
  }
}

/// The members of one object that an envelope asks for, and whether it has others.
struct EntryMembers {
  private var values: [JSONSlice?]
  private(set) var hasOthers = false

  /// `nil` for what is no object that ends with the bytes; of equal keys the last wins.
  init?(of line: UnsafeRawBufferPointer, named names: [StaticString]) {
    var cursor = JSONCursor(line)
    guard cursor.enterObject() else { return nil }
    values = [JSONSlice?](repeating: nil, count: names.count)
    var member = JSONMember()
    loop: while true {
      switch cursor.nextMember(&member) {
      case .member: break
      case .end: break loop
      case .invalid, .cut: return nil
      }
      let key = UnsafeRawBufferPointer(rebasing: line[member.keyStart..<member.keyEnd])
      if let index = names.firstIndex(where: { Self.isSame(key, $0) }) {
        values[index] = member.value
      } else {
        hasOthers = true
      }
    }
    guard cursor.isAtEnd() else { return nil }
  }

  subscript(_ index: Int) -> JSONSlice? { values[index] }

  private static func isSame(_ key: UnsafeRawBufferPointer, _ name: StaticString) -> Bool {
    key.count == name.utf8CodeUnitCount
      && key.elementsEqual(
        UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
  }
}
