/// A logged event that a claim rests on: when, and where it can be read again.
public struct EvidencePoint: Hashable, Comparable, Sendable {
  public var time: Timestamp
  public var source: SourceRef

  public init(time: Timestamp, source: SourceRef) {
    self.time = time
    self.source = source
  }

  public static func < (a: EvidencePoint, b: EvidencePoint) -> Bool {
    (a.time, a.source) < (b.time, b.source)
  }
}
