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
