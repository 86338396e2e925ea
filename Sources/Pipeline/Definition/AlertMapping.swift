import Scan

/// Which pages are about which operations.
public struct AlertMapping: Hashable, Sendable {
  /// The names of alert rules; one match is enough.
  public var rules: [Glob]
  /// Names of operations of the same definition.
  public var operations: [String]

  /// Pages of `rules` are about `operations`.
  public init(rules: [Glob], operations: [String]) {
    self.rules = rules
    self.operations = operations
  }
}
