import TestSupport
import Testing

/// What `recount backtest` writes is put before Prometheus' own tool, which `.ci/unpack` lays
/// beside the build.
@Suite struct PromtoolTests {
  private static let tool: String = {
    let file = #filePath
    let root = file.components(upTo: "/Tests/")
    return root + "/.build/debian/usr/bin/promtool"
  }()

  /// Two hours of orders and reads, in which orders fail or are slow for a quarter of an hour.
  private static func log(slow: Bool) -> String {
    (0..<120).flatMap { minute in
      (0..<12).map { at in
        let isBad = (70..<85).contains(minute) && at % 2 == 0
        let clock = "\(10 + minute / 60):\(two(minute % 60)):\(two(at * 5))"
        let path = at % 2 == 0 ? "/order" : "/menu"
        let took = isBad && slow ? 310 + at * 7 : 40 + (minute * 7 + at * 3) % 11
        let status = isBad && !slow && at % 4 == 0 ? 500 : 200
        return "time=2025-05-06T\(clock)Z level=info service=shop method=POST path=\(path) "
          + "status=\(status) duration=\(took)ms\n"
      }
    }.joined()
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static let definition = """
    recount: 1
    operations: [{name: buy, match: {path: /order}}, {name: look, match: {path: /menu}}]
    metrics:
      attempts: shop_calls_total
      attempts(buy): shop_calls_total{what="buy"}
      failures(buy): shop_calls_total{what="buy",result="bad"}
      latency(buy): shop_seconds{what="buy"}
      attempts(look): shop_calls_total{what="look"}
      failures(look): shop_calls_total{what="look",result="bad"}
      latency(look): shop_seconds{what="look"}
      lines(level=error): shop_lines_total{level="error"}

    """

  @Test(
    "rules pass their own test on raw counters", arguments: [true, false], [true, false])
  func passes(slow: Bool, named: Bool) throws {
    let folder = try ScratchFolder()
    try folder.write("shop.log", Self.log(slow: slow))
    try folder.write("shop.yaml", named ? Self.definition : "recount: 1\n")
    let run = try folder.inProcess(
      ["backtest", "shop.log", "--pipeline", "shop.yaml", "--write-rules", "rules"])
    #expect(run.status == 0, "\(run.errorText)")
    #expect(run.errorText.contains("sketch") == !named)
    var promtool = Program(in: folder.path + "/rules")
    promtool.executable = Self.tool
    let check = try promtool(["check", "rules", "prometheus-rules.yml"])
    #expect(check.status == 0, "\(Self.tool): \(check.text) \(check.errorText)")
    let test = try promtool(["test", "rules", "prometheus-rules.test.yml"])
    #expect(test.status == 0, "\(test.text) \(test.errorText)")
    let cases = String(
      decoding: folder.read("rules/prometheus-rules.test.yml") ?? [], as: UTF8.self)
    #expect(cases.contains("exp_annotations"))
  }

  @Test("a rule with another threshold fails that test")
  func canFail() throws {
    let folder = try ScratchFolder()
    try folder.write("shop.log", Self.log(slow: true))
    _ = try folder.inProcess(["backtest", "shop.log", "--write-rules", "rules"])
    let rules = String(decoding: folder.read("rules/prometheus-rules.yml") ?? [], as: UTF8.self)
    try folder.write(
      "rules/prometheus-rules.yml", rules.replacing(" > 0.0", with: " > 9.0"))
    var promtool = Program(in: folder.path + "/rules")
    promtool.executable = Self.tool
    #expect(try promtool(["test", "rules", "prometheus-rules.test.yml"]).status != 0)
  }
}

extension String {
  /// The front of a path, up to a part of it.
  fileprivate func components(upTo part: String) -> String {
    firstRange(of: part).map { String(self[..<$0.lowerBound]) } ?? self
  }
}
