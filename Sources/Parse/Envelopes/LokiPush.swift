import Scan

/// What an agent sends to Loki: `{"streams":[{"stream":{…},"values":[["ns","line"],…]}]}`.
public struct LokiPush: DocumentEnvelope {
  public var name: String { "loki-push" }

  public init() {}

  public func begins(_ head: UnsafeRawBufferPointer) -> Bool {
    DocumentHead.keys(of: head).first == "streams"
  }
}
