import Scan

/// Loki's answer to a range query: streams in `data.result`, each newest first by default.
public struct LokiQueryRange: DocumentEnvelope {
  public let name = "loki-query-range"

  public init() {}

  public func begins(_ head: UnsafeRawBufferPointer) -> Bool {
    let keys = DocumentHead.keys(of: head)
    return keys.first == "data" || (keys.first == "status" && keys.dropFirst().first == "data")
  }
}
