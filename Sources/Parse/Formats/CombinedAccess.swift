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
    var usual = UsualAccessLine()
    if usual.read(line), let time = stamps.parseCommon(Self.time(of: usual, in: line)) {
      return Self.take(usual, time, of: line, into: &fields)
    }
    guard let access = AccessLine(line), takeTime(access.time, of: line, &fields, &stamps) else {
      return false
    }
    fields.takeStatus(access.status)
    // Closed before anything was answered: by the client, or by a server that gave up on it.
    if access.status == 0, access.hasStatus { fields.outcome = .rejected }
    if access.lacksStatus { fields.outcome = .failure }
    fields.size = access.size
    fields.address = RecordFields.stated(access.host, in: line)
    fields.user = RecordFields.stated(access.user, in: line)
    if let user = fields.user, line.slice(user).elementsEqual([0x22, 0x22]) { fields.user = nil }
    fields.takeRequest(access.request, of: line)
    fields.userAgent = access.userAgent.map(RecordFields.plain)
    Self.take(access.tail, of: line, into: &fields)
    return true
  }

  @inline(__always)
  private static func time(
    of usual: UsualAccessLine, in line: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: line[usual.time..<usual.time + UsualAccessLine.timeLength])
  }

  /// The same of a line whose parts stand as usual: nobody is named.
  @inline(__always)
  private static func take(
    _ usual: UsualAccessLine, _ time: ParsedTime, of line: UnsafeRawBufferPointer,
    into fields: inout RecordFields
  ) -> Bool {
    fields.take(time)
    guard fields.time != nil || fields.localTime != nil else { return false }
    fields.takeStatus(usual.status)
    if usual.status == 0 { fields.outcome = .rejected }
    if usual.size >= 0 { fields.size = usual.size }
    fields.address = RecordFields.stated(0..<usual.hostEnd, in: line)
    fields.method = RecordFields.plain(usual.method)
    fields.path = RecordFields.plain(usual.path)
    fields.userAgent = RecordFields.plain(usual.userAgent)
    if usual.seconds >= 0 {
      fields.latencyMilliseconds = usual.seconds * 1000
    } else if let tail = usual.tail(of: line) {
      take(tail, of: line, into: &fields)
    }
    return true
  }

  /// What a configuration added.
  private static func take(
    _ tail: AccessTail, of line: UnsafeRawBufferPointer, into fields: inout RecordFields
  ) {
    fields.peer = tail.peer.map(RecordFields.plain)
    guard let duration = tail.duration else { return }
    fields.latencyMilliseconds = NumberText.decimal(
      UnsafeRawBufferPointer(rebasing: line[duration])
    ).map { $0 * tail.unit }
  }

  /// The usual form, that of Python's servers, ISO 8601, or seconds since the epoch.
  private func takeTime(
    _ range: Range<Int>, of line: UnsafeRawBufferPointer, _ fields: inout RecordFields,
    _ stamps: inout StampReader
  ) -> Bool {
    let text = UnsafeRawBufferPointer(rebasing: line[range])
    if let time = stamps.parseCommon(text) ?? ClfTime.parse(text, separator: 0x20)
      ?? (range.lowerBound > 1 ? TimestampText.parse(text) : nil)
      ?? LoggerTime.parse(text)
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
