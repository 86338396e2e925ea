import LogModel

extension Scenario {
  /// A scenario drawn from a seed: any day of 2020 to 2029, one outage of 3 to 30 minutes with at
  /// least half an hour of good service on both sides, with or without hungry diners and a spike.
  ///
  /// It always has a truth: orders come often enough for some to fall into the outage.
  public static func random(seed: UInt64) -> Scenario {
    var random = SeededGenerator(seed: seed).fork("scenario")
    let decade = CivilTime(year: 2020, month: 1, day: 1).secondsSinceEpoch * 1000
    let from = decade + Int64(random.below(3652 * 86_400_000))
    let outageStart = from + Int64(random.within(30 * 60_000...90 * 60_000))
    let outageEnd = outageStart + Int64(random.within(3 * 60_000...30 * 60_000))
    let to = outageEnd + Int64(random.within(30 * 60_000...90 * 60_000))

    var traffic = TrafficModel()
    traffic.menuEvery = random.within(2_000...7_000)
    traffic.dinerEvery = random.within(15_000...55_000)
    traffic.diners = random.within(1...40)
    traffic.hungryOrders = random.chance(0.5)
    var plan = OutagePlan(outages: [
      .init(from: Timestamp(milliseconds: outageStart), to: Timestamp(milliseconds: outageEnd))
    ])
    plan.reportKey = OutagePlan.ReportKey.allCases[random.below(4)]
    plan.linkForm = random.chance(0.5) ? .query : .path
    if random.chance(0.5) {
      let offset = Int64(random.within(-5 * 60_000...10 * 60_000))
      plan.spike = .init(
        from: Timestamp(milliseconds: outageStart + offset),
        seconds: random.within(120...900), factor: Double(random.within(2...8)))
    }
    return Scenario(
      name: "random \(seed)", seed: seed, from: Timestamp(milliseconds: from),
      to: Timestamp(milliseconds: to), traffic: traffic, plan: plan)
  }
}
