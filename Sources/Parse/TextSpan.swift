/// A piece of a batch's text.
public struct TextSpan: Hashable, Sendable {
  public var offset: UInt32
  public var count: UInt32

  public init(offset: Int, count: Int) {
    self.offset = UInt32(truncatingIfNeeded: offset)
    self.count = UInt32(truncatingIfNeeded: count)
  }

  /// No text.
  public static let none = TextSpan(offset: 0, count: 0)

  public var isEmpty: Bool { count == 0 }
}
