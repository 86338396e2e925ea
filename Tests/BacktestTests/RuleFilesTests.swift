import Testing

@testable import Backtest

@Suite struct RuleFilesTests {
  /// The rule that an expression is replayed as, or why it is not.
  private func replayed(_ expression: String, _ metrics: [MetricKey: String] = [:]) throws -> String
  {
    let quoted = expression.replacing("'", with: "''")
    let file = """
      groups:
        - name: g
          rules:
            - record: job:x
              expr: sum(x)
            - alert: Some
              expr: '\(quoted)'
              for: 2m
      """
    let rules = try RuleFiles(metrics: metrics).rules(in: file, at: "a.yml")
    #expect(rules.count == 1)
    #expect(rules[0].source == "a.yml:6")
    return rules[0].rule?.text ?? rules[0].problem ?? ""
  }

  private static let shapes: [(expression: String, rule: String)] = [
    (
      #"sum(rate(http_total{code=~"5.."}[5m])) / sum(rate(http_total[5m])) > 0.05"#,
      "failures/attempts over 5m > 5% for 3m"
    ),
    (
      #"100 * sum(rate(http_errors{path="/buy"}[1m])) / sum(rate(http_all{path="/buy"}[1m])) >= 5"#,
      "failures(\"/buy\")/attempts(\"/buy\") >= 5% for 3m"
    ),
    (
      #"histogram_quantile(.95, sum(rate(x_bucket{path="/buy",method="post"}[5m])) by (le)) > .08"#,
      "p95(latency, \"POST /buy\") over 5m > 80ms for 3m"
    ),
    ("rate(http_sum[1m]) / rate(http_count[1m]) > 1", "mean(latency) > 1000ms for 3m"),
    (
      #"sum(increase(log_messages_total{level="error"}[5m])) > 50"#,
      "lines(level=error) over 5m > 10/m for 3m"
    ),
    ("sum by (job) (rate(http_requests_total[1m])) < 0.1", "attempts < 6/m for 3m"),
    (
      #"rate(http_total{handler="/buy"}[1m]) == 0 and rate(http_total[1m]) > 1"#,
      "attempts(\"/buy\") <= 0/m for 3m while attempts > 60/m"
    ),
  ]

  @Test("expressions of known shapes become rules", arguments: shapes)
  func known(_ expression: String, _ rule: String) throws {
    #expect(try replayed(expression) == rule)
  }

  @Test(
    "what is of no known shape is named with its reason",
    arguments: [
      ("up == 0", "up stands in no rate"),
      ("predict_linear(node_free[1h], 3600) < 0", "no shape that is known"),
      ("rate(things_total[1m]) > 3", "not known what things_total counts"),
      (#"rate(http_requests_total{route=~"/a.*"}[1m]) > 3"#, "routes by a pattern"),
      ("sum(rate(http_requests_total[5m]", "no shape that is known"),
    ])
  func unknown(_ expression: String, _ reason: String) throws {
    #expect(try replayed(expression).contains(reason))
  }

  @Test("the definition says what a metric counts")
  func metrics() throws {
    let metrics: [MetricKey: String] = [
      .attempts("buy"): #"pies{shop="a", kind="b"}"#, .latency("buy"): "bake_seconds",
    ]
    #expect(
      try replayed(#"sum(rate(pies{kind="b",shop="a"}[1m])) > 1"#, metrics)
        == "attempts(buy) > 60/m for 3m")
    #expect(
      try replayed("histogram_quantile(0.5, rate(bake_seconds_bucket[1m])) > 2", metrics)
        == "p50(latency, buy) > 2000ms for 3m")
  }

  @Test("Grafana's provisioning is read through its threshold")
  func grafana() throws {
    let file = """
      apiVersion: 1
      groups:
        - name: g
          rules:
            - title: Slow
              for: 5m
              condition: C
              data:
                - refId: A
                  model: {expr: 'sum(rate(http_requests_total{status="500"}[$__rate_interval]))'}
                - refId: B
                  model: {type: reduce, expression: A}
                - refId: C
                  model:
                    type: threshold
                    expression: B
                    conditions: [{evaluator: {type: gt, params: [0.5]}}]
      """
    let rules = try RuleFiles(metrics: [:]).rules(in: file, at: "g.yaml")
    #expect(rules.map(\.name) == ["Slow"])
    #expect(rules.first?.rule?.text == "failures > 30/m for 6m")
  }

  @Test("a file without rules is refused")
  func refused() {
    #expect(throws: RuleFiles.Failure.self) {
      try RuleFiles(metrics: [:]).rules(in: "a: 1", at: "x.yml")
    }
  }
}
