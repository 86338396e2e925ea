import Simulator
import TestSupport
import Testing

/// Logs in which nothing fails and values stand still, run through the whole program.
@Suite struct ValueIncidentTests {
  private func stamp(_ second: Double) -> String {
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    let milliseconds = Int(second * 1000)
    let (whole, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    let fraction = String(String(1000 + rest).dropFirst())
    return "2025-05-03T\(two(whole / 3600)):\(two(whole / 60 % 60)):\(two(whole % 60)).\(fraction)Z"
  }

  private func answer(_ second: Double, _ body: String, status: Int = 200, user: Int) -> String {
    #"{"time":"\#(stamp(second))","service":"stove","method":"POST","path":"/dish","#
      + #""status":\#(status),"user":"u\#(user)","resBody":"{\#(body)}"}"#
  }

  private func said(_ second: Double, _ message: String) -> String {
    #"{"time":"\#(stamp(second))","level":"info","service":"oven","message":"\#(message)"}"#
  }

  private func report(_ lines: [String]) throws -> Report {
    let folder = try ScratchFolder()
    // Stamps stand at the same place of every line.
    let log = lines.sorted { $0.prefix(35) < $1.prefix(35) }.map { $0 + "\n" }.joined()
    try folder.write("app.log", log)
    let run = try folder.inProcess(["draft", "app.log", "--format", "json"])
    #expect(run.status == 0, "\(run.errorText)")
    return try Report(run.output)
  }

  private func kinds(_ incident: [String: Any]) -> [String] {
    (incident["signals"] as? [[String: Any]] ?? []).compactMap { $0["kind"] as? String }
  }

  private func rows(_ incident: [String: Any]) -> String {
    Report.rows(incident).compactMap { $0["text"] as? String }.joined(separator: " ")
  }

  /// Two hours of dishes, one every four seconds, each with the body that `body` makes of it.
  private func dishes(
    status: (Double) -> Int = { _ in 200 }, users: Int = 900,
    _ body: (Double, inout SeededGenerator) -> String
  ) -> [String] {
    var random = SeededGenerator(seed: 3)
    return (0..<1800).map { at in
      let second = Double(at) * 4 + 0.25
      let text = body(second, &random).replacing("\"", with: "\\\"")
      return answer(second, text, status: status(second), user: random.below(users))
    }
  }

  private let fault = 3600.0..<4500.0

  @Test func aValueThatTurnsConstantIsAnIncidentInWhichNothingFailed() throws {
    let report = try report(
      dishes { at, random in
        let eta = fault.contains(at) ? 30 : 5 + random.below(40)
        return #""eta":\#(eta),"pan":{"n":1}"#
      })
    let incident = try #require(report.incidents.first)
    #expect(report.incidents.count == 1)
    #expect(Report.value("impact_start.earliest", in: incident) as? String == stamp(3596.25))
    #expect(Report.value("impact_start.latest", in: incident) as? String == stamp(3600.25))
    #expect(Report.value("impact_end.latest", in: incident) as? String == stamp(4500.25))
    #expect(Report.value("impact.failures", in: incident) as? Int == 0)
    #expect(kinds(incident).contains("content_fault"))
    #expect(rows(incident).contains("value of eta in responses of POST /dish stopped changing"))
  }

  @Test func aMarkerThatComesAndGoesIsAnIncident() throws {
    let report = try report(
      dishes { at, random in
        let from = fault.contains(at) ? "larder" : random.below(5) > 0 ? "stove" : "grill"
        return #""from":"\#(from)","pan":[2]"#
      })
    let incident = try #require(report.incidents.first)
    #expect(report.incidents.count == 1)
    #expect(Report.value("impact_start.latest", in: incident) as? String == stamp(3600.25))
    #expect(rows(incident).contains("not been seen before"))
  }

  @Test func whatStaysAsItBecameIsARelease() throws {
    let report = try report(
      dishes { at, _ in #""version":"\#(at < 3600 ? "v-a" : "v-b")""# })
    #expect(report.incidents.isEmpty)
  }

  @Test func whatMovesInStepsIsNoFault() throws {
    let report = try report(
      dishes { at, _ in #""day":\#(Int(at / 1200)),"rate":\#(Int(at / 700) % 3)"# })
    #expect(report.incidents.isEmpty)
  }

  @Test func oneGuestWhoAsksForTheSameIsNoFault() throws {
    var random = SeededGenerator(seed: 4)
    let lines = (0..<1800).map { at in
      let second = Double(at) * 4 + 0.25
      let isAlone = fault.contains(second)
      let body = #"\"dish\":\#(isAlone ? 7 : random.below(400))"#
      return answer(second, body, user: isAlone ? 1 : random.below(900))
    }
    #expect(try report(lines).incidents.isEmpty)
  }

  @Test func aChangedValueBesideFailuresIsASignalOfTheirs() throws {
    let outage = 3700.0..<4400.0
    let report = try report(
      dishes(status: { outage.contains($0) && Int($0) % 3 > 0 ? 500 : 200 }) { at, random in
        #""eta":\#(fault.contains(at) ? 30 : 5 + random.below(40))"#
      })
    let incident = try #require(report.incidents.first)
    #expect(report.incidents.count == 1)
    #expect(Report.value("impact.failures", in: incident) as? Int ?? 0 > 50)
    #expect(kinds(incident).contains("content_fault"))
    #expect(rows(incident).contains("value of eta"))
  }

  /// An oven that says its heat every ten seconds.
  private func oven(_ heat: (Double, inout SeededGenerator) -> Int) -> [String] {
    var random = SeededGenerator(seed: 8)
    return (0..<720).map { at in
      let second = Double(at) * 10 + 0.75
      return said(second, "heat \(heat(second, &random)) degrees")
    }
  }

  @Test func aGaugeThatStandsStillIsAStall() throws {
    var last = 0
    let report = try report(
      oven { at, random in
        if !fault.contains(at) { last = 200 + random.below(80) }
        return last
      })
    let incident = try #require(report.incidents.first)
    #expect(report.incidents.count == 1)
    #expect(Report.value("impact_start.latest", in: incident) as? String == stamp(3600.75))
    #expect(Report.value("impact_end.latest", in: incident) as? String == stamp(4500.75))
    #expect(kinds(incident).contains("stall"))
    #expect(Report.rows(incident).contains { $0["kind"] as? String == "stall" })
  }

  @Test func aGaugeThatRestsNowAndThenIsNone() throws {
    let report = try report(
      oven { at, random in Int(at / 600) % 3 == 0 ? 180 : 200 + random.below(80) })
    #expect(report.incidents.isEmpty)
  }

  @Test func whatCountsRequestsRestsWithThem() throws {
    let count = oven { at, _ in Int(min(at, fault.lowerBound) + max(0, at - fault.upperBound)) }
    let asked = dishes { at, random in "\"n\":\(random.below(90))" }
    let open = asked.enumerated().filter { !fault.contains(Double($0.offset) * 4) }.map(\.element)
    let incidents = try report(count + open).incidents
    #expect(incidents.allSatisfy { !rows($0).contains("heat") || !kinds($0).contains("stall") })
    let stalled = try report(count + asked).incidents
    #expect(stalled.contains { kinds($0).contains("stall") })
  }
}
