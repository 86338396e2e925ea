/// Writes the signals of rules as PromQL on the metrics that a definition names, or on names that
/// are made up where it does not.
public struct PromQueries {
  private let metrics: [MetricKey: String]
  /// Counters that rules use, by what they count.
  public private(set) var used: [MetricKey: PromCounter] = [:]
  /// Some metric is not in the definition: what is written is a sketch.
  public private(set) var isSketch = false

  /// The stretch of rates: with samples each minute, from the last to this one; with more, their
  /// mean over a little more than a minute.
  static let window = "90s"

  public init(metrics: [MetricKey: String]) { self.metrics = metrics }

  /// A whole alerting expression.
  mutating func expression(of rule: AlertRule) -> String {
    var text = condition(rule.condition)
    if let gate = rule.gate { text = "(\(text)) and (\(condition(gate)))" }
    return text
  }

  private mutating func condition(_ condition: Condition) -> String {
    let (text, scale) = query(condition.signal, isBelow: condition.comparison.isBelow)
    let threshold = RuleUnit.figure(condition.threshold * scale)
    return "\(text) \(condition.comparison.rawValue) \(threshold)"
  }

  /// The query of a signal, and what one of the signal's unit is in it.
  mutating func query(_ signal: RuleSignal, isBelow: Bool) -> (text: String, scale: Double) {
    let window =
      signal.windowSeconds > 0
      ? AlertRule.duration(signal.windowSeconds) : Self.window
    switch signal.term {
    case .latency(let statistic, _):
      let counter = counter(of: signal.term)
      switch statistic {
      case .mean:
        let (sum, count) = (counter.selector("_sum"), counter.selector("_count"))
        return ("sum(rate(\(sum)[\(window)])) / sum(rate(\(count)[\(window)]))", 0.001)
      case .quantile(let share):
        let buckets = counter.selector("_bucket")
        return (
          "histogram_quantile(\(RuleUnit.figure(share)), sum by (le) "
            + "(rate(\(buckets)[\(window)])))", 0.001
        )
      }
    case .named(let name): return (name, 1)
    case .attempts, .failures, .lines:
      var text = rate(signal.term, window)
      if let divisor = signal.divisor { return ("\(text) / \(rate(divisor, window))", 1) }
      // No series at all is no request, too.
      if isBelow { text = "(\(text) or vector(0))" }
      return ("60 * \(text)", 1)
    }
  }

  private mutating func rate(_ term: RuleSignal.Term, _ window: String) -> String {
    let counter = counter(of: term)
    return counter.isExpression
      ? "(\(counter.text))" : "sum(rate(\(counter.text)[\(window)]))"
  }

  private mutating func counter(of term: RuleSignal.Term) -> PromCounter {
    guard let key = MetricKey(term) else { return PromCounter("") }
    if let known = used[key] { return known }
    var counter = PromCounter(Self.placeholder(key))
    if let text = metrics[key] {
      counter = PromCounter(text)
    } else {
      isSketch = true
    }
    used[key] = counter
    return counter
  }

  /// The names that instrumented services have most often.
  private static func placeholder(_ key: MetricKey) -> String {
    let route = key.operation.map { "route=\"\(PromCounter.escaped($0))\"" }
    func selector(_ name: String, _ more: [String] = []) -> String {
      let labels = more + [route].compactMap { $0 }
      return labels.isEmpty ? name : name + "{" + labels.joined(separator: ",") + "}"
    }
    return switch key {
    case .attempts: selector("http_requests_total")
    case .failures: selector("http_requests_total", ["code=~\"5..\""])
    case .latency: selector("http_request_duration_seconds")
    case .lines(let level): selector("log_lines_total", ["level=\"\(level.rawValue)\""])
    }
  }
}

/// A counter or histogram of Prometheus, by its name and labels.
public struct PromCounter: Hashable, Sendable {
  public var text: String

  init(_ text: String) { self.text = text }

  /// It is more than a name with labels: an expression that gives events a second.
  public var isExpression: Bool { text.contains("(") || text.contains("[") }

  /// The name with an ending, in front of the labels: `x_bucket{route="/order"}`.
  func selector(_ ending: String, label: String? = nil) -> String {
    let parts = text.split(separator: "{", maxSplits: 1)
    var name = parts.first.map(String.init) ?? text
    for known in ["_bucket", "_sum", "_count"] where name.hasSuffix(known) {
      name.removeLast(known.count)
    }
    var labels = parts.count > 1 ? String(parts[1].dropLast()) : ""
    if let label { labels += labels.isEmpty ? label : "," + label }
    return labels.isEmpty ? name + ending : name + ending + "{" + labels + "}"
  }

  static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: " ")
  }
}
