import LogModel
import Scan

/// Access lines of Apache (common, combined, virtual hosts), nginx (combined and its many
/// extensions), and of the servers that write like them: Traefik, Varnish, gunicorn, Puma,
/// werkzeug, Django.
public struct CombinedAccess: LogFormat {
  public var name: String { "combined" }

  public init() {}

  /// An address or a host name, or the bracket of a time.
  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard let first = head.first else { return false }
    if first == 0x5B { return head.dropFirst().first.map { $0 &- 0x30 < 10 } ?? false }
    return first != 0x7B && first > 0x20
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    var stamps = StampReader()
    return read(line, into: &fields, &stamps)
  }

  /// The same, faster where a line is of the minute of the one before.
  func read(
    _ line: UnsafeRawBufferPointer, into fields: inout RecordFields, _ stamps: inout StampReader
  ) -> Bool {
    guard let access = AccessLine(line), takeTime(access.time, of: line, &fields, &stamps) else {
      return false
    }
    fields.takeStatus(access.status)
    // Closed before anything was answered: by the client, or by a server that gave up on it.
    if access.status == 0 { fields.outcome = .rejected }
    fields.size = access.size
    fields.address = RecordFields.stated(access.host, in: line)
    fields.user = RecordFields.stated(access.user, in: line)
    if let user = fields.user, line.slice(user).elementsEqual([0x22, 0x22]) { fields.user = nil }
    fields.takeRequest(access.request, of: line)
    fields.userAgent = access.userAgent.map(RecordFields.plain)
    fields.peer = access.tail.peer.map(RecordFields.plain)
    if let duration = access.tail.duration {
      fields.latencyMilliseconds = NumberText.decimal(
        UnsafeRawBufferPointer(rebasing: line[duration])
      ).map { $0 * access.tail.unit }
    }
    return true
  }

  /// The usual form, that of Python's servers, ISO 8601, or seconds since the epoch.
  private func takeTime(
    _ range: Range<Int>, of line: UnsafeRawBufferPointer, _ fields: inout RecordFields,
    _ stamps: inout StampReader
  ) -> Bool {
    let text = UnsafeRawBufferPointer(rebasing: line[range])
    if let time = stamps.parseCommon(text) ?? ClfTime.parse(text, separator: 0x20)
      ?? (range.lowerBound > 1 ? TimestampText.parse(text) : nil)
    {
      fields.take(time)
      return fields.time != nil || fields.localTime != nil
    }
    guard range.lowerBound > 1, let time = EpochText.parse(text, unit: .seconds) else {
      return false
    }
    fields.time = time
    return true
  }
}
