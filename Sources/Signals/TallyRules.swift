import LogModel
import Parse

/// What a tally needs of a definition: names for its rules, and how to redact.
public struct TallyRules: Sendable {
  let ruleNames: [String]
  let noiseReasons: [String]
  /// Units that records carry counts of.
  public let unitNames: [String]
  let redact: @Sendable (String) -> String

  public init(_ rules: RecordRules, redact: @escaping @Sendable (String) -> String) {
    ruleNames = rules.operations.map(\.name)
    noiseReasons = rules.ignore.map { ignore in
      "\(ignore.because)\u{1F}\(ignore.upToCount)\u{1F}\(ignore.perSeconds)"
    }
    unitNames = rules.unitNames
    self.redact = redact
  }

  func name(of rule: Int16) -> String {
    ruleNames.indices.contains(Int(rule)) ? ruleNames[Int(rule)] : ""
  }

  func noise(of index: Int16) -> String {
    noiseReasons.indices.contains(Int(index)) ? noiseReasons[Int(index)] : ""
  }
}
