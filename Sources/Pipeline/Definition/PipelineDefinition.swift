import Backtest
import Events
import Parse
import Scan

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

  /// What the metrics of its monitoring are called, by the count that each is.
  public var metrics: [MetricKey: String] = [:]

  /// The definition that says nothing: every default.
  public init() {}

  /// What parsing needs of this definition.
  public var recordRules: RecordRules {
    RecordRules(
      inputs: inputs, operations: operations, ignore: ignore, probes: probes,
      dimensions: dimensions)
  }
}

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

/// What the audit compares with, and what is worth telling.
public struct AuditChoice: Hashable, Sendable {
  /// How much history is the baseline, in seconds.
  public var baselineSeconds: Int
  /// Incidents with fewer failures are not told; at least 1.
  public var minimumFailures: Int
  /// Incidents shorter than this, in seconds, are not told.
  public var minimumDurationSeconds: Int

  /// Eight weeks of baseline; at least 3 failures over at least a minute are told.
  public init(
    baselineSeconds: Int = 56 * 86_400, minimumFailures: Int = 3,
    minimumDurationSeconds: Int = 60
  ) {
    self.baselineSeconds = baselineSeconds
    self.minimumFailures = minimumFailures
    self.minimumDurationSeconds = minimumDurationSeconds
  }
}

/// Files of what people and alerting systems left: alerts, on-call logs, chat, deploys, notes.
public struct EventFileRule: Hashable, Sendable {
  /// The files, as patterns; never empty where a definition was read.
  public var paths: [PathGlob]

  /// The files that match any of `paths`.
  public init(paths: [PathGlob]) { self.paths = paths }
}

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
