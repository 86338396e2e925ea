/// Conditions that a record must meet all at once.
public struct ConditionGroup: Hashable, Sendable {
  /// In the order they were written; never empty where a definition was read.
  public var all: [Condition]

  /// A group of the given conditions; an empty group is met by every record.
  public init(all: [Condition]) { self.all = all }
}
