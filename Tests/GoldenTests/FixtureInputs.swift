import LogModel
import Simulator
import TestSupport

/// What is put into each case: the simulator's work, by the name of the case.
enum FixtureInputs {
  static func files(of name: String) -> [FixtureInput]? {
    switch name {
    case "outage-nobody-was-alerted-to": outageNobodyWasAlertedTo
    case "outage-paged-in-three-minutes": outagePagedInThreeMinutes
    case "hungry-orders-between-the-failures": hungryOrdersBetweenTheFailures
    case "quiet-day-with-hungry-orders": quietDayWithHungryOrders
    case "benign-spike": benignSpike
    case "outage-still-going-on": outageStillGoingOn
    case "gzip-cut-after-the-recovery": gzipCutAfterTheRecovery
    case "relapse-within-the-hold": relapseWithinTheHold
    case "two-outages-one-day": twoOutagesOneDay
    case "one-outage-seen-by-edge-and-service": oneOutageSeenByEdgeAndService
    default: nil
    }
  }

  /// The catalogue's traffic, but with 9 requests a minute of all kinds before the spike and 48
  /// in it: the catalogue counts the readers of the menu only.
  private static var outageNobodyWasAlertedTo: [FixtureInput] {
    let usual = Scenario.outageNobodyWasAlertedTo
    var traffic = usual.traffic
    traffic.wrongLoginEvery = 120_000
    traffic.menuEvery = 9_023
    var plan = usual.plan
    plan.spike?.factor = 6.86
    let scenario = Scenario(
      name: usual.name, seed: usual.seed, from: usual.window.from, to: usual.window.to,
      traffic: traffic, plan: plan, events: usual.events)
    return [
      FixtureInput(path: "input/service.log.gz", content: scenario.log(as: .jsonLines)),
      FixtureInput(path: "events/notes.jsonl", content: scenario.eventRows),
    ]
  }

  private static var outagePagedInThreeMinutes: [FixtureInput] {
    let scenario = Scenario.outagePagedInThreeMinutes
    var options = WriteOptions()
    options.pathStyle = .routerRelative
    return [
      FixtureInput(
        path: "input/service.log.gz", content: scenario.log(as: .exploreNew, options: options)),
      FixtureInput(path: "events/oncall.jsonl", content: scenario.eventRows),
    ]
  }

  /// The same outage on a day on which also hungry diners come.
  private static var hungryOrdersBetweenTheFailures: [FixtureInput] {
    let usual = Scenario.outagePagedInThreeMinutes
    var traffic = usual.traffic
    traffic.hungryOrders = true
    traffic.hungryEvery = 240_000
    traffic.menuEvery = 12_000
    let scenario = Scenario(
      name: "hungry", seed: usual.seed, from: usual.window.from, to: usual.window.to,
      traffic: traffic, plan: usual.plan, events: usual.events
    ).withHungryOrdersRefusedAsEver
    return [
      FixtureInput(
        path: "input/service.log.gz", content: scenario.log(as: .jsonLinesSynonyms)),
      FixtureInput(path: "events/oncall.jsonl", content: scenario.eventRows),
    ]
  }

  /// Half as many readers as usual, so that six hours stay small.
  private static var quietDayWithHungryOrders: [FixtureInput] {
    let usual = Scenario.quietDay
    var traffic = usual.traffic
    traffic.menuEvery = 20_000
    traffic.wrongLoginEvery = 120_000
    traffic.franchiseeEvery = 600_000
    traffic.dinerEvery = 120_000
    let scenario = Scenario(
      name: usual.name, seed: usual.seed, from: usual.window.from, to: usual.window.to,
      traffic: traffic)
    return [
      FixtureInput(path: "input/service.log.gz", content: scenario.log(as: .jsonLinesSynonyms))
    ]
  }

  private static var benignSpike: [FixtureInput] {
    var options = WriteOptions()
    options.zoneMinutes = -360
    return [
      FixtureInput(
        path: "input/access.log.gz",
        content: Scenario.benignSpike.log(as: .combined, options: options))
    ]
  }

  private static var outageStillGoingOn: [FixtureInput] {
    var options = WriteOptions()
    options.pathStyle = .routerRelative
    options.recordsPerPush = 3
    return [
      FixtureInput(
        path: "input/pushed.json.gz",
        content: Scenario.outageStillGoingOn.log(as: .lokiPush, options: options))
    ]
  }

  private static var gzipCutAfterTheRecovery: [FixtureInput] {
    [
      FixtureInput(
        path: "input/service.log.gz",
        content: Scenario.outagePagedInThreeMinutes.log(as: .jsonLines), percent: 64)
    ]
  }

  private static var relapseWithinTheHold: [FixtureInput] {
    let scenario = Scenario(
      name: "relapse", seed: 12, from: clock(9, 0), to: clock(11, 20), traffic: lightTraffic,
      plan: OutagePlan(outages: [
        .init(from: clock(10, 0), to: clock(10, 8)),
        .init(from: clock(10, 20), to: clock(10, 30)),
      ]))
    var options = WriteOptions()
    options.newestFirst = true
    return [
      FixtureInput(
        path: "input/export.jsonl.gz",
        content: scenario.log(as: .logcliJsonl, options: options))
    ]
  }

  private static var twoOutagesOneDay: [FixtureInput] {
    let scenario = Scenario(
      name: "two", seed: 21, from: clock(8, 28), to: clock(12, 26), traffic: lightTraffic,
      plan: OutagePlan(outages: [
        .init(from: clock(9, 0), to: clock(9, 12)),
        .init(from: clock(11, 30), to: clock(11, 54)),
      ]))
    var options = WriteOptions()
    options.pages = 3
    return [
      FixtureInput(
        path: "input/pages.json.gz",
        content: scenario.log(as: .queryRange, options: options))
    ]
  }

  /// Both logs hold every request; the edge stamps in whole seconds and in another zone.
  private static var oneOutageSeenByEdgeAndService: [FixtureInput] {
    let usual = Scenario.outagePagedInThreeMinutes
    var traffic = usual.traffic
    traffic.menuEvery = 9_000
    let scenario = Scenario(
      name: "layers", seed: usual.seed, from: usual.window.from, to: usual.window.to,
      traffic: traffic, plan: usual.plan)
    var options = WriteOptions()
    options.zoneMinutes = 120
    return [
      FixtureInput(
        path: "input/nginx-access.log.gz",
        content: scenario.log(as: .combined, options: options)),
      FixtureInput(path: "input/orders.log.gz", content: scenario.log(as: .jsonLines)),
    ]
  }

  private static var lightTraffic: TrafficModel {
    var traffic = TrafficModel()
    traffic.menuEvery = 15_000
    traffic.wrongLoginEvery = 90_000
    traffic.hungryOrders = false
    return traffic
  }

  /// A clock time of 2025-04-08, in whole milliseconds as the simulator stamps.
  private static func clock(_ hour: Int, _ minute: Int) -> Timestamp {
    let civil = CivilTime(year: 2025, month: 4, day: 8, hour: hour, minute: minute)
    return Timestamp(
      nanoseconds: civil.secondsSinceEpoch &* 1_000_000_000, fractionDigits: 3)
  }
}
