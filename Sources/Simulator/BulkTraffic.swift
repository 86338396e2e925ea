import LogModel

/// A log too large to hold, handed out in blocks: for benchmarks of speed and memory.
///
/// Calls of many people arrive at an even rate; each is a `db` record, for orders a `factory`
/// record, and after its latency an answer, all as `jsonLines` in the order of time. Ids, tokens
/// and items differ from line to line; gzip packs it about 15 to 1.
public struct BulkTraffic: Sendable {
  /// What a bulk log holds.
  public struct Totals: Hashable, Sendable {
    /// Of all blocks together.
    public var bytes = 0
    /// Records of every type: one a line.
    public var lines = 0
    /// Answers: records of type `http`.
    public var requests = 0
    /// `nil` when no order failed because of an outage.
    public var truth: IncidentTruth?
  }

  /// Answers take less than this, so a ring of as many slots holds those under way.
  private static let slots = 1024

  /// Same seed and settings, same bytes.
  public var seed: UInt64
  /// When the first call may arrive.
  public var start: Timestamp
  /// Below 1 counts as 1.
  public var requestsPerSecond: Int
  /// How long calls arrive; answers follow for up to a second more.
  public var seconds: Int
  /// Its spike is not used: arrivals are even.
  public var plan: OutagePlan
  /// How many different people order.
  public var people: Int

  /// Describes a log; nothing is made before `write`.
  public init(
    seed: UInt64, start: Timestamp, requestsPerSecond: Int, seconds: Int,
    plan: OutagePlan = OutagePlan(), people: Int = 20_000
  ) {
    self.seed = seed
    self.start = start
    self.requestsPerSecond = requestsPerSecond
    self.seconds = seconds
    self.plan = plan
    self.people = people
  }

  /// Makes the log and hands it to `take`, block by block.
  ///
  /// - Parameters:
  ///   - size: bytes from which on a block is handed out; each holds whole lines.
  ///   - take: gets each block once, in order.
  public func write(
    blocksOf size: Int = 1 << 20, _ take: ([UInt8]) throws -> Void
  ) rethrows -> Totals {
    var totals = Totals()
    var counter = TruthCounter()
    let generator = SeededGenerator(seed: seed)
    var service = PizzaService(plan: plan, generator: generator)
    var random = generator.fork("bulk")
    var underWay = [[SimulatedRequest]](repeating: [], count: Self.slots)
    let duration = max(0, min(seconds, 100_000_000)) * 1000
    let rate = max(1, min(requestsPerSecond, 10_000_000))
    var log: [UInt8] = []
    var arrived = 0
    for tick in 0..<(duration + Self.slots) {
      let now = start.milliseconds + Int64(tick)
      while tick < duration, arrived < rate * (tick + 1) / 1000 {
        arrived += 1
        let request = service.answer(call(at: now, &random))
        putArrival(of: request, into: &log, &totals.lines)
        underWay[(tick + request.latencyMilliseconds) % Self.slots].append(request)
      }
      for request in underWay[tick % Self.slots] {
        JSONLines.put(LogEntry(.http, of: request), .full, into: &log)
        totals.lines += 1
        totals.requests += 1
        counter.take(request)
      }
      underWay[tick % Self.slots].removeAll(keepingCapacity: true)
      if log.count >= max(1, size) {
        totals.bytes += log.count
        try take(log)
        log.removeAll(keepingCapacity: true)
      }
    }
    if !log.isEmpty { try take(log) }
    totals.bytes += log.count
    totals.truth = counter.truth
    return totals
  }

  /// What is logged when a call comes in: its stamps are those of the arrival.
  private func putArrival(
    of request: SimulatedRequest, into log: inout [UInt8], _ lines: inout Int
  ) {
    var kinds: [LogEntry.Kind] = [.database]
    if request.endpoint == .order { kinds.append(.factory) }
    for kind in kinds {
      var entry = LogEntry(kind, of: request)
      entry.time = request.begin.milliseconds
      JSONLines.put(entry, .full, into: &log)
      lines += 1
    }
  }

  /// Out of 100 calls: 55 menus, 12 logins, 3 wrong ones, 8 logouts, 22 orders.
  private func call(at now: Int64, _ random: inout SeededGenerator) -> Call {
    let draw = random.below(100)
    let person = random.below(people)
    if draw < 55 { return Call(begin: now, endpoint: .menu, visitor: .reader) }
    if draw < 58 { return Call(begin: now, endpoint: .login, visitor: .stranger) }
    let endpoint: Endpoint = draw < 70 ? .login : draw < 78 ? .logout : .order
    return Call(
      begin: now, endpoint: endpoint, visitor: .diner, person: person,
      pizzas: endpoint == .order ? random.within(1...3) : 0)
  }
}
