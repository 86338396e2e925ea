import LogModel
import Scan

/// Grafana Explore's download as JSON: `[{"line":"…","timestamp":"ns","fields":{labels}}]`.
public struct ExploreJSON: DocumentEnvelope {
  public var name: String { "grafana-explore-json" }
  public var isLimited: Bool { true }
  public var shape: DocumentShape { .json(.init(areOutermost: true)) }

  public init() {}

  public func begins(_ head: UnsafeRawBufferPointer) -> Bool {
    guard let keys = DocumentHead.keysOfFirstElement(of: head) else { return false }
    let known: Set = ["line", "timestamp", "date", "fields", "labels"]
    return keys.contains("line") && known.isSuperset(of: keys)
  }

  public func open(
    _ entry: UnsafeRawBufferPointer, under header: [String], into made: inout [UInt8]
  ) -> EntryContent {
    guard
      let members = EntryMembers(
        of: entry, named: ["line", "timestamp", "date", "fields", "labels"]),
      let text = members[0], text.kind == .string
    else { return .foreign }
    var wrapped = Wrapped(text: text)
    for stated in [members[1], members[2]] {
      guard let stated, wrapped.time == nil else { continue }
      let stamp = entry.slice(stated)
      wrapped.time = EpochText.parse(stamp) ?? TimestampText.parse(stamp)?.timestamp()
    }
    guard wrapped.time != nil else { return .undated }
    wrapped.labels = [members[3], members[4]].compactMap { $0 }.first { $0.kind == .object }
    return .record(wrapped)
  }
}
