import LogModel
import Scan

/// A few words before a JSON object that ends the line: `2025-04-08 15:05:09 ERROR app {"msg":…}`.
///
/// The object is the record where it has a message or a time, or tells of a request; an object
/// of details behind a message of text is none. The words may date and grade it.
public struct PrefixedJSON: LineEnvelope {
  public var name: String { "prefixed-json" }
  /// Bytes before the object.
  private static let prefixLimit = 120

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    head.count == 8 && head.first != 0x7B && head.first != 0x22
  }

  public func unwrap(_ line: UnsafeRawBufferPointer) -> Unwrapped {
    guard line.last(where: { $0 > 0x20 }) == 0x7D,
      let start = line.prefix(Self.prefixLimit + 1).indices.first(where: {
        line[$0] == 0x7B && InnerText.isObject(line, at: $0)
      }), start > 0
    else { return .foreign }
    var cursor = JSONCursor(line, from: start)
    var object = JSONSlice(kind: .null, start: 0, end: 0)
    guard cursor.value(&object) == .member, cursor.isAtEnd() else { return .foreign }
    var wrapped = Wrapped(text: object)
    let prefix = UnsafeRawBufferPointer(rebasing: line[..<start])
    var stampEnd = 0
    if let stamp = Self.stamp(in: prefix) {
      stamp.date(&wrapped)
      stampEnd = stamp.end
    }
    let isDated = wrapped.time != nil || wrapped.localTime != nil
    guard Self.isRecord(line.slice(object), isDated: isDated) else { return .foreign }
    wrapped.level = MessageHead(prefix, from: stampEnd, level: .unknown).level
    return .record(wrapped)
  }

  /// The first stamp among the words.
  private static func stamp(in prefix: UnsafeRawBufferPointer) -> LeadingStamp? {
    for at in prefix.indices where at == 0 || !EnvelopeHead.isLetterOrDigit(prefix[at - 1]) {
      if let stamp = EnvelopeStamp.iso(prefix, from: at, spaced: true) { return stamp }
      if let stamp = EnvelopeStamp.month(prefix, from: at) { return stamp }
    }
    return nil
  }

  private static func isRecord(_ object: UnsafeRawBufferPointer, isDated: Bool) -> Bool {
    var cursor = JSONCursor(object)
    guard cursor.enterObject() else { return false }
    var member = JSONMember()
    var hasTime = false
    var hasMessage = false
    var hasPath = false
    var hasStatus = false
    while cursor.nextMember(&member) == .member {
      let key = UnsafeRawBufferPointer(rebasing: object[member.keyStart..<member.keyEnd])
      guard let match = FieldKeyTable.standard.match(key) else { continue }
      let value = object.slice(member.value)
      switch match.key {
      case .time:
        hasTime = hasTime || TimestampText.parse(value) != nil || EpochText.parse(value) != nil
      case .message: hasMessage = hasMessage || member.value.kind == .string
      case .path: hasPath = true
      case .status: hasStatus = true
      default: break
      }
    }
    return hasTime || isDated && (hasMessage || hasPath && hasStatus)
  }
}

/// `STAMP text` as tools put a stamp before every line: CloudWatch's export, `docker logs -t`,
/// `kubectl logs --timestamps`.
///
/// A logger's own lines begin so as well: it is this only where the text is a record of a form
/// of its own.
public struct StampedLines: LineEnvelope {
  public var name: String { "stamped-lines" }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    EnvelopeHead.isDate(head)
  }

  public func unwrap(_ line: UnsafeRawBufferPointer) -> Unwrapped {
    guard let stamp = EnvelopeStamp.iso(line, from: 0), line[10] == 0x54,
      stamp.end + 1 < line.count, line[stamp.end] == 0x20 || line[stamp.end] == 0x09,
      InnerText.isKnown(line, from: stamp.end + 1)
        || TraceLine.isTelling(line, from: stamp.end + 1)
    else { return .foreign }
    var wrapped = Wrapped(text: JSONSlice(kind: .object, start: stamp.end + 1, end: line.count))
    stamp.date(&wrapped)
    return .record(wrapped)
  }
}
