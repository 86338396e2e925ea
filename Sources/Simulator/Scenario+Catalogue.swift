import LogModel

/// The named scenarios; all play on 2025-04-08, and each is the same on every machine.
///
/// Their seeds were chosen so that the numbers in their descriptions hold; tests hold them.
extension Scenario {
  /// What the named scenarios are called, also in their `name`.
  public enum Name: String, CaseIterable, Hashable, Sendable {
    case outageNobodyWasAlertedTo, outagePagedInThreeMinutes, quietDay, benignSpike
    case outageStillGoingOn
  }

  /// Runs a named scenario.
  public static func named(_ name: Name) -> Scenario {
    switch name {
    case .outageNobodyWasAlertedTo: outageNobodyWasAlertedTo
    case .outagePagedInThreeMinutes: outagePagedInThreeMinutes
    case .quietDay: quietDay
    case .benignSpike: benignSpike
    case .outageStillGoingOn: outageStillGoingOn
    }
  }

  /// Thin traffic: the last good order at 15:02, the first failed one minutes later, menu reads
  /// from 9 to 48 a minute at 15:09, and only a person who looked at 15:20; orders work again
  /// at 15:26. Data from 14:00 to 16:10.
  public static var outageNobodyWasAlertedTo: Scenario {
    var traffic = TrafficModel()
    traffic.menuEvery = 6_667
    traffic.dinerEvery = 240_000
    traffic.hungryOrders = false
    traffic.diners = 4
    let plan = OutagePlan(
      outages: [.init(from: .clock(15, 3), to: .clock(15, 26))],
      spike: .init(from: .clock(15, 9), seconds: 17 * 60, factor: 16.0 / 3))
    return Scenario(
      name: Name.outageNobodyWasAlertedTo.rawValue, seed: 90, from: .clock(14, 0),
      to: .clock(16, 10), traffic: traffic, plan: plan,
      events: [
        HumanEvent(
          .clock(15, 20), kind: "note", who: "developer",
          text: "Looked at the graphs by chance; the panel of new orders was empty",
          isApproximate: true)
      ])
  }

  /// All 12 orders between 15:25 and 15:36 fail, 24 pizzas; three pages go out, the first three
  /// minutes in. Data from 14:30 to 16:30.
  public static var outagePagedInThreeMinutes: Scenario {
    var traffic = TrafficModel()
    traffic.hungryOrders = false
    traffic.diners = 9
    let plan = OutagePlan(outages: [.init(from: .clock(15, 25), to: .clock(15, 36))])
    let pages = [28, 33, 38].map { minute in
      HumanEvent(
        .clock(15, minute, 4), kind: "notified", who: "on-call engineer",
        text: "Text message: orders are failing", channel: "sms",
        rule: "Pizza Purchase Failures")
    }
    return Scenario(
      name: Name.outagePagedInThreeMinutes.rawValue, seed: 1772, from: .clock(14, 30),
      to: .clock(16, 30), traffic: traffic, plan: plan, events: pages)
  }

  /// Six hours in which nothing breaks: only wrong logins and orders too large for the oven.
  public static var quietDay: Scenario {
    Scenario(
      name: Name.quietDay.rawValue, seed: 3, from: .clock(8, 0), to: .clock(14, 0),
      traffic: TrafficModel())
  }

  /// Everyone comes four times as often from 12:30 to 12:36, and everyone is served.
  public static var benignSpike: Scenario {
    var traffic = TrafficModel()
    traffic.hungryOrders = false
    traffic.rates = [RateStretch(from: .clock(12, 30), to: .clock(12, 36), factor: 4)]
    return Scenario(
      name: Name.benignSpike.rawValue, seed: 4, from: .clock(11, 30), to: .clock(13, 30),
      traffic: traffic)
  }

  /// Orders fail from 15:40 on, and the data end at 15:55.
  public static var outageStillGoingOn: Scenario {
    let plan = OutagePlan(
      outages: [.init(from: .clock(15, 40), to: .clock(16, 40))],
      reportKey: .followLinkToEndChaos, linkForm: .path)
    return Scenario(
      name: Name.outageStillGoingOn.rawValue, seed: 5, from: .clock(14, 30),
      to: .clock(15, 55), traffic: TrafficModel(), plan: plan)
  }
}
