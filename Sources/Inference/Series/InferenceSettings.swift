import LogModel

/// What a definition and the command line say about inferring incidents.
public struct InferenceSettings: Sendable {
  /// Which alert rules are about which operations.
  public struct AlertMapping: Sendable {
    /// Whether a rule's name is meant.
    public var matches: @Sendable (String) -> Bool
    /// Names of operations of the definition.
    public var operations: [String]

    public init(matches: @escaping @Sendable (String) -> Bool, operations: [String]) {
      self.matches = matches
      self.operations = operations
    }
  }

  /// How long it must be good, with traffic, to be resolved; failures before that relapse.
  public var resolveAfterSeconds: Double
  public var alertMappings: [AlertMapping]
  /// Stretches that logs should cover, and none of their files does.
  public var uncovered: [UncoveredStretch] = []

  public init(resolveAfterSeconds: Double = 1800, alertMappings: [AlertMapping] = []) {
    self.resolveAfterSeconds = resolveAfterSeconds
    self.alertMappings = alertMappings
  }
}
