/// A text that may be kept and shown, and what was hidden in it.
public struct RedactedText: Hashable, Sendable {
  public var text: String
  public var counts: RedactionCounts

  public init(text: String, counts: RedactionCounts = RedactionCounts()) {
    self.text = text
    self.counts = counts
  }
}
