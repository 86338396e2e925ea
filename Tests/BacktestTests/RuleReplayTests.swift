import DrawnLogs
import Inference
import LogModel
import Testing

@testable import Backtest

/// Rules on the counts of made-up lines.
@Suite struct RuleReplayTests {
  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// Four calls a minute for half an hour, one of them to another path; what comes in the minutes
  /// 10 to 13 is bad.
  private func signals(_ bad: (_ minute: Int, _ at: Int) -> String? = { _, _ in nil }) throws
    -> RuleSignals
  {
    let lines = (0..<30).flatMap { minute in
      (0..<4).compactMap { at -> String? in
        let usual = "status=200 duration=\(40 + at)ms"
        let end = (10..<14).contains(minute) ? bad(minute, at) ?? usual : usual
        guard !end.isEmpty else { return nil }
        return "time=2025-05-06T10:\(Self.two(minute)):\(Self.two(at * 15))Z level=info "
          + "service=shop method=POST path=\(at == 3 ? "/menu" : "/order") \(end)\n"
      }
    }
    let tally = try DrawnLog.tally(of: [("shop.log", lines.joined())])
    return RuleSignals(try #require(MinuteCounts(tally)))
  }

  private func outcome(_ rule: String, _ signals: RuleSignals) throws -> RuleOutcome {
    let begin = Timestamp(seconds: 1_746_525_600 + 600)
    let incident = IncidentStretch(
      id: "i", operations: [], from: begin, firstBad: begin,
      to: begin.advanced(bySeconds: 240), detected: begin.advanced(bySeconds: 300))
    return try RuleReplay(signals, incidents: [incident]).outcome(of: try AlertRule(rule))
  }

  @Test("a share fires at the end of its last minute, and before it was noticed")
  func share() throws {
    let signals = try signals { _, at in at == 0 ? "status=500 duration=40ms" : nil }
    let told = try outcome("failures(order)/attempts(order) > 30% for 2m", signals)
    #expect(told.incidents[0].afterSeconds == 120)
    #expect(told.incidents[0].beforeDetectionSeconds == 180)
    #expect(told.falseAlarms.isEmpty && told.hasFired)
    let longer = try outcome("failures(order)/attempts(order) > 30% for 5m", signals)
    #expect(longer.incidents[0].fired == nil && !longer.hasFired)
    #expect(longer.margin.map { ($0 * 100).rounded() } == 30)
  }

  @Test("a window counts the minutes before, too")
  func window() throws {
    let signals = try signals { _, at in at == 0 ? "status=500 duration=40ms" : nil }
    // One of 3 a minute: 4 of 12 in the fourth bad minute, and 4 of 15 where five are counted.
    let told = try outcome("failures(order)/attempts(order) over 5m > 26%", signals)
    #expect(told.incidents[0].afterSeconds == 240)
  }

  @Test("latencies have a mean and quantiles, of one operation or of all")
  func latency() throws {
    let signals = try signals { _, at in at == 3 ? "status=200 duration=900ms" : nil }
    #expect(try outcome("mean(latency, menu) > 800ms", signals).incidents[0].afterSeconds == 60)
    #expect(try outcome("mean(latency, order) > 50ms", signals).hasFired == false)
    #expect(try outcome("p99(latency) > 800ms for 4m", signals).incidents[0].afterSeconds == 240)
    #expect(try outcome("p50(latency) > 100ms", signals).hasFired == false)
  }

  @Test("requests that do not come fire while others do")
  func missing() throws {
    let quiet = try signals { _, at in at < 3 ? "" : nil }
    let rule = "attempts(order) < 1 for 3m while attempts > 0.5"
    #expect(try outcome(rule, quiet).incidents[0].afterSeconds == 180)
    #expect(try outcome("attempts(order) < 1 for 3m while attempts > 2", quiet).hasFired == false)
    #expect(try outcome(rule, try signals()).hasFired == false)
  }

  @Test("alarms outside of incidents are false, and a short history does not say how often")
  func falseAlarms() throws {
    let told = try outcome("attempts(order) > 2", try signals())
    #expect(told.falseAlarms.count == 1)
    #expect(told.incidents[0].wasFiringBefore)
    #expect(told.falseAlarmsPerWeek == nil)
  }

  @Test("a series from elsewhere is replayed by its name")
  func named() throws {
    let signals = try signals()
    let begin = Timestamp(seconds: 1_746_525_600 + 600)
    signals.add(
      "queue depth",
      of: (0..<4).map { (begin.advanced(bySeconds: Double($0) * 60), Double($0 * 10)) })
    let told = try outcome("metric(\"queue depth\") >= 10 for 2m", signals)
    #expect(told.incidents[0].afterSeconds == 180)
    #expect(throws: RuleError.self) { try outcome("metric(other) > 1", signals) }
  }
}
