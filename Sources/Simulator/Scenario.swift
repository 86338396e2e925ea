import LogModel

/// A simulated stretch of service, with what really happened in it.
public struct Scenario: Sendable {
  /// For messages: it decides nothing.
  public var name: String
  /// All that is random comes from it.
  public var seed: UInt64
  /// The data's first moment, inclusive, and its end, exclusive.
  public var window: TimeRange
  /// Who came, and how often.
  public var traffic: TrafficModel
  /// What went wrong.
  public var plan: OutagePlan
  /// In the order of their time.
  public var requests: [SimulatedRequest]
  /// `nil` when no order failed because of an outage.
  public var truth: IncidentTruth?
  /// What people and pagers left about it.
  public var events: [HumanEvent]

  /// Runs the simulation.
  ///
  /// - Parameters:
  ///   - from: first moment at which somebody may call.
  ///   - to: end of the data; calls still waiting for their answer then are not in them.
  ///     A `to` before `from` gives no requests.
  public init(
    name: String, seed: UInt64, from: Timestamp, to: Timestamp, traffic: TrafficModel,
    plan: OutagePlan = OutagePlan(), events: [HumanEvent] = []
  ) {
    self.name = name
    self.seed = seed
    self.traffic = traffic
    self.plan = plan
    self.events = events
    window = TimeRange(from: from, to: max(from, to))
    let generator = SeededGenerator(seed: seed)
    let end = window.to.milliseconds
    let calls = traffic.calls(
      from: from.milliseconds, to: end, plan: plan, generator: generator)
    var service = PizzaService(plan: plan, generator: generator)
    let answers = calls.map { service.answer($0) }
    // Answers of one millisecond keep the order in which they were asked for.
    requests = answers.enumerated()
      .filter { $0.element.time.milliseconds < end }
      .sorted {
        ($0.element.time.nanoseconds, $0.offset) < ($1.element.time.nanoseconds, $1.offset)
      }
      .map(\.element)
    truth = IncidentTruth(of: requests)
  }

  /// The events as plain event rows, one JSON object a line.
  public var eventRows: [UInt8] { HumanEvent.rows(events) }

  /// The log in a form.
  public func log(as form: RecordForm, options: WriteOptions = WriteOptions()) -> [UInt8] {
    LogWriter.write(requests, as: form, options: options)
  }
}

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
