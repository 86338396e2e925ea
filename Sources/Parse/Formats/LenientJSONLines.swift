import LogModel
import Scan

/// A line that means to be JSON and is not, as careless masking of secrets leaves it.
///
/// Known keys are looked for wherever they stand; a line that gives neither a status nor a
/// level nor a message is refused. So is one that is cut, or has something behind its object.
public struct LenientJSONLines: LogFormat {
  public var name: String { "json-lines (lenient)" }

  public init() {}

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    guard line.first == 0x7B, line.last(where: { $0 > 0x20 }) == 0x7D,
      let base = line.bindMemory(to: UInt8.self).baseAddress, isOneObject(line)
    else { return false }
    var at = 1
    while at < line.count {
      guard base[at] == 0x22, isKeyStart(base, at) else {
        at &+= 1
        continue
      }
      at = member(at: at, of: line, into: &fields)
    }
    fields.isLenient = true
    return fields.status != 0 || fields.level != .unknown || fields.message != nil
  }

  /// Nothing follows the brace that closes the first one, as far as strings can be told.
  private func isOneObject(_ line: UnsafeRawBufferPointer) -> Bool {
    var cursor = JSONCursor(line)
    var whole = JSONSlice(kind: .null, start: 0, end: 0)
    return cursor.value(&whole) != .member || cursor.isAtEnd()
  }

  /// A key stands behind a brace or a comma, blanks aside.
  private func isKeyStart(_ base: UnsafePointer<UInt8>, _ at: Int) -> Bool {
    var before = at &- 1
    while before > 0, base[before] == 0x20 { before &-= 1 }
    return base[before] == 0x7B || base[before] == 0x2C
  }

  /// Reads the member whose key's quote is at `start`; returns where to look on.
  private func member(
    at start: Int, of line: UnsafeRawBufferPointer, into fields: inout RecordFields
  ) -> Int {
    var member = JSONMember()
    var keys = JSONCursor(line, from: start)
    var slice = JSONSlice(kind: .null, start: 0, end: 0)
    guard keys.value(&slice) == .member, slice.kind == .string else { return start &+ 1 }
    member.keyStart = slice.start
    member.keyEnd = slice.end
    var colon = keys.position
    while colon < line.count, line[colon] == 0x20 { colon &+= 1 }
    guard colon < line.count, line[colon] == 0x3A else { return start &+ 1 }
    var values = JSONCursor(line, from: colon &+ 1)
    guard values.value(&member.value) == .member else { return colon &+ 1 }
    JSONFieldTaker.take(member, of: line, by: .standard, into: &fields)
    return values.position
  }
}
