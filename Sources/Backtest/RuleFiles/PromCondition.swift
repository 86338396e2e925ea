/// Makes rules of expressions of a known shape.
///
/// Shares of failing requests, rates of requests, failures and lines of a level, means and
/// quantiles of latencies, and no requests, each with or without a gate behind `and`. A metric
/// is known by what the definition says of it, else by its name and labels.
struct PromCondition {
  /// Why an expression is not of a known shape.
  struct Unknown: Error {
    var reason: String
  }

  /// Terms by the selector that the definition has for them.
  private let known: [String: MetricKey]

  init(metrics: [MetricKey: String]) {
    var known: [String: MetricKey] = [:]
    for (key, text) in metrics {
      guard case .selector(let selector) = PromParser.expression(text) else { continue }
      known[selector.canonical] = key
    }
    self.known = known
  }

  /// A rule of a whole alerting expression.
  func rule(_ text: String, holdSeconds: Int) throws(Unknown) -> AlertRule {
    switch PromParser.expression(text) {
    case .binary("and", let one, let other):
      let gate = try condition(other)
      return AlertRule(try condition(one), holdSeconds: holdSeconds, gate: gate)
    case .call("absent", let inner), .call("absent_over_time", let inner):
      guard let first = inner.first else { throw Unknown(reason: Self.shapes) }
      let counted = try signal(first)
      return AlertRule(Condition(counted.signal, .below, 1), holdSeconds: holdSeconds)
    case let whole: return AlertRule(try condition(whole), holdSeconds: holdSeconds)
    }
  }

  /// What is held against a threshold elsewhere, as in Grafana: the expression alone.
  func condition(
    _ text: String, _ comparison: Condition.Comparison, _ threshold: Double
  ) throws(Unknown) -> Condition {
    try condition(PromParser.expression(text), comparison, threshold)
  }

  private static let shapes =
    "its expression is of no shape that is known (failures/attempts, rate, histogram_quantile, "
    + "each held against a number)"

  private func condition(_ expression: PromExpression) throws(Unknown) -> Condition {
    guard case .binary(let sign, let left, .number(let threshold)) = expression,
      let comparison = Condition.Comparison(rawValue: sign)
    else {
      if case .binary("==", let left, .number(0)) = expression {
        return try condition(left, .atMost, 0)
      }
      throw Unknown(reason: Self.shapes)
    }
    return try condition(left, comparison, threshold)
  }

  private func condition(
    _ left: PromExpression, _ comparison: Condition.Comparison, _ threshold: Double
  ) throws(Unknown) -> Condition {
    switch left {
    case .binary("*", let inner, .number(let scale)), .binary("*", .number(let scale), let inner):
      guard scale > 0 else { throw Unknown(reason: Self.shapes) }
      return try condition(inner, comparison, threshold / scale)
    case .binary("/", .binary("*", let above, .number(let scale)), let below),
      .binary("/", .binary("*", .number(let scale), let above), let below):
      guard scale > 0 else { throw Unknown(reason: Self.shapes) }
      return try condition(.binary("/", above, below), comparison, threshold / scale)
    case .binary("or", let inner, .call("vector", _)):
      return try condition(inner, comparison, threshold)
    default:
      let found = try signal(left)
      return Condition(found.signal, comparison, threshold * found.scale)
    }
  }

  /// A signal, and what a number of the expression is in the signal's unit.
  private func signal(
    _ expression: PromExpression
  ) throws(Unknown) -> (signal: RuleSignal, scale: Double) {
    switch expression {
    case .call("histogram_quantile", let arguments):
      guard arguments.count == 2, case .number(let share) = arguments[0], share > 0, share < 1
      else { throw Unknown(reason: Self.shapes) }
      let counter = try counter(arguments[1])
      return (
        RuleSignal(
          .latency(.quantile(share), try operation(counter.selector)),
          windowSeconds: counter.window),
        Self.milliseconds(of: counter.selector.name)
      )
    case .binary("/", let above, let below):
      return try share(try counter(above), try counter(below))
    default:
      let counter = try counter(expression)
      let signal = RuleSignal(try term(counter.selector), windowSeconds: counter.window)
      let scale = counter.isPerSecond ? 60 : 60 / Double(max(60, counter.seconds))
      return (signal, scale)
    }
  }

  private func share(
    _ above: Counter, _ below: Counter
  ) throws(Unknown) -> (signal: RuleSignal, scale: Double) {
    if above.selector.name.hasSuffix("_sum"), below.selector.name.hasSuffix("_count") {
      return (
        RuleSignal(
          .latency(.mean, try operation(below.selector)), windowSeconds: below.window),
        Self.milliseconds(of: above.selector.name)
      )
    }
    return (
      RuleSignal(
        try term(above.selector), per: try term(below.selector), windowSeconds: above.window), 1
    )
  }

