import Parse

/// What a team tells recount about its system, once, in a file under `pipelines/`.
///
/// Everything has a default: without a definition recount works from the logs alone.
public struct PipelineDefinition: Hashable, Sendable {
  /// The name of the system, for the report in JSON.
  public var name: String?
  /// The zone of the draft, such as `America/Denver`; nil is UTC.
  public var timezone: String?
  /// What is known about inputs.
  public var inputs: [InputRule] = []
  /// Where alerts, on-call logs, chat and notes lie.
  public var events: [EventFileRule] = []
  /// Which pages are about which operations.
  public var alerts: [AlertMapping] = []
  /// Names for what users do; the first match wins.
  public var operations: [OperationRule] = []
  /// Fields to look for concentrations in: a tenant, a region, a version.
  public var dimensions: [FieldPath] = []
  /// Known noise.
  public var ignore: [IgnoreRule] = []
  /// What is neither traffic nor users.
  public var probes = ProbeRule.standard
  /// How long calls must keep succeeding before an incident is over, in seconds.
  public var resolveAfterSeconds = 30 * 60
  /// What is hidden and kept beyond the standard rules.
  public var redact = RedactionChoice()
  /// What the audit compares with, and when it speaks; nil where nothing is said. No command
  /// of this version uses it.
  public var audit: AuditChoice?

  /// The definition that says nothing: every default.
  public init() {}

  /// What parsing needs of this definition.
  public var recordRules: RecordRules {
    RecordRules(
      inputs: inputs, operations: operations, ignore: ignore, probes: probes,
      dimensions: dimensions)
  }
}
