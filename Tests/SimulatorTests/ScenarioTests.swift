import LogModel
import Testing

@testable import Simulator

@Suite struct ScenarioTests {
  private static let outage = OutagePlan.Outage(from: .clock(10, 0), to: .clock(10, 20))

  private func hour(_ traffic: TrafficModel, _ plan: OutagePlan = OutagePlan()) -> Scenario {
    Scenario(
      name: "hour", seed: 21, from: .clock(9, 30), to: .clock(10, 30), traffic: traffic,
      plan: plan)
  }

  @Test("the usual load is that of the load script")
  func baselineLoad() {
    let requests = Scenario.quietDay.requests
    func perHour(_ isCounted: (SimulatedRequest) -> Bool) -> Int {
      requests.count(where: isCounted) / 6
    }
    #expect((1170...1230).contains(perHour { $0.endpoint == .menu }))
    #expect((140...148).contains(perHour { $0.failure == .unknownUser }))
    #expect((69...75).contains(perHour { $0.endpoint == .order && !$0.isHungryOrder }))
    #expect((11...13).contains(perHour { $0.isHungryOrder }))
    #expect((31...35).contains(perHour { $0.requestBody.contains("franchisee@") }))
    let diners = requests.filter { $0.endpoint == .order && !$0.isHungryOrder }
    #expect(Set(diners.map(\.pizzas)) == [1, 2, 3])
    #expect(requests.allSatisfy { !$0.isHungryOrder || $0.pizzas == 22 })
  }

  @Test("no 22 pizzas are ordered where hungry orders are off")
  func noHungryOrders() {
    var traffic = TrafficModel()
    traffic.hungryOrders = false
    #expect(!hour(traffic).requests.contains { $0.isHungryOrder })
    #expect(hour(TrafficModel()).requests.contains { $0.isHungryOrder })
  }

  @Test("while the factory is down every order fails at once, the large ones too")
  func outageFailsAll() {
    let scenario = hour(TrafficModel(), OutagePlan(outages: [Self.outage]))
    let inside = scenario.requests.filter {
      $0.endpoint == .order && $0.begin >= Self.outage.from && $0.begin < Self.outage.to
    }
    #expect(inside.contains { $0.isHungryOrder })
    #expect(inside.contains { !$0.isHungryOrder })
    #expect(inside.allSatisfy { $0.failure == .outage(0) && $0.status == 500 })
    #expect(inside.allSatisfy { $0.latencyMilliseconds < 100 })
    let rest = scenario.requests.filter { $0.endpoint != .order }
    #expect(!rest.contains { $0.status >= 500 })
  }

  @Test(
    "the link is named and built as the plan says, and its secrets say that they are fakes",
    arguments: OutagePlan.ReportKey.allCases, OutagePlan.LinkForm.allCases)
  func links(key: OutagePlan.ReportKey, form: OutagePlan.LinkForm) throws {
    let plan = OutagePlan(outages: [Self.outage], reportKey: key, linkForm: form)
    let failed = hour(TrafficModel(), plan).requests.filter { $0.failure == .outage(0) }
    let body = try #require(failed.first?.responseBody)
    let start =
      "{\"message\":\"Failed to fulfill order at factory\",\"\(key.rawValue)\":"
      + "\"https://factory.example/api/"
    #expect(body.hasPrefix(start))
    let rest = body.dropFirst(start.count)
    switch form {
    case .query:
      #expect(rest.hasPrefix("report?apiKey=FAKE"))
      #expect(rest.contains("&fixCode=FAKE"))
    case .path:
      #expect(rest.hasPrefix("support/FAKE"))
      #expect(rest.contains("/report/FAKE"))
    }
    #expect(failed.allSatisfy { $0.responseBody == body })
  }