  private static func milliseconds(of name: String) -> Double {
    name.contains("milliseconds") || name.contains("_ms") ? 1 : 1000
  }

  /// A counter and the stretch that it is counted over.
  private struct Counter {
    var selector: PromSelector
    var isPerSecond: Bool
    var seconds: Int
    /// As a signal has it: 0 for a minute and less.
    var window: Int { seconds > 90 ? seconds : 0 }
  }

  private func counter(_ expression: PromExpression) throws(Unknown) -> Counter {
    switch expression {
    case .call("sum", let inner) where inner.count == 1: return try counter(inner[0])
    case .call(let name, let inner)
    where ["rate", "irate", "increase"].contains(name) && inner.count == 1:
      guard case .selector(let selector) = inner[0] else { throw Unknown(reason: Self.shapes) }
      return Counter(
        selector: selector, isPerSecond: name != "increase", seconds: selector.rangeSeconds)
    case .selector(let selector) where selector.rangeSeconds == 0:
      guard known[selector.canonical] != nil else {
        throw Unknown(
          reason: "\(selector.name) stands in no rate(…), and the logs hold no such level")
      }
      return Counter(selector: selector, isPerSecond: true, seconds: 60)
    default: throw Unknown(reason: Self.shapes)
    }
  }

  // MARK: What a metric counts

  private static let statuses: Set<String> = [
    "code", "http_response_status_code", "http_status", "http_status_code", "response_code",
    "status", "status_code",
  ]
  private static let outcomes: Set<String> = ["outcome", "result", "success"]
  private static let routes: Set<String> = [
    "endpoint", "handler", "http_route", "operation", "path", "route", "uri", "url",
  ]

  private func term(_ selector: PromSelector) throws(Unknown) -> RuleSignal.Term {
    var bare = selector
    bare.rangeSeconds = 0
    switch known[bare.canonical] {
    case .attempts(let name): return .attempts(name)
    case .failures(let name): return .failures(name)
    case .lines(let level): return .lines(level)
    case .latency(let name): return .attempts(name)
    case nil: break
    }
    let name = selector.name.lowercased()
    if name.contains("log"), !name.contains("login"),
      let level = selector.matchers.first(where: { ["level", "severity"].contains($0.label) })
    {
      let word = level.value.lowercased()
      guard level.sign.first == "=" else { throw Unknown(reason: "it excludes a level of lines") }
      return .lines(word.hasPrefix("warn") ? .warning : .error)
    }
    let counted = ["request", "http", "call", "rpc", "attempt"].contains { name.contains($0) }
    guard counted || name.contains("error") || name.contains("fail") else {
      throw Unknown(
        reason: "it is not known what \(selector.name) counts; name it under metrics: in the "
          + "definition")
    }
    let operation = try operation(selector)
    return isOfFailures(selector) ? .failures(operation) : .attempts(operation)
  }

  private func isOfFailures(_ selector: PromSelector) -> Bool {
    let name = selector.name.lowercased()
    if name.contains("error") || name.contains("fail") { return true }
    return selector.matchers.contains { matcher in
      let value = matcher.value.lowercased()
      if Self.statuses.contains(matcher.label) {
        return matcher.sign.hasPrefix("=")
          ? value.hasPrefix("5") || value.contains("error") : value.contains("2")
      }
      return Self.outcomes.contains(matcher.label)
        && (value.contains("error") || value.contains("fail") || value == "false")
        && matcher.sign.hasPrefix("=")
    }
  }

  /// The operation that labels name; `nil` for all. Labels of places (`job`, `instance`) say
  /// nothing that the logs would hold.
  private func operation(_ selector: PromSelector) throws(Unknown) -> String? {
    var bare = selector
    bare.rangeSeconds = 0
    if let key = known[bare.canonical] { return key.operation }
    for ending in ["_bucket", "_sum", "_count"] where bare.name.hasSuffix(ending) {
      var base = bare
      base.name.removeLast(ending.count)
      if case .latency(let name)? = known[base.canonical] { return name }
      base.name += "_bucket"
      if case .latency(let name)? = known[base.canonical] { return name }
    }
    guard let route = selector.matchers.first(where: { Self.routes.contains($0.label) }) else {
      return nil
    }
    guard route.sign == "=" else {
      throw Unknown(reason: "it takes routes by a pattern (\(route.label)\(route.sign)…)")
    }
    let method = selector.matchers.first { $0.label == "method" && $0.sign == "=" }
    return method.map { "\($0.value.uppercased()) \(route.value)" } ?? route.value
  }
}
