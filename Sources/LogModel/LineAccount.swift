/// How one input was read: every line is in exactly one of the five classes.
public struct LineAccount: Hashable, Sendable {
  /// Lines that are, or belong to, a record.
  public var records = 0
  public var blank = 0
  public var unread = 0
  public var duplicate = 0
  public var outsideWindow = 0

  public init() {}

  public var lines: Int { records + blank + unread + duplicate + outsideWindow }

  public static func + (a: LineAccount, b: LineAccount) -> LineAccount {
    var sum = a
    sum.records += b.records
    sum.blank += b.blank
    sum.unread += b.unread
    sum.duplicate += b.duplicate
    sum.outsideWindow += b.outsideWindow
    return sum
  }
}
