import LogModel
import Scan

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
