import LogModel

/// Writes recommended rules as files of Prometheus and of Grafana, and a test of them.
public struct RuleWriting {
  /// A file by its name.
  public struct File: Sendable {
    public var name: String
    public var text: String
  }

  private let rules: [RecommendedRule]
  private let signals: RuleSignals
  private let incidents: [IncidentStretch]
  private var queries: PromQueries
  private var alerts: [Alert] = []

  private struct Alert {
    var name: String
    var expression: String
    /// What `for:` says: it is looked at each minute, so it fires so long after the first.
    var hold: Int
    var rule: RecommendedRule
  }

  public init(
    _ rules: [RecommendedRule], on signals: RuleSignals, incidents: [IncidentStretch],
    metrics: [MetricKey: String]
  ) {
    self.rules = rules
    self.signals = signals
    self.incidents = incidents
    queries = PromQueries(metrics: metrics)
    for rule in rules {
      var alert = Alert(
        name: Self.name(of: rule.rule), expression: queries.expression(of: rule.rule),
        hold: max(0, rule.rule.holdSeconds - Int(signals.counts.stepSeconds)), rule: rule)
      let twins = alerts.count { $0.name.hasPrefix(alert.name) }
      if twins > 0 { alert.name += String(twins + 1) }
      alerts.append(alert)
    }
  }

  /// Whether some metric is not in the definition.
  public var isSketch: Bool { queries.isSketch }

  /// Rules of Prometheus, the same of Grafana, and a test of the first for `promtool test rules`.
  public var files: [File] {
    var files = [
      File(name: "prometheus-rules.yml", text: prometheus),
      File(name: "grafana-rules.yml", text: grafana),
    ]
    if let test { files.append(File(name: "prometheus-rules.test.yml", text: test)) }
    return files
  }

  /// `OrderFailures`, `OrderLatencyP95`
  private static func name(of rule: AlertRule) -> String {
    func words(_ name: String?, _ more: String) -> String {
      let parts = (name ?? "all").split { !$0.isLetter && !$0.isNumber || !$0.isASCII }
      let name = parts.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
      return (name.first?.isLetter == true ? name : "Op" + name) + more
    }
    switch rule.condition.signal.term {
    case .failures(let name): return words(name, "Failures")
    case .attempts(let name):
      return words(name, rule.condition.comparison.isBelow ? "Missing" : "Requests")
    case .latency(.mean, let name): return words(name, "LatencyMean")
    case .latency(.quantile(let share), let name):
      return words(name, "LatencyP\(Int((share * 100).rounded()))")
    case .lines(let level): return words(level.rawValue, "Lines")
    case .named(let name): return words(name, "")
    }
  }

  private var head: String {
    isSketch
      ? "# A SKETCH: the definition does not name all of the metrics (metrics:), so their names\n"
        + "# and labels are made up here. Put in your own before you use it.\n"
      : ""
  }

  private static func quoted(_ text: String) -> String {
    "\"" + PromCounter.escaped(text) + "\""
  }

  private var prometheus: String {
    var text = head + "groups:\n  - name: recount\n    interval: 1m\n    rules:\n"
    if alerts.isEmpty { text += "      []\n" }
    for alert in alerts {
      text += "      - alert: \(alert.name)\n"
      text += "        expr: \(Self.quoted(alert.expression))\n"
      if alert.hold > 0 { text += "        for: \(AlertRule.duration(alert.hold))\n" }
      text += "        annotations:\n"
      text += "          summary: \(Self.quoted(alert.rule.rule.text))\n"
      text += "          history: \(Self.quoted(alert.rule.history))\n"
    }
    return text
  }

  private var grafana: String {
    var text =
      head + "# The data source is the one with the uid 'prometheus'.\napiVersion: 1\ngroups:\n"
      + "  - orgId: 1\n    name: recount\n    folder: recount\n    interval: 1m\n    rules:\n"
    if alerts.isEmpty { text += "      []\n" }
    for (at, alert) in alerts.enumerated() {
      text += """
              - uid: recount-\(at + 1)
                title: \(alert.name)
                condition: B
                for: \(AlertRule.duration(max(60, alert.hold)))
                noDataState: OK
                execErrState: Error
                annotations:
                  summary: \(Self.quoted(alert.rule.rule.text))
                  history: \(Self.quoted(alert.rule.history))
                data:
                  - refId: A
                    relativeTimeRange: {from: 600, to: 0}
                    datasourceUid: prometheus
                    model: {refId: A, instant: true, expr: \(Self.quoted(alert.expression))}
                  - refId: B
                    datasourceUid: __expr__
                    model:
                      refId: B
                      type: threshold
                      expression: A
                      conditions:
                        - evaluator:
                            type: \(threshold(of: alert))
                            params: [\(limit(of: alert))]

        """
    }
    return text
  }

