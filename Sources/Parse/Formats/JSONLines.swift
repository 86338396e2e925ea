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

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    head.first == 0x7B || head.first == 0x22
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    guard let first = line.first else { return false }
    if first == 0x22 { return readString(line, into: &fields) }
    guard first == 0x7B else { return false }
    var cursor = JSONCursor(line)
    guard cursor.enterObject() else { return false }
    var member = JSONMember()
    var clues = UnresolvedJSONFields()
    while true {
      switch cursor.nextMember(&member) {
      case .member:
        let name = UnsafeRawBufferPointer(rebasing: line[member.keyStart..<member.keyEnd])
        guard let match = keys.match(name) else { continue }
        JSONFieldTaker.take(member, as: match, of: line, into: &fields, &clues)
      case .end:
        guard cursor.isAtEnd() else { return false }
        Self.finish(line, clues, into: &fields)
        return true
      case .invalid, .cut: return false
      }
    }
  }

  /// The same reading, faster where a line is like those before it.
  func read(
    _ line: UnsafeRawBufferPointer, into fields: inout RecordFields,
    with reader: MemberReader, _ stamps: inout StampReader
  ) -> Bool {
    guard let members = reader.read(line) else { return false }
    var clues = UnresolvedJSONFields()
    var times = 0
    for at in members.indices {
      let match = keys.match(tag: members[at].tag)
      let value = members[at].member.value
      if match.key == .time { times &+= 1 }
      if match.key == .time, value.kind == .string, !match.isPrefix,
        let civil = stamps.parse(line.slice(value))
      {
        JSONFieldTaker.take(civil, as: match, into: &fields, &clues)
        fields.stamp = value.start..<value.end
      } else {
        JSONFieldTaker.take(members[at].member, as: match, of: line, into: &fields, &clues)
      }
    }
    if times != 1 { fields.stamp = 0..<0 }
    fields.extras = reader.extras
    Self.finish(line, clues, into: &fields)
    return true
  }

  /// What only the whole line tells.
  @inline(__always)
  private static func finish(
    _ line: UnsafeRawBufferPointer, _ clues: borrowing UnresolvedJSONFields,
    into fields: inout RecordFields
  ) {
    fields.isObject = true
    if !fields.isPlain, ControlSearch.isInString(line) { fields.isLenient = true }
    if clues.isAny { JSONFieldResolution.settle(clues, of: line, into: &fields) }
    JobObject.take(line, into: &fields)
    KubernetesAudit.take(line, into: &fields)
    // Levels first: a call on what cannot be copied moves all of it there and back.
    if fields.level == .unknown, fields.isUnknown { UnknownJSON.fill(&fields, from: line) }
  }

  /// What ``read(_:into:with:_:)`` reads with.
  static func reader() -> MemberReader {
    MemberReader(
      tag: { FieldKeyTable.standard.tag(of: $0) }, extra: { AnswerShape.hash(ofName: $0) })
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
