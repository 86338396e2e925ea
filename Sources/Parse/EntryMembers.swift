import Scan

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
