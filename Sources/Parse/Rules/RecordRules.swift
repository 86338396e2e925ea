import Scan

/// How records are read and named: the part of a pipeline definition that parsing needs.
public struct RecordRules: Hashable, Sendable {
  /// What is known beforehand about inputs; the first whose path matches counts.
  public var inputs: [InputRule]
  /// Names for what users do; the first that matches names the record.
  public var operations: [OperationRule]
  /// Known noise: counted, and no failure as long as it stays below its rate.
  public var ignore: [IgnoreRule]
  /// Requests of health checks and scrapers: neither traffic nor users.
  public var probes: ProbeRule

  /// Rules as given; what is left out says nothing.
  public init(
    inputs: [InputRule] = [], operations: [OperationRule] = [], ignore: [IgnoreRule] = [],
    probes: ProbeRule = .standard
  ) {
    self.inputs = inputs
    self.operations = operations
    self.ignore = ignore
    self.probes = probes
  }

  /// The rules without a definition: everything is found in the logs, the usual probes are known.
  public static let standard = RecordRules()
}
