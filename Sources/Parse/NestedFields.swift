import LogModel
import Scan

/// Fields in objects whose keys are the beginnings of known names: `http` of
/// `http.response.status_code`.
///
/// A name is put together from the keys on the way in a few bytes of the stack; keys that begin
/// no name are passed over, so nothing is looked into that is not known.
enum NestedFields {
  /// Objects that are looked into, one inside the other.
  private static let depthLimit = 4

  static func take(
    _ object: JSONSlice, under name: UnsafeRawBufferPointer, _ match: FieldKeyTable.Match,
    of line: UnsafeRawBufferPointer, into fields: inout RecordFields, _ clues: inout JSONClues
  ) {
    withUnsafeTemporaryAllocation(byteCount: FieldKeyTable.nameLimit, alignment: 8) { buffer in
      var length = 0
      if match.key != .wrapper || match.isPrefix {
        guard let end = append(name, to: buffer, at: 0) else { return }
        length = end
      }
      walk(
        object, Place(name: buffer, length: length, depth: 1, isWrapped: length == 0), of: line,
        into: &fields, &clues)
    }
  }

  /// The way that led to an object.
  private struct Place {
    var name: UnsafeMutableRawBufferPointer
    var length: Int
    var depth: Int
    var isWrapped: Bool
  }

  private static func append(
    _ key: UnsafeRawBufferPointer, to name: UnsafeMutableRawBufferPointer, at start: Int
  ) -> Int? {
    let first = start == 0 ? 0 : start &+ 1
    guard first &+ key.count < name.count else { return nil }
    if start > 0 { name[start] = 0x2E }
    for (at, byte) in key.enumerated() { name[first &+ at] = byte }
    return first &+ key.count
  }

  private static func walk(
    _ object: JSONSlice, _ place: Place, of line: UnsafeRawBufferPointer,
    into fields: inout RecordFields, _ clues: inout JSONClues
  ) {
    var cursor = JSONCursor(line, from: object.start)
    guard cursor.enterObject() else { return }
    var member = JSONMember()
    while cursor.nextMember(&member) == .member {
      let key = UnsafeRawBufferPointer(rebasing: line[member.keyStart..<member.keyEnd])
      guard let end = append(key, to: place.name, at: place.length),
        var match = FieldKeyTable.standard.match(
          UnsafeRawBufferPointer(rebasing: place.name[..<end]))
      else { continue }
      if member.value.kind == .object {
        if isBody(match) {
          // Express's logger keeps what it says of a call among the wrapped fields.
          if place.isWrapped, CallObject.isShort(key) {
            _ = CallObject.take(member.value, of: line, into: &fields, &clues)
          }
          continue
        }
        guard match.isContainer, place.depth < depthLimit else { continue }
        var inner = place
        inner.length = match.key == .wrapper && !match.isPrefix ? 0 : end
        inner.isWrapped = place.isWrapped || inner.length == 0
        inner.depth += 1
        walk(member.value, inner, of: line, into: &fields, &clues)
        continue
      }
      guard !match.isPrefix, mayBeNested(match) else { continue }
      if place.isWrapped {
        match = match.nested
        if match.key == .message { clues.hasWrappedMessage = true }
      }
      JSONFieldTaker.put(member.value, as: match, of: line, into: &fields, &clues)
    }
  }

  private static func isBody(_ match: FieldKeyTable.Match) -> Bool {
    !match.isPrefix && (match.key == .requestBody || match.key == .responseBody)
  }

  /// What is told of the record alone is not looked for inside.
  private static func mayBeNested(_ match: FieldKeyTable.Match) -> Bool {
    switch match.key {
    case .type, .name, .labels, .envelopeLine: false
    default: true
    }
  }
}
