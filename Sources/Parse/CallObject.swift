import LogModel
import Scan

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
    _ clues: inout JSONClues
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
