import LogModel

/// Who visits the simulated service, and how often.
///
/// The defaults are those of the service's usual load script: a menu reader every 3 s, a wrong
/// login every 25 s, a franchisee every 110 s, a diner every 50 s and a hungry one every 300 s.
public struct TrafficModel: Hashable, Sendable {
  /// More pizzas in one order than this are refused by the factory.
  public static let ovenCapacity = 20

  /// Somebody reads the menu. This and the next four are milliseconds, from 1 to a day.
  public var menuEvery = 3_000
  /// Somebody tries an account that does not exist.
  public var wrongLoginEvery = 25_000
  /// A franchisee logs in and, 100 s later, out.
  public var franchiseeEvery = 110_000
  /// A diner logs in, orders 1 to 3 pizzas and logs out.
  public var dinerEvery = 50_000
  /// The hungry diner comes.
  public var hungryEvery = 300_000
  /// Whether somebody orders 22 pizzas now and then.
  public var hungryOrders = true
  /// How many different diners there are.
  public var diners = 6
  /// Stretches in which people come more or less often.
  public var rates: [RateStretch] = []

  /// The usual load.
  public init() {}

  /// All calls that begin in [from, to), in the order of their begin.
  func calls(from: Int64, to: Int64, plan: OutagePlan, generator: SeededGenerator) -> [Call] {
    var calls: [Call] = []
    let everyone = rates.filter { !$0.menuOnly }
    let readers = rates + plan.spikes
    func visits(
      _ label: String, every: Int, percent: Int, _ rates: [RateStretch],
      _ visit: (Int64, inout SeededGenerator) -> [Call]
    ) {
      var random = generator.fork(label)
      let wait = max(1, min(every, 86_400_000))
      var now = rates.moment(after: from, wait: random.below(wait))
      while now < to {
        calls += visit(now, &random)
        now = rates.moment(after: now, wait: random.jittered(wait, percent: percent))
      }
    }
    visits("menu", every: menuEvery, percent: 20, readers) { now, _ in
      [Call(begin: now, endpoint: .menu, visitor: .reader)]
    }
    visits("stranger", every: wrongLoginEvery, percent: 8, everyone) { now, _ in
      [Call(begin: now, endpoint: .login, visitor: .stranger)]
    }
    visits("franchisee", every: franchiseeEvery, percent: 5, everyone) { now, random in
      Self.stay(from: now, seconds: 100, visitor: .franchisee, random: &random)
    }
    visits("diner", every: dinerEvery, percent: 10, everyone) { now, random in
      let person = random.below(diners)
      return Self.meal(from: now, pizzas: random.within(1...3), person: person, &random)
    }
    if hungryOrders {
      visits("hungry", every: hungryEvery, percent: 5, everyone) { now, random in
        Self.meal(from: now, pizzas: 22, person: nil, &random)
      }
    }
    // Equal begins keep the order of the actors above: the sort must not decide it.
    return calls.enumerated()
      .sorted { ($0.element.begin, $0.offset) < ($1.element.begin, $1.offset) }
      .map(\.element)
  }

  /// A login and a logout.
  private static func stay(
    from begin: Int64, seconds: Int, visitor: Call.Visitor, person: Int = 0,
    random: inout SeededGenerator
  ) -> [Call] {
    let leave = begin + Int64(seconds * 1000 + random.within(50...900))
    return [
      Call(begin: begin, endpoint: .login, visitor: visitor, person: person),
      Call(begin: leave, endpoint: .logout, visitor: visitor, person: person),
    ]
  }

  /// Login, order and logout.
  ///
  /// - Parameter person: which diner; `nil` is the hungry one, who waits for the oven.
  private static func meal(
    from begin: Int64, pizzas: Int, person: Int?, _ random: inout SeededGenerator
  ) -> [Call] {
    let visitor: Call.Visitor = person == nil ? .hungryDiner : .diner
    let order = Call(
      begin: begin + Int64(random.within(300...1200)), endpoint: .order, visitor: visitor,
      person: person ?? 0, pizzas: pizzas)
    let frame = stay(
      from: begin, seconds: person == nil ? 35 : 21, visitor: visitor, person: person ?? 0,
      random: &random)
    return [frame[0], order, frame[1]]
  }
}

/// A stretch of time in which visitors come more or less often.
public struct RateStretch: Hashable, Sendable {
  /// Inclusive.
  public var from: Timestamp
  /// Exclusive.
  public var to: Timestamp
  /// How many times as often, 0.01 to 1000; what lies outside counts as the nearer end.
  public var factor: Double
  /// Whether only menu readers are meant, or everyone.
  public var menuOnly: Bool

  /// A stretch; where two overlap their factors are multiplied.
  public init(from: Timestamp, to: Timestamp, factor: Double, menuOnly: Bool = false) {
    self.from = from
    self.to = to
    self.factor = factor
    self.menuOnly = menuOnly
  }

  /// The first comparison also catches what is not a number.
  fileprivate var boundedFactor: Double { factor >= 0.01 ? min(factor, 1000) : 0.01 }
}

extension [RateStretch] {
  /// The moment at which `wait` milliseconds of usual waiting are over, at the rates between.
  func moment(after start: Int64, wait: Int) -> Int64 {
    var now = start
    var left = Double(wait)
    while true {
      let factor = rate(at: now)
      let end = now + Int64((left / factor).rounded())
      guard let change = nextChange(after: now), change < end else {
        return Swift.max(start + 1, end)
      }
      left -= Double(change - now) * factor
      now = change
    }
  }

  private func rate(at moment: Int64) -> Double {
    reduce(1) { product, stretch in
      stretch.from.milliseconds <= moment && moment < stretch.to.milliseconds
        ? product * stretch.boundedFactor : product
    }
  }

  private func nextChange(after moment: Int64) -> Int64? {
    flatMap { [$0.from.milliseconds, $0.to.milliseconds] }.filter { $0 > moment }.min()
  }
}