  @Test("a spike raises reads of the menu and leaves orders where they were")
  func spike() {
    let spike = OutagePlan.Spike(from: .clock(10, 0), seconds: 600, factor: 5)
    let calm = hour(TrafficModel()).requests
    let busy = hour(TrafficModel(), OutagePlan(spike: spike)).requests
    func times(_ requests: [SimulatedRequest], _ endpoint: Endpoint) -> [Timestamp] {
      requests.filter { $0.endpoint == endpoint }.map(\.begin)
    }
    #expect(times(calm, .order) == times(busy, .order))
    let reads = times(busy, .menu).count { $0 >= .clock(10, 0) && $0 < .clock(10, 10) }
    #expect((950...1050).contains(reads), "\(reads)")
  }

  @Test("passwords are masked, and tokens are fakes")
  func secrets() {
    let requests = hour(TrafficModel()).requests
    for request in requests where request.endpoint == .login {
      #expect(request.requestBody.contains(#""password": "*****""#))
    }
    let tokens = requests.filter { $0.responseBody.contains("eyJ") }
    #expect(tokens.count > 100)
    #expect(
      tokens.allSatisfy { $0.responseBody.contains("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.FAKE") })
  }

  @Test("orders are numbered in the order in which they came in, failed ones too")
  func orderIDs() {
    let scenario = hour(TrafficModel(), OutagePlan(outages: [Self.outage]))
    let orders = scenario.requests.filter { $0.endpoint == .order }
    let ids = orders.sorted { $0.begin < $1.begin }.compactMap(\.orderID)
    #expect(ids.count == orders.count)
    for (id, next) in zip(ids, ids.dropFirst()) { #expect(next == id + 1) }
  }

  @Test("random scenarios keep their promises", arguments: UInt64(100)..<140)
  func random(seed: UInt64) throws {
    let scenario = Scenario.random(seed: seed)
    let truth = try #require(scenario.truth)
    let outage = try #require(scenario.plan.outages.first)
    let length = outage.to.seconds(since: outage.from)
    #expect(length >= 180 && length <= 1800)
    #expect(outage.from.seconds(since: scenario.window.from) >= 1800)
    #expect(scenario.window.to.seconds(since: outage.to) >= 1800)
    // One order may have been on its way to success when the first one failed.
    #expect((0...1).contains(truth.attempts - truth.failures))
    #expect(truth.firstFailure >= outage.from)
    #expect(truth.lastFailure.seconds(since: outage.to) < 0.1)
    #expect(try #require(truth.lastSuccessBefore).seconds(since: outage.from) < 0.5)
    #expect(try #require(truth.firstSuccessAfter) > outage.to)
  }

  @Test("random scenarios differ in what they may differ in")
  func randomVariety() {
    let scenarios = (UInt64(0)..<40).map(Scenario.random(seed:))
    #expect(Set(scenarios.map(\.traffic.hungryOrders)).count == 2)
    #expect(Set(scenarios.map { $0.plan.spike == nil }).count == 2)
    #expect(Set(scenarios.map(\.plan.reportKey)).count == 4)
    #expect(Set(scenarios.map(\.window.from)).count == 40)
  }

  @Test("settings that make no sense neither trap nor hang")
  func senselessSettings() {
    var traffic = TrafficModel()
    (traffic.menuEvery, traffic.dinerEvery, traffic.hungryEvery) = (0, Int.max, -4)
    traffic.diners = 0
    traffic.rates = [
      RateStretch(from: .clock(9, 30), to: .clock(9, 31), factor: .nan),
      RateStretch(from: .clock(9, 31), to: .clock(9, 30), factor: .infinity),
    ]
    let spike = OutagePlan.Spike(from: .clock(9, 30), seconds: .max, factor: -1)
    let minute = Scenario(
      name: "", seed: 0, from: .clock(9, 30), to: .clock(9, 30, 5), traffic: traffic,
      plan: OutagePlan(spike: spike))
    #expect(!minute.requests.isEmpty)
    let backwards = Scenario(
      name: "", seed: 0, from: .clock(9, 30), to: .clock(9, 0), traffic: traffic)
    #expect(backwards.requests.isEmpty)
    #expect(backwards.log(as: .jsonLines).isEmpty)
  }
}
