import LogModel
import Testing

@testable import Simulator

@Suite struct IncidentTruthTests {
  @Test("the truth of a named scenario is what its log says", arguments: Scenario.Name.allCases)
  func named(_ name: Scenario.Name) throws {
    let scenario = Scenario.named(name)
    #expect(try NaiveRecount(log: scenario.log(as: .jsonLines)) == NaiveRecount(scenario.truth))
  }

  @Test("the truth of a random scenario is what its log says", arguments: UInt64(0)..<12)
  func random(seed: UInt64) throws {
    let scenario = Scenario.random(seed: seed)
    #expect(try NaiveRecount(log: scenario.log(as: .jsonLines)) == NaiveRecount(scenario.truth))
  }

  @Test("a relapse is two phases of one truth")
  func relapse() throws {
    let plan = OutagePlan(outages: [
      .init(from: .clock(10, 0), to: .clock(10, 8)),
      .init(from: .clock(10, 20), to: .clock(10, 30)),
    ])
    let scenario = Scenario(
      name: "relapse", seed: 12, from: .clock(9, 0), to: .clock(11, 0),
      traffic: TrafficModel(), plan: plan)
    let truth = try #require(scenario.truth)
    #expect(try NaiveRecount(log: scenario.log(as: .jsonLines)) == NaiveRecount(truth))
    try #require(truth.phases.count == 2)
    let (first, second) = (truth.phases[0], truth.phases[1])
    #expect(first.firstFailure == truth.firstFailure)
    #expect(second.lastFailure == truth.lastFailure)
    #expect(first.failures + second.failures == truth.failures)
    #expect(first.pizzas + second.pizzas == truth.pizzas)
    #expect(try #require(first.firstSuccessAfter) < .clock(10, 10))
    #expect(try #require(second.lastSuccessBefore) < second.firstFailure)
    #expect(try #require(second.lastSuccessBefore) > .clock(10, 18))
    // Orders went well between the phases, and count as attempts.
    #expect(truth.attempts > truth.failures)
    #expect(second.attempts == second.failures)

    // Each phase is what a log of its own stretch says.
    let early = scenario.requests.filter { $0.time < .clock(10, 15) }
    let late = scenario.requests.filter { $0.time >= .clock(10, 15) }
    #expect(IncidentTruth(of: early) == first)
    #expect(try NaiveRecount(log: LogWriter.write(late, as: .jsonLines)) == NaiveRecount(second))
  }

  @Test("a partial failure leaves successes among the failures")
  func partial() throws {
    let outage = OutagePlan.Outage(from: .clock(10, 0), to: .clock(10, 30), share: 0.4)
    var traffic = TrafficModel()
    traffic.dinerEvery = 5_000
    let scenario = Scenario(
      name: "partial", seed: 5, from: .clock(9, 30), to: .clock(11, 0), traffic: traffic,
      plan: OutagePlan(outages: [outage]))
    let truth = try #require(scenario.truth)
    #expect(try NaiveRecount(log: scenario.log(as: .jsonLines)) == NaiveRecount(truth))
    let share = Double(truth.failures) / Double(truth.attempts)
    #expect(share > 0.3 && share < 0.5)
    #expect(truth.firstFailure >= .clock(10, 0))
    #expect(truth.lastFailure < .clock(10, 30, 1))
  }

  @Test("an outage that nobody ordered in leaves no truth")
  func noOrders() {
    var traffic = TrafficModel()
    traffic.hungryOrders = false
    let outage = OutagePlan.Outage(from: .clock(10, 0), to: .clock(10, 0))
    let scenario = Scenario(
      name: "none", seed: 5, from: .clock(9, 30), to: .clock(11, 0), traffic: traffic,
      plan: OutagePlan(outages: [outage]))
    #expect(scenario.truth == nil)
    #expect(IncidentTruth(of: []) == nil)
  }

  @Test("data that begin inside the outage know no success before it")
  func alreadyFailing() throws {
    let outage = OutagePlan.Outage(from: .clock(9, 0), to: .clock(10, 30))
    let scenario = Scenario(
      name: "late", seed: 5, from: .clock(10, 0), to: .clock(11, 0), traffic: TrafficModel(),
      plan: OutagePlan(outages: [outage]))
    let truth = try #require(scenario.truth)
    #expect(truth.lastSuccessBefore == nil)
    #expect(truth.onset.earliest == nil)
    #expect(truth.end.latest != nil)
  }

  @Test("users are counted once each")
  func users() throws {
    let truth = try #require(Scenario.outagePagedInThreeMinutes.truth)
    let failed = Scenario.outagePagedInThreeMinutes.requests.filter { $0.failure == .outage(0) }
    #expect(truth.users == Set(failed.map(\.user)).count)
    #expect(truth.users < truth.failures)
  }
}
