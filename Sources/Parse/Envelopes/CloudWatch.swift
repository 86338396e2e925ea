import LogModel
import Scan

/// `aws logs tail`: `2025-04-08T15:02:11.123000+00:00 STREAM text`.
public struct CloudWatchTail: LineEnvelope {
  public var name: String { "aws-logs-tail" }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    EnvelopeHead.isDate(head)
  }

  public func unwrap(_ line: UnsafeRawBufferPointer) -> Unwrapped {
    guard let stamp = EnvelopeStamp.iso(line, from: 0), stamp.end < line.count,
      line[..<stamp.end].suffix(6).elementsEqual("+00:00".utf8), line[stamp.end] == 0x20,
      let end = EnvelopeHead.wordEnd(line, from: stamp.end + 1, limit: 512),
      end + 1 < line.count, line[end] == 0x20
    else { return .foreign }
    let stream = stamp.end + 1..<end
    let name = UnsafeRawBufferPointer(rebasing: line[stream])
    guard line[stream.lowerBound] != 0x7B, !EnvelopeHead.isLevel(name),
      isNumbered(name) || InnerText.isKnown(line, from: end + 1)
        || TraceLine.isTelling(line, from: end + 1)
    else { return .foreign }
    var wrapped = Wrapped(text: JSONSlice(kind: .object, start: end + 1, end: line.count))
    stamp.date(&wrapped)
    // Heroku writes a colon behind the process.
    let nameEnd = line[stream.upperBound - 1] == 0x3A ? stream.upperBound - 1 : stream.upperBound
    wrapped.host = JSONSlice(kind: .string, start: stream.lowerBound, end: nameEnd)
    wrapped.service = Self.service(line, stream)
    return .record(wrapped)
  }

  /// It ends in sixteen or more hexadecimal digits, as tasks and functions do.
  private func isNumbered(_ name: UnsafeRawBufferPointer) -> Bool {
    let digits = name.reversed().prefix { $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 6 }
    return digits.count >= 16 && name.contains { $0 == 0x2F || $0 == 0x2D || $0 == 0x5D }
  }

  /// The container of a task's stream, `prefix/container/task`.
  static func service(_ line: UnsafeRawBufferPointer, _ stream: Range<Int>) -> JSONSlice? {
    let slashes = line[stream].indices.filter { line[$0] == 0x2F }
    guard slashes.count == 2, stream.upperBound - slashes[1] == 33, slashes[1] > slashes[0] + 1
    else { return nil }
    return JSONSlice(kind: .string, start: slashes[0] + 1, end: slashes[1])
  }
}

/// `aws logs filter-log-events` and `get-log-events`:
/// `{"events":[{"timestamp":ms,"message":"…","logStreamName":"…"}]}`.
public struct CloudWatchEvents: DocumentEnvelope {
  public var name: String { "cloudwatch-events" }
  public var shape: DocumentShape { .json(.init(entries: ["events"])) }

  public init() {}

  public func begins(_ head: UnsafeRawBufferPointer) -> Bool {
    let known: Set = ["timestamp", "message", "logStreamName", "ingestionTime", "eventId"]
    guard DocumentHead.keys(of: head).contains("events") else { return false }
    guard let keys = DocumentHead.keysOfFirstElement(of: head, in: "events") else { return false }
    return keys.contains { $0 != "message" && known.contains($0) } && known.isSuperset(of: keys)
  }

  public func open(
    _ entry: UnsafeRawBufferPointer, under header: [String], into made: inout [UInt8]
  ) -> EntryContent {
    guard
      let members = EntryMembers(
        of: entry, named: ["timestamp", "message", "logStreamName"]),
      let text = members[1], text.kind == .string
    else { return .foreign }
    guard let stamp = members[0], let time = EpochText.parse(entry.slice(stamp)) else {
      return .undated
    }
    var wrapped = Wrapped(text: text)
    wrapped.time = time
    if let stream = members[2], stream.kind == .string, stream.count > 0 {
      wrapped.host = stream
      wrapped.service = CloudWatchTail.service(entry, stream.start..<stream.end)
    }
    return .record(wrapped)
  }
}
