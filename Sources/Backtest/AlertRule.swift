import LogModel

/// An alerting rule: fires where a signal lies beyond a threshold for some time.
///
/// `p95(latency, order) > 80ms for 2m`; its text reads back as the same rule.
public struct AlertRule: Hashable, Sendable {
  public var condition: Condition
  /// How long it must hold, in seconds; 0 for one bucket.
  public var holdSeconds: Int
  /// What must hold at the same time: enough traffic, for a rule on its lack.
  public var gate: Condition?

  public init(_ condition: Condition, holdSeconds: Int, gate: Condition? = nil) {
    self.condition = condition
    self.holdSeconds = holdSeconds
    self.gate = gate
  }

  /// As it is typed.
  public var text: String {
    var text = condition.text
    if holdSeconds > 0 { text += " for \(Self.duration(holdSeconds))" }
    if let gate { text += " while \(gate.text)" }
    return text
  }

  /// `90s`, `2m`, `1h`
  public static func duration(_ seconds: Int) -> String {
    for (size, unit) in [(86_400, "d"), (3600, "h"), (60, "m")]
    where seconds > 0 && seconds % size == 0 {
      return "\(seconds / size)\(unit)"
    }
    return "\(seconds)s"
  }
}

/// A signal held against a threshold.
public struct Condition: Hashable, Sendable {
  public enum Comparison: String, Sendable, CaseIterable {
    case above = ">"
    case atLeast = ">="
    case below = "<"
    case atMost = "<="

    /// Whether it asks for low values.
    public var isBelow: Bool { self == .below || self == .atMost }

    /// Whether a value is on the side that is asked for; an unknown one (not a number) is not.
    public func holds(_ value: Double, _ threshold: Double) -> Bool {
      switch self {
      case .above: value > threshold
      case .atLeast: value >= threshold
      case .below: value < threshold
      case .atMost: value <= threshold
      }
    }
  }

  public var signal: RuleSignal
  public var comparison: Comparison
  /// In the unit of the signal: milliseconds, a share from 0 to 1, or a number a minute.
  public var threshold: Double

  public init(_ signal: RuleSignal, _ comparison: Comparison, _ threshold: Double) {
    self.signal = signal
    self.comparison = comparison
    self.threshold = threshold
  }

  /// As it is typed.
  public var text: String {
    "\(signal.text) \(comparison.rawValue) \(signal.unit.typed(threshold))"
  }
}

/// What a rule looks at: one number a minute.
public struct RuleSignal: Hashable, Sendable {
  /// What is counted or measured.
  public enum Term: Hashable, Sendable {
    /// `nil` for all operations.
    case attempts(String?)
    case failures(String?)
    case latency(Statistic, String?)
    case lines(Level)
    /// A series that was given by its name, such as a metric of a file.
    case named(String)
  }

  public enum Statistic: Hashable, Sendable {
    case mean
    /// From 0 to 1.
    case quantile(Double)

    /// `mean`, `p95`, `p99.9`
    public var text: String {
      switch self {
      case .mean: "mean"
      case .quantile(let share): "p" + RuleUnit.figure(share * 100)
      }
    }
  }

  public enum Level: String, Hashable, Sendable, CaseIterable { case error, warning }

  public var term: Term
  /// What the term is divided by: of two counts a share comes.
  public var divisor: Term?
  /// The stretch that is counted, in seconds, where that is more than a minute.
  public var windowSeconds: Int

  public init(_ term: Term, per divisor: Term? = nil, windowSeconds: Int = 0) {
    self.term = term
    self.divisor = divisor
    self.windowSeconds = windowSeconds
  }

  /// As it is typed.
  public var text: String {
    let parts = ([term] + [divisor].compactMap { $0 }).map(\.text).joined(separator: "/")
    return windowSeconds > 0 ? "\(parts) over \(AlertRule.duration(windowSeconds))" : parts
  }

  public var unit: RuleUnit {
    if divisor != nil { return .share }
    switch term {
    case .attempts, .failures: return .perMinute
    case .lines: return .perMinute
    case .latency: return .milliseconds
    case .named: return .plain
    }
  }
}

extension RuleSignal.Term {
  /// As it is typed.
  public var text: String {
    switch self {
    case .attempts(let name): Self.call("attempts", [name])
    case .failures(let name): Self.call("failures", [name])
    case .latency(let statistic, let name): Self.call(statistic.text, ["latency", name])
    case .lines(let level): "lines(level=\(level.rawValue))"
    case .named(let name): "metric(\(Self.quoted(name)))"
    }
  }

  private static func call(_ function: String, _ arguments: [String?]) -> String {
    let given = arguments.compactMap { $0 }
    return given.isEmpty
      ? function : "\(function)(\(given.map(quoted).joined(separator: ", ")))"
  }

  /// A plain word as it is, any other name in quotes.
  static func quoted(_ name: String) -> String {
    name.utf8.allSatisfy(RuleScanner.isWordByte) && !name.isEmpty
      ? name
      : "\""
        + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}

/// What the numbers of a signal are of.
public enum RuleUnit: String, Hashable, Sendable {
  case milliseconds = "ms"
  case share
  case perMinute = "per_minute"
  /// Of a series from elsewhere, as it is there.
  case plain = ""

  /// A value as it is typed in a rule: `80ms`, `5%`, `10/m`.
  public func typed(_ value: Double) -> String {
    switch self {
    case .milliseconds: Self.figure(value) + "ms"
    case .share: Self.figure(value * 100) + "%"
    case .perMinute: Self.figure(value) + "/m"
    case .plain: Self.figure(value)
    }
  }

  /// A value for a sentence: `80 ms`, `5 %`, `10 a minute`.
  public func words(_ value: Double) -> String {
    switch self {
    case .milliseconds: NumberWords.milliseconds(value)
    case .share: NumberWords.figure(value * 100) + " %"
    case .perMinute: NumberWords.figure(value) + "/min"
    case .plain: NumberWords.figure(value)
    }
  }

  /// A number with as many digits as it has, at most nine behind the point.
  static func figure(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let rounded = (value * 1e9).rounded() / 1e9
    if let whole = Int(exactly: rounded) { return String(whole) }
    return String(rounded)
  }
}
