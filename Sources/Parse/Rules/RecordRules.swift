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
  /// Fields to look for concentrations in, besides those that are known by name; the first
  /// ``RecordDimension/statedLimit`` count.
  public var dimensions: [FieldPath]

  /// Rules as given; what is left out says nothing.
  public init(
    inputs: [InputRule] = [], operations: [OperationRule] = [], ignore: [IgnoreRule] = [],
    probes: ProbeRule = .standard, dimensions: [FieldPath] = []
  ) {
    self.dimensions = dimensions
    self.inputs = inputs
    self.operations = operations
    self.ignore = ignore
    self.probes = probes
  }

  /// The rules without a definition: everything is found in the logs, the usual probes are known.
  public static let standard = RecordRules()
}

extension RecordRules {
  /// Units a record carries counts of, in the order of the definition; four at most.
  public var unitNames: [String] {
    var names: [String] = []
    for unit in operations.flatMap(\.units) where !names.contains(unit.name) {
      names.append(unit.name)
    }
    return Array(names.prefix(4))
  }
}

extension RecordRules {
  /// Whether any condition may ask for the time that a record states of itself: two records that
  /// differ in it alone may then be told apart.
  var lookAtStamps: Bool {
    let groups =
      ignore.map(\.match)
      + operations.flatMap { [$0.match] + ($0.failure ?? []) + ($0.success ?? []) }
    return groups.flatMap(\.all).contains(where: \.asksForStamp)
      || operations.flatMap(\.userKeys).contains(where: FieldPath.namesStamp)
      || operations.flatMap(\.units).contains { $0.field.asksForStamp }
      || dimensions.contains(where: \.asksForStamp)
  }
}

extension Condition {
  fileprivate var asksForStamp: Bool {
    switch self {
    case .has(let path), .lacks(let path), .equals(let path, _), .count(let path, _):
      path.asksForStamp
    case .pattern: true
    default: false
    }
  }
}

extension FieldPath {
  fileprivate var asksForStamp: Bool { root == .record && keys.contains(where: Self.namesStamp) }

  fileprivate static func namesStamp(_ key: String) -> Bool {
    FieldKeyTable.standard.match(named: key) == .time
  }
}

/// A name for something users do, and how its records are told, judged and counted.
public struct OperationRule: Hashable, Sendable {
  /// The name that reports print, such as `order`.
  public var name: String
  /// The records it is about.
  public var match: ConditionGroup
  /// The service it cannot do without.
  public var dependency: String?
  /// A record that meets any of these failed; nil leaves it to status and level.
  public var failure: [ConditionGroup]?
  /// A record that meets any of these succeeded; nil leaves it to status and level.
  public var success: [ConditionGroup]?
  /// Fields that tell users apart; the first that a record holds counts.
  public var userKeys: [String]
  /// What one record is worth besides one attempt.
  public var units: [UnitRule]

  /// An operation with the default judgement unless `failure` or `success` is given.
  public init(
    name: String, match: ConditionGroup, dependency: String? = nil,
    failure: [ConditionGroup]? = nil, success: [ConditionGroup]? = nil,
    userKeys: [String] = [], units: [UnitRule] = []
  ) {
    self.name = name
    self.match = match
    self.dependency = dependency
    self.failure = failure
    self.success = success
    self.userKeys = userKeys
    self.units = units
  }
}

/// A number of things one record is about: the pizzas of an order are the members of its items.
public struct UnitRule: Hashable, Sendable {
  /// The word that reports print, in the plural: `pizzas`.
  public var name: String
  /// The array (or object) whose members are counted.
  public var field: FieldPath

  /// A unit counted by the members of `field`.
  public init(name: String, field: FieldPath) {
    self.name = name
    self.field = field
  }
}

/// Known noise: failures that are expected up to a rate. Above it they count all the same.
public struct IgnoreRule: Hashable, Sendable {
  /// The records it is about.
  public var match: ConditionGroup
  /// How many may occur in a span of ``perSeconds``; at least 1.
  public var upToCount: Int
  /// The span the count is for, in seconds; at least 1.
  public var perSeconds: Int
  /// Why these are no failures, in the words of whoever wrote the definition.
  public var because: String

  /// Noise of at most `upToCount` records in any `perSeconds`.
  public init(match: ConditionGroup, upToCount: Int, perSeconds: Int, because: String) {
    self.match = match
    self.upToCount = upToCount
    self.perSeconds = perSeconds
    self.because = because
  }
}

/// Which requests come from health checks and scrapers; one match of either kind is enough.
public struct ProbeRule: Hashable, Sendable {
  /// User agents of probes.
  public var userAgents: [Glob]
  /// Routes that only probes ask for, without the query.
  public var paths: [Glob]

  /// Probes told by user agent or by route.
  public init(userAgents: [Glob], paths: [Glob]) {
    self.userAgents = userAgents
    self.paths = paths
  }

  /// Kubernetes' probes and the three usual routes.
  public static let standard = ProbeRule(
    userAgents: [Glob("kube-probe*")],
    paths: [Glob("/healthz"), Glob("/readyz"), Glob("/metrics")])
}
