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
