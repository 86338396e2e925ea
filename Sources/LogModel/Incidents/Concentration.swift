/// A value of a dimension that has more of an incident's failures than of the attempts.
public struct Concentration: Hashable, Sendable {
  /// `tenant`, `region`, `zone`, `version`, `host`, `pod`, or what a definition calls it.
  public var dimension: String
  public var value: String
  /// Own failures of the value, of all that say a value of the dimension.
  public var failures: Int
  public var allFailures: Int
  /// Attempts of the value; `nil` where there are too many values to count each apart.
  public var attempts: Int?
  public var allAttempts: Int

  public init(
    dimension: String, value: String, failures: Int, allFailures: Int, attempts: Int?,
    allAttempts: Int
  ) {
    self.dimension = dimension
    self.value = value
    self.failures = failures
    self.allFailures = allFailures
    self.attempts = attempts
    self.allAttempts = allAttempts
  }

  public var failuresShare: Double {
    allFailures > 0 ? Double(failures) / Double(allFailures) : 0
  }
  public var attemptsShare: Double? {
    attempts.map { allAttempts > 0 ? Double($0) / Double(allAttempts) : 0 }
  }

  /// The strongest first: most of the failures, fewest of the attempts; ties by name.
  public static func precedes(_ a: Concentration, _ b: Concentration) -> Bool {
    if a.failuresShare != b.failuresShare { return a.failuresShare > b.failuresShare }
    let (one, other) = (a.attemptsShare ?? 1, b.attemptsShare ?? 1)
    if one != other { return one < other }
    return (a.dimension, a.value) < (b.dimension, b.value)
  }
}