  /// The query gives no series while its condition does not hold, so any value of one is enough.
  private func threshold(of alert: Alert) -> String {
    alert.rule.rule.condition.comparison.isBelow ? "lt" : "gt"
  }

  private func limit(of alert: Alert) -> String {
    let condition = alert.rule.rule.condition
    let scale = condition.signal.unit == .milliseconds ? 0.001 : 1
    return RuleUnit.figure(condition.threshold * scale)
  }

  // MARK: The test

  /// Minutes before an incident and after it that the test has samples of.
  private static let around = 20
  private static let mostMinutes = 600

  /// The counters of the incident that most rules fire in, as the logs have them, and when each
  /// rule fires; `nil` where there is none.
  private var test: String? {
    guard
      let incident = incidents.max(by: { a, b in
        (fired(in: a.id), b.firstBad) < (fired(in: b.id), a.firstBad)
      }), fired(in: incident.id) > 0, signals.counts.stepSeconds == 60
    else { return nil }
    let longest = rules.map { $0.rule.condition.signal.windowSeconds + $0.rule.holdSeconds }.max()
    let lead = Self.around + (longest ?? 0) / 60
    let wanted = signals.counts.step(of: incident.from) - lead
    let first = max(0, wanted)
    let last = min(
      signals.counts.steps, signals.counts.step(of: incident.to) + Self.around,
      first + Self.mostMinutes)
    guard first < last else { return nil }
    var counters = RawCounters(signals: signals, steps: first..<last)
    var cases = ""
    for alert in alerts {
      guard let fired = alert.rule.outcome.incidents.first(where: { $0.id == incident.id })?.fired,
        let minute = minute(of: fired, from: first), minute < last - first
      else { continue }
      // What is a sketch for one metric is tried all the same: the names are the test's, too.
      cases += "      - eval_time: \(minute)m\n        alertname: \(alert.name)\n"
      cases += "        exp_alerts:\n          - exp_annotations:\n"
      cases += "              summary: \(Self.quoted(alert.rule.rule.text))\n"
      cases += "              history: \(Self.quoted(alert.rule.history))\n"
      // Without all of its window before it, a rate is put together of what there is.
      if minute > 0, wanted >= 0 || alert.rule.rule.condition.signal.windowSeconds == 0 {
        cases += "      - eval_time: \(minute - 1)m\n        alertname: \(alert.name)\n"
        cases += "        exp_alerts: []\n"
      }
    }
    for (key, counter) in queries.used { counters.add(counter, of: key) }
    return head + "# Raw counters of \(incident.id), a sample a minute, as the logs have them.\n"
      + "rule_files: [prometheus-rules.yml]\nevaluation_interval: 1m\ntests:\n"
      + "  - interval: 1m\n    input_series:\n" + counters.text + "    alert_rule_test:\n" + cases
  }

  private func fired(in id: String) -> Int {
    rules.count { $0.outcome.incidents.contains { $0.id == id && $0.fired != nil } }
  }

  /// The sample at minute `n` holds what was counted up to then.
  private func minute(of time: Timestamp, from first: Int) -> Int? {
    let begin = signals.counts.time(ofStep: first)
    let seconds = time.seconds(since: begin)
    return seconds >= 0 ? Int((seconds / 60).rounded(.up)) : nil
  }
}

extension RecommendedRule {
  /// `7 days of history: 1 false alarm; would have fired in 1 of 1 incident`
  public var history: String {
    let length = NumberWords.duration(outcome.healthySeconds) + " of history"
    let alarms =
      outcome.falseAlarmsPerWeek == nil
      ? "false alarms unknown"
      : outcome.falseAlarms.isEmpty
        ? "no false alarm" : NumberWords.count(outcome.falseAlarms.count, "false alarm")
    let all = outcome.incidents.count
    return all == 0
      ? "\(length): \(alarms)"
      : "\(length): \(alarms); would have fired in \(caught.count) of "
        + NumberWords.count(all, "incident")
  }
}
