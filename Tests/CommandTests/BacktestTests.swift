import TestSupport
import Testing

/// `recount backtest` as a user runs it.
@Suite struct BacktestTests {
  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// Orders of some 42 ms, nine a minute; for eighteen minutes of the last hour they take some 120,
  /// and nobody is told, for the rule asks for 165.
  private static func log(hours: Int) -> String {
    var random: UInt64 = 11
    func next(_ below: Int) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(random >> 33) % below
    }
    let bad = hours * 60 - 52
    return (0..<(hours * 60)).flatMap { minute in
      (0..<9).map { at in
        let isBad = (bad..<(bad + 18)).contains(minute)
        let took = (isBad ? 105 : 30) + next(isBad ? 30 : 25)
        let (day, hour) = (1 + minute / 1440, minute / 60 % 24)
        return
          "time=2025-04-\(two(day))T\(two(hour)):\(two(minute % 60)):\(two(at * 6 + next(5)))Z "
          + "level=info service=shop method=POST path=/api/order status=200 duration=\(took)ms\n"
      }
    }.joined()
  }

  private func backtest(_ hours: Int, _ arguments: [String]) throws -> Program.Result {
    let folder = try ScratchFolder()
    try folder.write("shop.log", Self.log(hours: hours))
    return try folder.program(["backtest", "shop.log"] + arguments)
  }

  @Test("a rule above what was reached never fires, and its margin is told")
  func neverFired() throws {
    let run = try backtest(3, ["--rule", "mean(latency, order) > 165ms for 1m"])
    #expect(run.status == 0, "\(run.errorText)")
    #expect(run.text.contains("never fired: nearest 12"), "\(run.text)")
    #expect(run.text.contains("margin 4"), "\(run.text)")
    #expect(run.text.contains("false alarms: unknown (0 in"), "\(run.text)")
  }

  @Test("a recommended rule fires within three minutes of the first slow one")
  func recommended() throws {
    let run = try backtest(72, ["--recommend", "--format", "json"])
    #expect(run.status == 0, "\(run.errorText)")
    let after = run.text.matches(of: #/"after_s": ([0-9.]+)/#).compactMap { Double($0.1) }
    #expect((after.min() ?? .infinity) <= 180, "\(run.text)")
    let counts = run.text.matches(
      of: #/"false_alarms": \{\n +"count": ([0-9]+),\n +"per_week": ([0-9a-z]+)/#)
    #expect(counts.first.map { ($0.1 == "0") && ($0.2 == "0") } == true, "\(run.text)")
  }

  @Test("with a short history false alarms are unknown, in the draft too")
  func shortHistory() throws {
    let run = try backtest(3, [])
    #expect(run.text.contains("of history: false alarms unknown"), "\(run.text)")
    #expect(run.text.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(run.text)")
    let folder = try ScratchFolder()
    try folder.write("shop.log", Self.log(hours: 3))
    let draft = try folder.program(["draft", "shop.log", "--format", "json"])
    let alert = try #require(draft.text.firstMatch(of: #/"detectable": \{[^}]*\}/#))
    #expect(alert.output.contains("\"false_alarms\": null"), "\(alert.output)")
    #expect(alert.output.contains("of history: false alarms unknown"), "\(alert.output)")
    #expect(alert.output.contains("latency"), "\(alert.output)")
  }

  @Test(
    "a rule that cannot be is refused with what could be",
    arguments: [
      ("p95(latency, ordre) > 80ms", "nearest: 'order'"),
      ("p95(latency, order) > 80", "column 25: a unit is expected"),
      ("rules.yml", "no such file"),
    ])
  func refused(_ rule: String, _ said: String) throws {
    let run = try backtest(2, ["--rule", rule])
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errorText.contains(said), "\(run.errorText)")
  }

  @Test("rules of files are replayed, or named with the reason")
  func files() throws {
    let folder = try ScratchFolder()
    try folder.write("shop.log", Self.log(hours: 3))
    try folder.write(
      "rules.yml",
      """
      groups:
        - name: shop
          rules:
            - alert: Slow
              expr: histogram_quantile(0.9, rate(http_request_duration_seconds_bucket[1m])) > 0.08
              for: 1m
            - alert: Down
              expr: up == 0

      """)
    let run = try folder.program(["backtest", "shop.log", "--rule", "rules.yml"])
    #expect(run.status == 0, "\(run.errorText)")
    #expect(run.text.contains("Slow (rules.yml:4): p90(latency) > 80ms for 2m"), "\(run.text)")
    #expect(run.text.contains("fired 02:10:00"), "\(run.text)")
    #expect(run.text.contains("Down (rules.yml:7): up == 0"), "\(run.text)")
    #expect(run.text.contains("not replayable: up stands in no rate"), "\(run.text)")
  }

  @Test("what is planted whole is found, and the seed makes it the same each time")
  func power() throws {
    let run = try backtest(6, ["--power", "--format", "json"])
    #expect(run.status == 0, "\(run.errorText)")
    let whole = run.text.matches(
      of: #/"share": 1,\n +"duration_s": 1800,\n +"planted": 4,\n +"found": 4/#)
    #expect(!whole.isEmpty, "\(run.text.suffix(4000))")
    #expect(try backtest(6, ["--power", "--format", "json"]).output == run.output)
  }
}
