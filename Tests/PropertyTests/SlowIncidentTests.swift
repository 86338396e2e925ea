import Simulator
import TestSupport
import Testing

/// Outages in which no request fails: slow calls, and calls that nobody makes.
@Suite struct SlowIncidentTests {
  private struct Call {
    /// Seconds after midnight at which it begins.
    var begin: Double
    var path = "/api/order"
    var milliseconds: Double
    var status = 200
    var host = ""
  }

  private func stamp(_ second: Double) -> String {
    let milliseconds = Int((second * 1000).rounded())
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    let (whole, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    let fraction = String(String(1000 + rest).dropFirst())
    return "2025-05-03T\(two(whole / 3600)):\(two(whole / 60 % 60)):\(two(whole % 60)).\(fraction)Z"
  }

  /// Orders and menus for two hours, each line at the end of its call.
  private func calls(
    everySeconds gap: Double, seed: UInt64 = 1, change: (inout Call) -> Bool
  ) -> [Call] {
    var random = SeededGenerator(seed: seed)
    func uniform() -> Double { Double(random.next() >> 11) / 9_007_199_254_740_992 }
    var calls: [Call] = []
    for path in ["/api/order", "/api/menu"] {
      var at = 0.0
      while at < 7200 {
        at += gap * (0.4 + 1.2 * uniform())
        var call = Call(begin: at, path: path, milliseconds: 30 + 30 * uniform())
        if change(&call) { calls.append(call) }
      }
    }
    return calls
  }

  private func report(_ calls: [Call]) throws -> Report {
    let ended = calls.map { ($0.begin + $0.milliseconds / 1000, $0) }.sorted { $0.0 < $1.0 }
    let log = ended.map { end, call in
      #"{"time":"\#(stamp(end))","level":"info","service":"shop","method":"POST","#
        + #""path":"\#(call.path)","status":\#(call.status),"#
        + #""duration_ms":\#(call.milliseconds)"#
        + (call.host.isEmpty ? "}" : #","hostname":"\#(call.host)"}"#)
        + "\n"
    }.joined()
    let folder = try ScratchFolder()
    try folder.write("shop.log", Array(log.utf8))
    let run = try folder.inProcess(["draft", "shop.log", "--format", "json"])
    #expect(run.status == 0, "\(run.errorText)")
    return try Report(run.output)
  }

  private func isIn(_ second: Double, _ interval: Any?) -> Bool {
    guard let ends = interval as? [String], ends.count == 2 else { return false }
    return String(ends[0].prefix(23)) <= String(stamp(second).prefix(23))
      && String(stamp(second).prefix(23)) <= String((ends[1].dropLast() + "000").prefix(23))
  }

  private func kinds(_ incident: [String: Any]) -> [String] {
    Report.rows(incident).compactMap { $0["kind"] as? String }
  }

  @Test(arguments: [8.0, 1.0, 0.12])
  func callsThatTakeThreeTimesAsLongAreAnIncident(_ gap: Double) throws {
    let (start, end) = (3000.4, 3720.9)
    let report = try report(
      calls(everySeconds: gap) { call in
        if call.path == "/api/order", call.begin >= start, call.begin < end {
          call.milliseconds *= 3
        }
        return true
      })
    #expect(report.ids == ["2025-05-03-order-0050"])
    let incident = try #require(report.incidents.first)
    #expect(kinds(incident) == ["latency_change", "became_normal", "confirmed"])
    #expect(isIn(start, Report.value("impact_start.interval", in: incident)))
    #expect(isIn(end, Report.value("impact_end.interval", in: incident)))
    #expect(Report.value("impact.failures", in: incident) as? Int == 0)
    let slow = Report.value("impact.degraded.count", in: incident) as? Int ?? 0
    #expect(Double(slow) > 0.8 * 720 / gap && Double(slow) < 1.1 * 720 / gap)
    let signals = incident["signals"] as? [[String: Any]] ?? []
    #expect(signals.map { $0["kind"] as? String } == ["latency_shift"])
    #expect(!String(describing: Report.rows(incident)).contains("failed"))
  }

  @Test func slowCallsOfOneHostAreSaidToBeConfinedToIt() throws {
    var at = 0
    let report = try report(
      calls(everySeconds: 1) { call in
        at += 1
        call.host = ["till-a", "till-b", "till-c"][at % 3]
        if call.host == "till-b", call.path == "/api/order", call.begin > 3000, call.begin < 3900 {
          call.milliseconds *= 6
        }
        return true
      })
    let incident = try #require(report.incidents.first)
    let found = Report.value("impact.concentration", in: incident) as? [[String: Any]] ?? []
    #expect(found.map { $0["value"] as? String } == ["till-b"])
    let told = Report.rows(incident).compactMap { $0["text"] as? String }
    #expect(told.count { $0.contains("host till-b: ") && $0.contains(" slow calls") } == 1)
  }

  @Test func aCallOfHalfAMinuteCountsFromItsBegin() throws {
    let (start, end) = (3000.4, 3720.9)
    let report = try report(
      calls(everySeconds: 2) { call in
        if call.path == "/api/order", call.begin >= start, call.begin < end {
          call.milliseconds = 30_000
          call.status = 504
        }
        return true
      })
    let incident = try #require(report.incidents.first)
    #expect(report.ids.count == 1)
    #expect(isIn(start, Report.value("impact_start.interval", in: incident)))
    #expect(isIn(end, Report.value("impact_end.interval", in: incident)))
  }

  @Test func aFifthSlowerIsNoIncident() throws {
    let report = try report(
      calls(everySeconds: 1) { call in
        if call.begin > 3000, call.begin < 3900 { call.milliseconds *= 1.2 }
        return true
      })
    #expect(report.ids.isEmpty)
  }

  @Test func ordersThatCeaseWhileMenusGoOnAreAnIncident() throws {
    let (start, end) = (3000.4, 3900.9)
    let report = try report(
      calls(everySeconds: 6) { $0.path == "/api/menu" || $0.begin < start || $0.begin >= end })
    #expect(report.ids == ["2025-05-03-order-0050"])
    let incident = try #require(report.incidents.first)
    #expect(kinds(incident) == ["last_success", "silence", "became_normal", "confirmed"])
    #expect(isIn(start, Report.value("impact_start.interval", in: incident)))
    #expect(isIn(end, Report.value("impact_end.interval", in: incident)))
    let low = Report.value("impact.missing.low", in: incident) as? Int ?? 0
    let high = Report.value("impact.missing.high", in: incident) as? Int ?? 0
    #expect(low <= 150 && 150 <= high && high - low < 80)
    #expect(Report.value("impact.attempts", in: incident) as? Int == 0)
  }

  @Test func aSilenceOfEverythingIsAGapAndNoIncident() throws {
    let report = try report(calls(everySeconds: 6) { $0.begin < 3000 || $0.begin >= 3900 })
    #expect(report.ids.isEmpty)
  }

  @Test func aWaveOfOthersDoesNotShowThatOrdersAreMissed() throws {
    let few = calls(everySeconds: 6) { $0.path == "/api/menu" || Int($0.begin) % 120 < 6 }
    let wave = (0..<1500).map { at in
      Call(begin: 3010 + Double(at) * 0.05, path: "/api/menu", milliseconds: 30)
    }
    #expect(try report(few + wave).ids.isEmpty)
  }

  @Test func whereSomePausesAreLongALongerOneIsNothing() throws {
    let pauses: [Range<Double>] = [
      500..<540, 1000..<1060, 1500..<1600, 2000..<2160, 2500..<2740, 3300..<4800,
    ]
    func orders(without pauses: ArraySlice<Range<Double>>) throws -> [String] {
      try report(
        calls(everySeconds: 6) { call in
          call.path == "/api/menu" || !pauses.contains { $0.contains(call.begin) }
        }
      ).ids
    }
    #expect(try orders(without: pauses[...]).isEmpty)
    #expect(try orders(without: pauses.suffix(1)) == ["2025-05-03-order-0050"])
  }
}
