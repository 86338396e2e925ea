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
    sum.records = add(a.records, b.records)
    sum.blank = add(a.blank, b.blank)
    sum.unread = add(a.unread, b.unread)
    sum.duplicate = add(a.duplicate, b.duplicate)
    sum.outsideWindow = add(a.outsideWindow, b.outsideWindow)
    return sum
  }

  /// A tally may claim any numbers for any number of inputs: no sum of them goes beyond this, so
  /// that all classes together can be added, too.
  private static let limit = 1 << 60

  private static func add(_ a: Int, _ b: Int) -> Int { min(min(a, limit) + min(b, limit), limit) }
}
