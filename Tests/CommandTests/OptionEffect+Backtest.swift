/// What the options of `recount backtest` change.
extension OptionEffect {
  private static func backtest(
    _ option: String, _ more: [String], _ change: Change, with extra: [String] = [],
    without less: [String] = []
  ) -> OptionEffect {
    OptionEffect(
      command: "backtest", option: option, base: ["backtest", "shop.log"] + extra, more: more,
      less: less, change: change)
  }

  private static let rule = ["--rule", "failures(order)/attempts(order) > 5% for 2m"]

  static let ofBacktest: [OptionEffect] = [
    backtest("input", ["two.log"], .differs),
    backtest(
      "pipeline", ["--pipeline", "shop.yaml"], .shows("failures(buy)"), with: ["--recommend"]),
    backtest(
      "exclude", ["--exclude", "two*"], .differs, with: ["two.log"]),
    backtest("input-tz", ["--input-tz", "America/Denver"], .shows("22:00")),
    backtest("input-format", ["--input-format", "shop*=logfmt"], .shows("nothing understood")),
    backtest("shift", ["--shift", "shop*=+1h"], .shows("17:00:00")),
    OptionEffect(
      command: "backtest", option: "apply-skew",
      base: ["backtest", "host-a.log", "host-b.log", "--format", "json"],
      more: ["--apply-skew"], change: .differs),
    backtest("tz", ["--tz", "America/Denver"], .shows("America/Denver")),
    backtest("since", ["--since", "2025-04-08 16:30"], .shows("order-1600")),
    backtest("until", ["--until", "2025-04-08 15:30"], .shows("order-1600")),
    backtest(
      "now", ["--now", "2025-04-08 17:00"], .differs, with: ["--since=-2h"],
      without: ["--now", "2025-04-09 17:00"]),
    backtest("cache", ["--cache", "kept"], .shows("cache: 0 of 1 input reused, 1 read")),
    backtest("threads", ["--threads", "1"], .nothing),
    backtest("block-size", ["--block-size", "64"], .nothing),
    // It changes a run that recount itself fails on; see `TrapTests`.
    backtest("keep-going", ["--keep-going"], .nothing),
    backtest(
      "quiet", ["--quiet"], .shows("matches no input"), with: ["--shift", "none*=1s"]),
    backtest("rule", rule, .shows("fired 16:02:00")),
    backtest("recommend", ["--recommend"], .shows("Recommended"), with: rule),
    backtest("budget", ["--budget", "7d"], .shows("one false alarm in 7 days")),
    backtest("write-rules", ["--write-rules", "rules"], .shows("wrote rules/")),
    backtest("power", ["--power"], .shows("Faults planted"), with: rule),
    backtest("events", ["--events", "oncall.jsonl"], .shows("noticed 16:03:00")),
    backtest("format", ["--format", "json"], .shows("recount.backtest/1")),
  ]
}
