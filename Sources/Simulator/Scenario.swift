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
