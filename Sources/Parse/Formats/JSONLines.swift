import LogModel
import Scan

/// One JSON object a line, its keys known by many names; or a bare JSON string, a message.
///
/// The line is walked to its end, so a line that is no JSON is never taken for one; of
/// duplicate keys the last wins.
public struct JSONLines: LogFormat {
  public var name: String { "json-lines" }

  private let keys = FieldKeyTable.standard

  public init() {}

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    guard let first = line.first else { return false }
    if first == 0x22 { return readString(line, into: &fields) }
    guard first == 0x7B else { return false }
    var cursor = JSONCursor(line)
    guard cursor.enterObject() else { return false }
    var member = JSONMember()
    while true {
      switch cursor.nextMember(&member) {
      case .member: JSONFieldTaker.take(member, of: line, by: keys, into: &fields)
      case .end:
        fields.isObject = true
        return cursor.isAtEnd()
      case .invalid, .cut: return false
      }
    }
  }

  private func readString(
    _ line: UnsafeRawBufferPointer, into fields: inout RecordFields
  ) -> Bool {
    var cursor = JSONCursor(line)
    var slice = JSONSlice(kind: .null, start: 0, end: 0)
    guard cursor.value(&slice) == .member, slice.kind == .string, cursor.isAtEnd() else {
      return false
    }
    fields.message = slice
    return true
  }
}
