import LogModel
import Scan

/// What a definition and the command line say about inferring incidents.
public struct InferenceSettings: Sendable {
  /// Which alert rules are about which operations.
  public struct AlertMapping: Hashable, Sendable {
    /// Names of rules; one match is enough.
    public var rules: [Glob]
    /// Names of operations of the definition.
    public var operations: [String]

    public init(rules: [Glob], operations: [String]) {
      self.rules = rules
      self.operations = operations
    }

    /// Whether a rule's name is meant.
    func matches(_ rule: String) -> Bool { rules.contains { $0.matches(rule) } }
  }

  /// How long it must be good, with traffic, to be resolved; failures before that relapse.
  public var resolveAfterSeconds: Double
  public var alertMappings: [AlertMapping]
  /// Stretches that logs should cover, and none of their files does.
  public var uncovered: [UncoveredStretch] = []
  /// Threads that look at operations side by side; 0 for as many as there are processors.
  public var threads = 0

  public init(resolveAfterSeconds: Double = 1800, alertMappings: [AlertMapping] = []) {
    self.resolveAfterSeconds = resolveAfterSeconds
    self.alertMappings = alertMappings
  }
}

/// A stretch of time that no file of one log holds, though a file that was not given should.
///
/// That nothing of an operation came in it is not known: it is no silence and no drop.
public struct UncoveredStretch: Sendable {
  /// The inputs of that log, by the low half of their content hashes.
  public var inputs: Set<UInt64>
  public var range: TimeRange

  public init(inputs: Set<UInt64>, range: TimeRange) {
    self.inputs = inputs
    self.range = range
  }

  /// Whether most of a stretch lies in it.
  func covers(_ from: Timestamp, _ to: Timestamp) -> Bool {
    let overlap = min(range.to, to).seconds(since: max(range.from, from))
    return overlap > 0 && overlap >= 0.5 * to.seconds(since: from)
  }
}
