import Scan

/// Loki's answer to a range query: streams in `data.result`, each newest first by default.
public struct LokiQueryRange: DocumentEnvelope {
  public var name: String { "loki-query-range" }

  public var isLimited: Bool { true }
  public var shape: DocumentShape { LokiEntry.shape }

  public init() {}

  public func begins(_ head: UnsafeRawBufferPointer) -> Bool {
    let keys = DocumentHead.keys(of: head)
    guard keys.first == "data" || (keys.first == "status" && keys.dropFirst().first == "data")
    else { return false }
    // A service's own records may begin so too; what stands in `data` tells.
    let inner = DocumentHead.keys(of: head, inside: "data").first ?? ""
    return ["resultType", "result", "stats", "encodingFlags"].contains(inner)
  }

  public func open(
    _ entry: UnsafeRawBufferPointer, under header: [String], into made: inout [UInt8]
  ) -> EntryContent {
    LokiEntry.open(entry)
  }
}
