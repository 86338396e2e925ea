import LogModel
import Simulator

extension Scenario {
  /// The same orders with few other requests, so that many runs take little time.
  public func thin(hungry: Bool? = nil) -> Scenario {
    var traffic = traffic
    traffic.menuEvery = 30_000
    traffic.wrongLoginEvery = 150_000
    traffic.franchiseeEvery = 600_000
    traffic.hungryOrders = hungry ?? traffic.hungryOrders
    return Scenario(
      name: name, seed: seed, from: window.from, to: window.to, traffic: traffic, plan: plan,
      events: events)
  }

  /// Outages from and to minutes after 2025-04-08 09:00, in `minutes` minutes of thin traffic.
  public static func outages(
    _ outages: [(from: Int64, to: Int64)], minutes: Int64, seed: UInt64
  ) -> Scenario {
    func time(_ minute: Int64) -> Timestamp {
      Timestamp(nanoseconds: (1_744_102_800 + minute * 60) * 1_000_000_000, fractionDigits: 3)
    }
    var traffic = TrafficModel()
    traffic.hungryOrders = false
    let plan = OutagePlan(
      outages: outages.map { .init(from: time($0.from), to: time($0.to)) })
    return Scenario(
      name: "outages", seed: seed, from: time(0), to: time(minutes), traffic: traffic, plan: plan
    ).thin()
  }
}
