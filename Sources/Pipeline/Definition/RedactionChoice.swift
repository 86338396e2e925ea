import Events

/// What a definition hides and keeps beyond the standard rules of redaction.
public struct RedactionChoice: Hashable, Sendable {
  /// How people are named in a draft.
  public typealias People = PeopleNaming

  /// Names of keys whose values are secret besides the known ones.
  public var keys: [String]
  /// Kinds of redaction that are switched off, such as `ip`.
  public var keep: [String]
  /// How people are named.
  public var people: People

  /// Standard redaction with the given differences.
  public init(keys: [String] = [], keep: [String] = [], people: People = .names) {
    self.keys = keys
    self.keep = keep
    self.people = people
  }
}
