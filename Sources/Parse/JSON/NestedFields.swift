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
    of line: UnsafeRawBufferPointer, into fields: inout RecordFields,
    _ clues: inout UnresolvedJSONFields
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
    into fields: inout RecordFields, _ clues: inout UnresolvedJSONFields
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

/// `req` and `res` may be a body, or an object about the call: then its fields count.
///
/// An object about a request names its method and path, one about an answer its status; a
/// body may have a `status` of its own, such as that of an order.
enum CallObject {
  private typealias Found = (value: JSONSlice, match: FieldKeyTable.Match)

  /// `req`, `res`, `request`, `response`: the names that are not only a body's.
  static func isShort(_ name: UnsafeRawBufferPointer) -> Bool {
    ["req", "res", "request", "response"].contains { name.elementsEqual($0.utf8) }
  }

  /// - Returns: false for a body.
  static func take(
    _ object: JSONSlice, of line: UnsafeRawBufferPointer, into fields: inout RecordFields,
    _ clues: inout UnresolvedJSONFields
  ) -> Bool {
    var cursor = JSONCursor(line, from: object.start)
    guard cursor.enterObject() else { return false }
    var member = JSONMember()
    var about: [Found] = []
    var headers: JSONSlice?
    var hasSize = false
    while cursor.nextMember(&member) == .member {
      let name = UnsafeRawBufferPointer(rebasing: line[member.keyStart..<member.keyEnd])
      if member.value.kind == .object {
        if name.elementsEqual("headers".utf8) { headers = member.value }
        continue
      }
      hasSize =
        hasSize
        || ["size", "bytes", "content_length"].contains {
          name.elementsEqual($0.utf8)
        }
      guard let match = FieldKeyTable.standard.match(name), !match.isPrefix else { continue }
      switch match.key {
      case .method, .path, .address, .userAgent: break
      case .latency: guard match.way != .unstated else { continue }
      case .status:
        guard match.way != .code, JSONFieldTaker.status(member.value, in: line) != nil else {
          continue
        }
      default: continue
      }
      about.append((member.value, match))
    }
    guard isCall(about, hasTraits: headers != nil || hasSize) else { return false }
    for (value, match) in about {
      JSONFieldTaker.put(value, as: match, of: line, into: &fields, &clues)
    }
    if let headers { takeAgent(headers, of: line, into: &fields) }
    return true
  }

  /// `status` alone is too common a word: an answer with it has headers or a size, too.
  private static func isCall(_ about: [Found], hasTraits: Bool) -> Bool {
    func has(_ key: FieldKey) -> Bool { about.contains { $0.match.key == key } }
    return has(.method) && has(.path)
      || about.contains { $0.match.key == .status && ($0.match.way != .weak || hasTraits) }
  }

  private static func takeAgent(
    _ headers: JSONSlice, of line: UnsafeRawBufferPointer, into fields: inout RecordFields
  ) {
    var cursor = JSONCursor(line, from: headers.start)
    guard cursor.enterObject() else { return }
    var member = JSONMember()
    while cursor.nextMember(&member) == .member {
      let name = line[member.keyStart..<member.keyEnd]
      guard name.count == 10, name.lazy.map({ $0 | 0x20 }).elementsEqual("user-agent".utf8) else {
        continue
      }
      var value = member.value
      if value.kind == .array {
        // Some write the values of a header as a list.
        var list = JSONCursor(line, from: value.start)
        guard list.enterArray(), list.nextElement(&value) == .member else { return }
      }
      if value.kind == .string, value.count > 0 { fields.userAgent = value }
    }
  }
}
