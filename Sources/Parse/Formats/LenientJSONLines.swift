import LogModel
import Scan

/// A line that means to be JSON and is not, as careless masking of secrets leaves it.
///
/// Known keys are looked for wherever they stand; a line that gives neither a status nor a
/// level nor a message is refused. So is one that is cut, or has something behind its object.
public struct LenientJSONLines: LogFormat {
  public var name: String { "json-lines (lenient)" }
  /// Containers that are walked to the line's end in vain; then only scalars are read, so that
  /// the time stays in proportion to the line.
  private static let failureLimit = 16

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool { head.first == 0x7B }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    guard line.first == 0x7B, line.last(where: { $0 > 0x20 }) == 0x7D,
      let base = line.bindMemory(to: UInt8.self).baseAddress, isOneObject(line)
    else { return false }
    var at = 1
    var failures = 0
    var clues = UnresolvedJSONFields()
    while at < line.count {
      // Words for numbers, zeros before them and commas behind the last are another writer's
      // mistake, not masking: nothing says what else it writes otherwise than JSON.
      if base[at] == 0x2C, endsEarly(line, behind: at) { return false }
      guard base[at] == 0x22, isKeyStart(base, at) else {
        at &+= 1
        continue
      }
      guard let next = member(at: at, of: line, &failures, into: &fields, &clues) else {
        return false
      }
      at = next
    }
    if clues.isAny { JSONFieldResolution.settle(clues, of: line, into: &fields) }
    fields.isLenient = true
    return fields.status != 0 || fields.level != .unknown || fields.message != nil
  }

  /// Nothing follows the brace that closes the first one, as far as strings can be told.
  private func isOneObject(_ line: UnsafeRawBufferPointer) -> Bool {
    var cursor = JSONCursor(line)
    var whole = JSONSlice(kind: .null, start: 0, end: 0)
    return cursor.value(&whole) != .member || cursor.isAtEnd()
  }

  private func endsEarly(_ line: UnsafeRawBufferPointer, behind comma: Int) -> Bool {
    let next = line[(comma + 1)...].first { $0 > 0x20 }
    return next == 0x7D || next == 0x5D
  }

  /// `NaN`, `Infinity`, `01`.
  private func isBadNumber(_ line: UnsafeRawBufferPointer, behind colon: Int) -> Bool {
    var rest = line[(colon + 1)...].drop { $0 <= 0x20 }
    if rest.first == 0x2D { rest = rest.dropFirst() }
    if rest.first == 0x30 { return rest.dropFirst().first.map { $0 &- 0x30 < 10 } ?? false }
    return rest.starts(with: "NaN".utf8) || rest.starts(with: "Infinity".utf8)
  }

  /// A key stands behind a brace or a comma, blanks aside.
  private func isKeyStart(_ base: UnsafePointer<UInt8>, _ at: Int) -> Bool {
    var before = at &- 1
    while before > 0, base[before] == 0x20 { before &-= 1 }
    return base[before] == 0x7B || base[before] == 0x2C
  }

  /// Reads the member whose key's quote is at `start`; returns where to look on,
  /// or `nil` where the line is to be refused.
  private func member(
    at start: Int, of line: UnsafeRawBufferPointer, _ failures: inout Int,
    into fields: inout RecordFields, _ clues: inout UnresolvedJSONFields
  ) -> Int? {
    var member = JSONMember()
    var keys = JSONCursor(line, from: start)
    var slice = JSONSlice(kind: .null, start: 0, end: 0)
    guard keys.value(&slice) == .member, slice.kind == .string else { return start &+ 1 }
    member.keyStart = slice.start
    member.keyEnd = slice.end
    var colon = keys.position
    while colon < line.count, line[colon] == 0x20 { colon &+= 1 }
    guard colon < line.count, line[colon] == 0x3A else { return start &+ 1 }
    var first = colon &+ 1
    while first < line.count, line[first] == 0x20 { first &+= 1 }
    let isContainer = first < line.count && (line[first] == 0x7B || line[first] == 0x5B)
    if isContainer, failures >= Self.failureLimit { return first }
    var values = JSONCursor(line, from: first)
    guard values.value(&member.value) == .member else {
      if isBadNumber(line, behind: colon) { return nil }
      if isContainer { failures &+= 1 }
      return first
    }
    let name = UnsafeRawBufferPointer(rebasing: line[member.keyStart..<member.keyEnd])
    if let match = FieldKeyTable.standard.match(name) {
      JSONFieldTaker.take(member, as: match, of: line, into: &fields, &clues)
    }
    return values.position
  }
}
