import Testing

@testable import Backtest

@Suite struct RuleParserTests {
  @Test(
    "a rule reads back as it is printed",
    arguments: [
      ("p95(latency, buy)>80ms for 2m", "p95(latency, buy) > 80ms for 2m"),
      ("mean( latency ) >= 0.2s", "mean(latency) >= 200ms"),
      ("failures(buy)/attempts(buy) > 5% for 60s", "failures(buy)/attempts(buy) > 5% for 1m"),
      ("failures(buy)/attempts(buy) over 5m > 0.05", "failures(buy)/attempts(buy) over 5m > 5%"),
      (
        "attempts(buy) < 1 for 5m while attempts > 5",
        "attempts(buy) < 1/m for 5m while attempts > 5/m"
      ),
      ("lines(level=error) > 600/h", "lines(level=error) > 10/m"),
      ("attempts(\"POST /a b\") <= 2/s", "attempts(\"POST /a b\") <= 120/m"),
      ("metric(\"queue depth\") > 3", "metric(\"queue depth\") > 3"),
    ])
  func reads(_ typed: String, _ printed: String) throws {
    let rule = try AlertRule(typed)
    #expect(rule.text == printed)
    #expect(try AlertRule(rule.text) == rule)
  }

  @Test(
    "what is wrong is said with its column",
    arguments: [
      ("", 1, "a signal is missing"),
      ("requests(buy) > 1", 1, "there is no signal 'requests'"),
      ("failures(buy) 5", 15, "one of > >= < <="),
      ("failures(buy) > x", 17, "a number is missing"),
      ("p95(latency, buy) > 80", 23, "a unit is expected"),
      ("failures(buy) > 5%", 18, "a unit is expected"),
      ("failures(buy) > 5 for ever", 23, "a number is missing"),
      ("failures(buy) > 5 for 2y", 23, "a duration is expected"),
      ("failures(buy) > 5 until 3", 19, "a unit is expected"),
      ("failures(buy) > 5/m until 3", 21, "'for DURATION'"),
      ("failures(\"buy > 5", 10, "the quote is not closed"),
      ("lines(level=loud) > 1", 13, "a level is"),
      ("p95(latency)/attempts > 1", 13, "only counts"),
      ("p200(latency) > 1ms", 1, "there is no signal 'p200'"),
    ])
  func refuses(_ typed: String, _ column: Int, _ problem: String) {
    do {
      _ = try AlertRule(typed)
      Issue.record("'\(typed)' was read")
    } catch {
      #expect(error.column == column, "\(error)")
      #expect(error.problem.contains(problem), "\(error)")
      #expect(error.description.contains("for example"))
    }
  }

  @Test("a metric's key is a count, or the latency of an operation")
  func metricKeys() {
    #expect(MetricKey("attempts(buy)") == .attempts("buy"))
    #expect(MetricKey("attempts") == .attempts(nil))
    #expect(MetricKey("latency(\"POST /x\")") == .latency("POST /x"))
    #expect(MetricKey("lines(level=error)") == .lines(.error))
    #expect(MetricKey("failures(buy)/attempts(buy)") == nil)
    #expect(MetricKey("latencies(buy)") == nil)
  }
}
