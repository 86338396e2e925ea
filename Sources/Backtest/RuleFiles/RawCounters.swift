import Inference

/// The counters of a stretch of the history, as a monitoring system would have scraped them each
/// minute: input series of a test of `promtool`.
struct RawCounters {
  let signals: RuleSignals
  let steps: Range<Int>
  private var series: [(selector: String, values: [Double])] = []

  /// A counter that begins near 0 makes `rate` take less of what came before its first sample.
  private static let start = 1_000_000.0

  init(signals: RuleSignals, steps: Range<Int>) {
    self.signals = signals
    self.steps = steps
  }

  /// Adds what a metric counted. An expression of several is left out, for it has no one counter.
  mutating func add(_ counter: PromCounter, of key: MetricKey) {
    guard !counter.isExpression else { return }
    let plain = RuleSignal(.attempts(key.operation))
    guard let minutes = try? signals.minutes(of: key.operation, in: plain) else { return }
    switch key {
    case .attempts: add(counter.text, minutes.attempts)
    case .failures: add(counter.text, minutes.failures)
    case .lines(let level):
      add(counter.text, signals.counts.lines(ofWarnings: level == .warning))
    case .latency:
      add(counter.selector("_sum"), minutes.milliseconds.map { $0 / 1000 })
      add(counter.selector("_count"), minutes.timed)
      addBuckets(counter, minutes)
    }
  }

  /// One bucket for each class of latencies that is in the stretch.
  private mutating func addBuckets(_ counter: PromCounter, _ minutes: OperationMinutes) {
    let spreads = steps.map { minutes.spread(in: $0..<($0 + 1)) }
    let bounds = Set(spreads.flatMap { $0.map(\.to) }).sorted()
    for bound in bounds {
      add(
        counter.selector("_bucket", label: "le=\"\(RuleUnit.figure(bound / 1000))\""),
        ofSteps: spreads.map { own in
          own.reduce(0.0) { $0 + ($1.to <= bound ? Double($1.count) : 0) }
        })
    }
    add(
      counter.selector("_bucket", label: "le=\"+Inf\""),
      ofSteps: steps.map { minutes.timed[$0] })
  }

  private mutating func add(_ selector: String, _ all: [Double]) {
    add(selector, ofSteps: steps.map { all[$0] })
  }

  private mutating func add(_ selector: String, ofSteps counts: [Double]) {
    guard !series.contains(where: { $0.selector == selector }) else { return }
    series.append((selector, counts))
  }

  /// As `promtool` reads them.
  var text: String {
    apart.map { selector, counts in
      var sum = Self.start
      let values =
        [sum]
        + counts.map { count in
          sum += count
          return sum
        }
      let text = values.map(RuleUnit.figure).joined(separator: " ")
      return "      - series: '\(Self.concrete(selector))'\n        values: '\(text)'\n"
    }.joined()
  }

  /// Each series without what others hold that its selector takes too: `x` sums up what
  /// `x{code="500"}` counts.
  private var apart: [(selector: String, counts: [Double])] {
    let parsed = series.map { one -> (text: String, labels: Set<PromSelector.Matcher>) in
      guard case .selector(let selector) = PromParser.expression(one.selector) else {
        return (one.selector, [])
      }
      return (selector.name, Set(selector.matchers))
    }
    var own = series
    let order = series.indices.sorted {
      (-parsed[$0].labels.count, $0) < (-parsed[$1].labels.count, $1)
    }
    for (place, wide) in order.enumerated() {
      for narrow in order[..<place]
      where parsed[narrow].text == parsed[wide].text
        && parsed[narrow].labels.isStrictSuperset(of: parsed[wide].labels)
      {
        own[wide].values = zip(own[wide].values, own[narrow].values).map { max(0, $0 - $1) }
      }
    }
    return own.sorted { $0.selector < $1.selector }.map { ($0.selector, $0.values) }
  }

  /// One series that a selector takes: of a pattern of labels, the least that it matches.
  private static func concrete(_ selector: String) -> String {
    selector.replacing("=~\"5..\"", with: "=\"500\"").replacing("'", with: "''")
  }
}
