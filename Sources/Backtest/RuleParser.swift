/// Reads rules as they are typed: `SIGNAL OP VALUE [for DURATION] [while SIGNAL OP VALUE]`.
struct RuleParser {
  private var scanner: RuleScanner

  private static let functions = "attempts, failures, lines, metric, mean, p50, p90, p95, p99"
  private static let longestSeconds = 30 * 86_400

  init(_ text: String) { scanner = RuleScanner(text) }

  mutating func rule() throws(RuleError) -> AlertRule {
    let condition = try condition()
    var rule = AlertRule(condition, holdSeconds: 0)
    if scanner.take(word: "for") { rule.holdSeconds = try duration() }
    if scanner.take(word: "while") { rule.gate = try self.condition() }
    scanner.skipBlanks()
    guard scanner.isAtEnd else {
      throw scanner.error("'for DURATION', 'while CONDITION' or the end is expected here")
    }
    return rule
  }

  private mutating func condition() throws(RuleError) -> Condition {
    let signal = try signal()
    scanner.skipBlanks()
    let place = scanner.at
    // The longer signs first.
    guard
      let comparison = Condition.Comparison.allCases.sorted(by: {
        $0.rawValue.count > $1.rawValue.count
      }).first(where: { scanner.take($0.rawValue) })
    else { throw scanner.error("one of > >= < <= is expected here", at: place) }
    return Condition(signal, comparison, try threshold(for: signal.unit))
  }

  /// A signal alone: `failures(order)/attempts(order) over 5m`.
  mutating func signal() throws(RuleError) -> RuleSignal {
    var signal = RuleSignal(try term())
    let place = scanner.at
    if scanner.take("/") {
      signal.divisor = try term()
      guard signal.term.isCount, signal.divisor?.isCount == true else {
        throw scanner.error("only counts can be divided by one another", at: place)
      }
    }
    if scanner.take(word: "over") { signal.windowSeconds = try duration() }
    return signal
  }

  private mutating func term() throws(RuleError) -> RuleSignal.Term {
    scanner.skipBlanks()
    let place = scanner.at
    let function = scanner.word()
    switch function {
    case "attempts": return .attempts(try argument())
    case "failures": return .failures(try argument())
    case "lines": return .lines(try level())
    case "metric":
      guard let name = try argument() else { throw scanner.error("metric takes a name") }
      return .named(name)
    case "mean": return .latency(.mean, try latencyOf())
    default:
      guard let share = Self.quantile(function) else {
        let what = function.isEmpty ? "a signal is missing" : "there is no signal '\(function)'"
        throw scanner.error("\(what); known: \(Self.functions)", at: place)
      }
      return .latency(.quantile(share), try latencyOf())
    }
  }

  /// `p95` is 0.95; `nil` for what is no quantile.
  private static func quantile(_ word: String) -> Double? {
    guard word.hasPrefix("p"), let percent = Double(word.dropFirst()), percent > 0, percent < 100
    else { return nil }
    return percent / 100
  }

  /// What stands in brackets; `nil` without any.
  private mutating func argument() throws(RuleError) -> String? {
    guard scanner.take("(") else { return nil }
    let name = try scanner.name()
    try close()
    return name
  }

  private mutating func latencyOf() throws(RuleError) -> String? {
    guard scanner.take("("), scanner.take(word: "latency") else {
      throw scanner.error("'(latency, OPERATION)' is expected here")
    }
    guard scanner.take(",") else {
      try close()
      return nil
    }
    let name = try scanner.name()
    try close()
    return name
  }

  private mutating func level() throws(RuleError) -> RuleSignal.Level {
    guard scanner.take("("), scanner.take(word: "level"), scanner.take("=") else {
      throw scanner.error("'(level=error)' is expected here")
    }
    let place = scanner.at
    guard let level = RuleSignal.Level(rawValue: scanner.word()) else {
      throw scanner.error("a level is 'error' or 'warning'", at: place)
    }
    try close()
    return level
  }

  private mutating func close() throws(RuleError) {
    guard scanner.take(")") else { throw scanner.error("')' is expected here") }
  }

  private mutating func threshold(for unit: RuleUnit) throws(RuleError) -> Double {
    let value = try scanner.number()
    scanner.skipBlanks()
    let place = scanner.at
    let word = scanner.unit()
    let isWord = word == "for" || word == "while"
    if isWord { scanner.goBack(to: place) }
    let scales = unit.scales
    guard let scale = scales.first(where: { $0.unit == (isWord ? "" : word) })?.scale else {
      let known = scales.map(\.unit).filter { !$0.isEmpty }.joined(separator: ", ")
      throw scanner.error(
        known.isEmpty ? "no unit is expected here" : "a unit is expected here: \(known)",
        at: place)
    }
    return value * scale
  }

  private mutating func duration() throws(RuleError) -> Int {
    scanner.skipBlanks()
    let place = scanner.at
    let number = try scanner.number()
    let sizes = ["s": 1.0, "m": 60, "min": 60, "h": 3600, "d": 86_400]
    guard let size = sizes[scanner.unit()] else {
      throw scanner.error("a duration is expected here, such as 90s, 2m or 1h", at: place)
    }
    let seconds = number * size
    guard seconds >= 1, seconds <= Double(Self.longestSeconds) else {
      throw scanner.error("a duration is from 1s to 30d", at: place)
    }
    return Int(seconds)
  }
}

extension AlertRule {
  /// Reads a rule as it is typed.
  public init(_ text: String) throws(RuleError) {
    var parser = RuleParser(text)
    self = try parser.rule()
  }
}

extension RuleSignal {
  /// Reads a signal as it is typed.
  public init(_ text: String) throws(RuleError) {
    var parser = RuleParser(text)
    self = try parser.signal()
  }
}

extension RuleSignal.Term {
  fileprivate var isCount: Bool {
    switch self {
    case .attempts, .failures, .lines: true
    case .latency, .named: false
    }
  }
}

extension RuleUnit {
  /// Units that a threshold may be typed in, and how many of the signal's own each is; the empty
  /// one for a number alone.
  fileprivate var scales: [(unit: String, scale: Double)] {
    switch self {
    case .milliseconds: [("ms", 1), ("s", 1000), ("us", 0.001), ("m", 60_000)]
    case .share: [("%", 0.01), ("", 1)]
    case .perMinute:
      [("/m", 1), ("/min", 1), ("/s", 60), ("/h", 1.0 / 60), ("/d", 1.0 / 1440), ("", 1)]
    case .plain: [("", 1)]
    }
  }
}
