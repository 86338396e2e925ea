import LogModel
import Scan

/// `journalctl -o json`: one object of upper-case fields a line.
///
/// A message that is no UTF-8 is an array of its bytes; a field that was given several times is
/// an array of its values, of which the first is taken; one of over 4096 bytes is `null`.
public struct JournalJSON: LineEnvelope {
  public var name: String { "journald-json" }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    let bytes = Array(head)
    guard bytes.count == 8, bytes[0] == 0x7B else { return false }
    return bytes[1] != 0x22 || bytes[2] == 0x5F || bytes[2] &- 0x41 < 26
  }

  public func unwrap(_ line: UnsafeRawBufferPointer) -> Unwrapped {
    let members = EntryMembers(
      of: line,
      named: [
        "MESSAGE", "_SOURCE_REALTIME_TIMESTAMP", "__REALTIME_TIMESTAMP", "PRIORITY", "_HOSTNAME",
        "CONTAINER_NAME", "SYSLOG_IDENTIFIER", "_SYSTEMD_UNIT", "_COMM",
      ])
    guard let members, let received = members[2].flatMap({ time($0, in: line) }) else {
      return .foreign
    }
    var wrapped = Wrapped(text: JSONSlice(kind: .string, start: 0, end: 0))
    if let message = members[0] {
      wrapped.isLeftOut = message.kind == .null
      wrapped.text = message.kind == .array ? value(of: message, in: line) : message
    }
    wrapped.time = members[1].flatMap { time($0, in: line) } ?? received
    if let priority = members[3].flatMap({ NumberText.integer(line.slice($0)) }),
      (0...7).contains(priority)
    {
      wrapped.level = SeverityText.severity(Int64(priority), .syslog) ?? .unknown
    }
    wrapped.host = members[4].flatMap(name)
    wrapped.service =
      members[5].flatMap(name) ?? members[6].flatMap(name)
      ?? members[7].flatMap(name).map { Self.unit($0, in: line) } ?? members[8].flatMap(name)
    return .record(wrapped)
  }

  private func time(_ value: JSONSlice, in line: UnsafeRawBufferPointer) -> Timestamp? {
    guard value.kind == .string || value.kind == .number else { return nil }
    return EpochText.parse(line.slice(value), unit: .microseconds)
  }

  private func name(_ value: JSONSlice) -> JSONSlice? {
    value.kind == .string && value.count > 0 ? value : nil
  }

  /// The first of several messages; the array itself where it lists bytes.
  private func value(of array: JSONSlice, in line: UnsafeRawBufferPointer) -> JSONSlice {
    var cursor = JSONCursor(line, from: array.start)
    var first = array
    guard cursor.enterArray(), cursor.nextElement(&first) == .member, first.kind != .number else {
      return array
    }
    return first.kind == .array ? array : first
  }

  /// `orders.service` is called `orders`.
  static func unit(_ name: JSONSlice, in line: UnsafeRawBufferPointer) -> JSONSlice {
    let ending = ".service".utf8
    guard name.count > ending.count, line.slice(name).suffix(ending.count).elementsEqual(ending)
    else { return name }
    return JSONSlice(
      kind: .string, start: name.start, end: name.end - ending.count, hasEscapes: name.hasEscapes)
  }
}

/// `journalctl -o export`: `KEY=value` lines, a blank line between entries, values that are no
/// plain text behind their length.
public struct JournalExport: DocumentEnvelope {
  public var name: String { "journald-export" }
  public var shape: DocumentShape { .fields }

  public init() {}

  public func begins(_ head: UnsafeRawBufferPointer) -> Bool {
    head.starts(with: "__CURSOR=".utf8) || head.starts(with: "__REALTIME_TIMESTAMP=".utf8)
  }

  public func open(
    _ entry: UnsafeRawBufferPointer, under header: [String], into made: inout [UInt8]
  ) -> EntryContent {
    var wrapped = Wrapped(text: JSONSlice(kind: .object, start: 0, end: 0))
    var received: Timestamp?
    var serviceRank = Self.serviceKeys.count
    var at = 0
    while case .field(let key, let value, let end) = FieldEntryScanner.field(in: entry, from: at) {
      at = end
      let slice = JSONSlice(kind: .string, start: value.lowerBound, end: value.upperBound)
      let name = UnsafeRawBufferPointer(rebasing: entry[key])
      if name.elementsEqual("MESSAGE".utf8) {
        wrapped.text = JSONSlice(kind: .object, start: slice.start, end: slice.end)
      } else if name.elementsEqual("_SOURCE_REALTIME_TIMESTAMP".utf8) {
        wrapped.time = EpochText.parse(entry.slice(slice), unit: .microseconds)
      } else if name.elementsEqual("__REALTIME_TIMESTAMP".utf8) {
        received = EpochText.parse(entry.slice(slice), unit: .microseconds)
      } else if name.elementsEqual("PRIORITY".utf8) {
        let number = NumberText.integer(entry.slice(slice)) ?? -1
        wrapped.level = SeverityText.severity(number, .syslog) ?? .unknown
      } else if name.elementsEqual("_HOSTNAME".utf8) {
        wrapped.host = slice
      } else if let rank = Self.serviceKeys.firstIndex(where: { name.elementsEqual($0.utf8) }),
        rank < serviceRank, slice.count > 0
      {
        serviceRank = rank
        wrapped.service = rank == 2 ? JournalJSON.unit(slice, in: entry) : slice
      }
    }
    wrapped.time = wrapped.time ?? received
    return wrapped.time == nil ? .undated : .record(wrapped)
  }

  private static let serviceKeys = [
    "CONTAINER_NAME", "SYSLOG_IDENTIFIER", "_SYSTEMD_UNIT", "_COMM",
  ]
}
