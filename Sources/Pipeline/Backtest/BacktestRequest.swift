/// What a user asked a back-test for, in the words of the command line.
public struct BacktestRequest: Sendable {
  /// Inputs, events and times, as a draft has them.
  public var draft: DraftRequest
  /// Rules as they are typed, or files that hold rules.
  public var rules: [String] = []
  /// Search for rules; so does a request without any rule.
  public var recommends = false
  /// One false alarm in this time is allowed: `14d`.
  public var budget: String?
  /// Where to write the rules that are recommended.
  public var rulesFolder: String?
  /// Plant faults, and tell which would be found.
  public var power = false

  public init(_ draft: DraftRequest) { self.draft = draft }

  /// The budget where none is stated: one false alarm in two weeks.
  static let standardBudget = 14 * 86_400.0

  /// Rules are searched for.
  var wantsRecommendations: Bool {
    recommends || rulesFolder != nil || (rules.isEmpty && !power)
  }

  /// Whether a rule is the name of a file of rules.
  static func isFile(_ rule: String) -> Bool {
    [".yml", ".yaml", ".json"].contains { rule.hasSuffix($0) } && !rule.contains("(")
  }
}
