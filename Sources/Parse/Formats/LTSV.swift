import LogModel
import Scan

/// Labeled tab-separated values (LTSV): `time:…` tab `host:…` tab `status:200`.
///
/// The labels that ltsv.org recommends for access logs mean what it says; others what a key of
/// JSON means. A line without a time is none.
public struct LTSV: LogFormat {
  public var name: String { "ltsv" }
  private static let pairLimit = 128

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard let first = head.first else { return false }
    return MessageHead.isLetter(first) || first == 0x40 || first == 0x5F
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    guard line.prefix(128).contains(0x09) else { return false }
    var at = 0
    var pairs = 0
    while at < line.count, pairs < Self.pairLimit {
      let end = line[at...].firstIndex(of: 0x09) ?? line.count
      guard let colon = line[at..<end].firstIndex(of: 0x3A), colon > at,
        line[at..<colon].allSatisfy(Self.isLabel)
      else { return false }
      pairs += 1
      if colon + 1 < end, end - colon > 2 || line[colon + 1] != 0x2D {
        take(at..<colon, colon + 1..<end, of: line, into: &fields)
      }
      at = end + 1
    }
    return pairs >= 3 && (fields.time != nil || fields.localTime != nil)
  }

  private static func isLabel(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || MessageHead.isLetter(byte) || [0x5F, 0x2E, 0x2D, 0x40].contains(byte)
  }

  private func take(
    _ label: Range<Int>, _ value: Range<Int>, of line: UnsafeRawBufferPointer,
    into fields: inout RecordFields
  ) {
    let name = UnsafeRawBufferPointer(rebasing: line[label])
    let text = RecordFields.plain(value)
    if let known = Self.labels.first(where: { name.elementsEqual($0.0.utf8) }) {
      return take(text, as: known.1, of: line, into: &fields)
    }
    guard let match = FieldKeyTable.standard.match(name), !match.isPrefix else { return }
    let isNumber = NumberText.decimal(line.slice(text)) != nil
    let pair = TextPair(
      key: label,
      value: JSONSlice(kind: isNumber ? .number : .string, start: text.start, end: text.end),
      end: value.upperBound)
    TextPair.take(pair, as: match, of: line, into: &fields)
  }

  private enum Label {
    case time, address, host, request, path, agent, seconds, microseconds, size
  }

  private static let labels: [(String, Label)] = [
    ("time", .time), ("host", .address), ("remote_addr", .address), ("vhost", .host),
    ("req", .request), ("request", .request), ("uri", .path), ("request_uri", .path),
    ("ua", .agent), ("reqtime", .seconds), ("request_time", .seconds), ("apptime", .seconds),
    ("runtime", .seconds), ("taken_sec", .seconds), ("reqtime_microsec", .microseconds),
    ("size", .size), ("body_bytes_sent", .size),
  ]

  private func take(
    _ value: JSONSlice, as label: Label, of line: UnsafeRawBufferPointer,
    into fields: inout RecordFields
  ) {
    let text = line.slice(value)
    switch label {
    case .time: takeTime(text, into: &fields)
    case .address: fields.address = value
    case .host: fields.host = value
    case .request: fields.takeRequest(value.start..<value.end, of: line)
    case .path:
      fields.path = RecordFields.plain(RequestLine.path(line, in: value.start..<value.end))
    case .agent: fields.userAgent = value
    case .size: fields.size = NumberText.integer(text).flatMap { Int(exactly: $0) }
    case .seconds, .microseconds:
      // The first is the request's: parts of it follow under other labels.
      guard fields.latencyMilliseconds == nil, let number = NumberText.decimal(text) else { return }
      fields.latencyMilliseconds = label == .seconds ? number * 1000 : number / 1000
      fields.latencyUnit = label == .seconds ? .seconds : .microseconds
    }
  }

  /// The stamp, in brackets or without.
  private func takeTime(_ text: UnsafeRawBufferPointer, into fields: inout RecordFields) {
    let isBracketed = text.first == 0x5B && text.last == 0x5D && text.count > 2
    let inside = isBracketed ? UnsafeRawBufferPointer(rebasing: text[1..<text.count - 1]) : text
    if let time = ClfTime.parse(inside) ?? TimestampText.parse(inside) ?? LoggerTime.parse(inside) {
      fields.take(time)
    } else if let moment = EpochText.parse(inside) {
      fields.time = moment
    }
  }
}
