import Scan

/// What an agent sends to Loki: `{"streams":[{"stream":{…},"values":[["ns","line"],…]}]}`.
public struct LokiPush: DocumentEnvelope {
  public var name: String { "loki-push" }

  public var shape: DocumentShape { LokiEntry.shape }

  public init() {}

  public func begins(_ head: UnsafeRawBufferPointer) -> Bool {
    DocumentHead.keys(of: head).first == "streams"
  }

  public func open(
    _ entry: UnsafeRawBufferPointer, under header: [String], into made: inout [UInt8]
  ) -> EntryContent {
    LokiEntry.open(entry)
  }
}
