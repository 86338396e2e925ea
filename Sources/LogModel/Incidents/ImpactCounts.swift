/// How many were hit, counted from the first to the last failure inclusive.
public struct ImpactCounts: Sendable {
  public enum CountBasis: String, Sendable {
    case counted
    case atLeast = "at_least"
    case estimated
  }
  public enum Identity: String, Sendable {
    case userField = "user_field"
    case session, address
  }
  public struct Users: Sendable {
    public var count: Int
    public var exact: Bool
    public var identity: Identity

    public init(count: Int, exact: Bool, identity: Identity) {
      self.count = count
      self.exact = exact
      self.identity = identity
    }
  }
  public struct OperationCount: Sendable {
    public var operation: OperationRef
    public var attempts: Int
    public var failures: Int
    /// Its counts are part of the impact's own; those of another layer are not.
    public var isMeasured = true

    public init(operation: OperationRef, attempts: Int, failures: Int) {
      self.operation = operation
      self.attempts = attempts
      self.failures = failures
    }
  }
  public struct LayerCount: Sendable {
    public var service: String
    public var role: ServiceRole
    public var attempts: Int
    public var failures: Int

    public init(service: String, role: ServiceRole, attempts: Int, failures: Int) {
      self.service = service
      self.role = role
      self.attempts = attempts
      self.failures = failures
    }
  }

  /// Requests that did not arrive, with 90 %.
  public struct Missing: Hashable, Sendable {
    public var low: Int
    public var high: Int
    /// How many were due, over how long.
    public var baselinePerMinute: Double
    public var seconds: Double
    public var history: HistoryDays?
    /// How many arrived; `nil` where the incident is about that itself.
    public var seen: Int?

    public init(
      low: Int, high: Int, baselinePerMinute: Double, seconds: Double, history: HistoryDays?,
      seen: Int?
    ) {
      self.low = low
      self.high = high
      self.baselinePerMinute = baselinePerMinute
      self.seconds = seconds
      self.history = history
      self.seen = seen
    }
  }

  /// Why the counts are those of one service.
  public enum Vantage: Hashable, Sendable {
    /// It is the outermost log given that shows each request.
    case outermostLog
    /// Several services of which none calls another, each by its own log.
    case peers([String])
    /// No log of the requests themselves was given.
    case noRequestLog
    /// It logged the lines.
    case loggedTheLines
    /// Its log shows the requests.
    case showsTheRequests
  }

  /// What was counted: attempts and those that failed, or lines, of which all are failures.
  public enum Counted: String, Sendable { case attempts, lines }

  public var attempts: Int
  public var failures: Int
  public var basis: CountBasis
  public var counted: Counted
  public var users: Users?
  /// Some records of these operations name a user, a session or an address.
  public var namesUsers = false
  /// Calls that ended well and took so many milliseconds or longer.
  public var degraded: (count: Int, thresholdMilliseconds: Double)?
  /// Requests that the usual rate would have brought and that did not come.
  public var missing: Missing?
  /// Units of the definition that the failed attempts asked for: `pizzas: 24`.
  public var units: [(name: String, count: Int)]
  public var byOperation: [OperationCount]
  public var byLayer: [LayerCount]
  public var measuredAt: (service: String, role: ServiceRole, why: Vantage)
  /// Where the failures are rather than the attempts, the strongest first.
  public var concentration: [Concentration] = []

  public init(
    attempts: Int, failures: Int, basis: CountBasis, users: Users?,
    units: [(name: String, count: Int)], byOperation: [OperationCount], byLayer: [LayerCount],
    measuredAt: (service: String, role: ServiceRole, why: Vantage),
    counted: Counted = .attempts
  ) {
    self.counted = counted
    self.attempts = attempts
    self.failures = failures
    self.basis = basis
    self.users = users
    self.units = units
    self.byOperation = byOperation
    self.byLayer = byLayer
    self.measuredAt = measuredAt
  }
}

extension ImpactCounts {
  /// Failures per attempt; `nil` when nothing was attempted, or lines were counted.
  public var failureRatio: Double? {
    attempts > 0 && counted == .attempts ? Double(failures) / Double(attempts) : nil
  }

  /// The same where what was counted as failures ended well.
  public var withoutFailures: ImpactCounts {
    var impact = self
    impact.failures = 0
    for at in impact.byOperation.indices { impact.byOperation[at].failures = 0 }
    for at in impact.byLayer.indices { impact.byLayer[at].failures = 0 }
    return impact
  }

  /// The same where what was counted is others'.
  public var withoutAttempts: ImpactCounts {
    var impact = self
    impact.attempts = 0
    impact.users = nil
    for at in impact.byOperation.indices { impact.byOperation[at].attempts = 0 }
    for at in impact.byLayer.indices { impact.byLayer[at].attempts = 0 }
    return impact
  }

  /// The same where several series of one operation were counted.
  public var withEachOperationOnce: ImpactCounts {
    var impact = self
    var seen: Set<OperationRef> = []
    impact.units = []
    impact.byOperation.removeAll { !seen.insert($0.operation).inserted }
    return impact
  }

  /// The same where only some of the events were looked at: a sample says nothing of how many
  /// there were, and who they were.
  ///
  /// - Parameter calls: how many there were, as far as that is known; else 0.
  public func sampled(from calls: Int, areLines: Bool) -> ImpactCounts {
    var impact = withoutFailures.withEachOperationOnce
    impact.attempts = max(calls, failures)
    impact.users = nil
    impact.concentration = []
    impact.basis = calls > 0 ? .estimated : .atLeast
    if areLines { impact.counted = .lines }
    if !impact.byOperation.isEmpty { impact.byOperation[0].attempts = impact.attempts }
    for at in impact.byLayer.indices { impact.byLayer[at].attempts = impact.attempts }
    return impact
  }
}

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
