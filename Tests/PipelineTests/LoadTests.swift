import Testing
import Timeline

@testable import Pipeline

/// What the course of failures and requests says beside their onsets.
@Suite struct LoadTests {
  /// Orders that come faster for twenty-two minutes, more in some minutes than in others.
  private func shop(share: (_ load: Double, _ draw: Int) -> Bool) -> ThreeServices {
    let loads = [1.0, 1.6, 2.2, 2.8, 3.2, 2.4, 1.4, 1.9]
    var log = ThreeServices()
    var second = 0.0
    while second < 9000 {
      let isBusy = second >= 3600 && second < 4920
      let load = isBusy ? loads[Int(second / 60) % 8] : 0.5
      second += (0.2 + 1.6 * Double(log.draw() % 1000) / 1000) / load
      let fails = isBusy && share(load, log.draw() % 1000)
      log.call("shop", "/order", at: second, failing: fails ? "no answer" : nil)
    }
    return log
  }

  private func reasons(_ log: ThreeServices) throws -> [String] {
    let incident = try #require(log.report().incidents.first)
    #expect(incident.correlations.count == 1)
    return incident.correlations.flatMap(\.reasonWords)
  }

  @Test func failuresThatGrowWithTheLoadAreSaidTo() throws {
    let reasons = try reasons(shop { load, draw in Double(draw) / 1000 < (load - 0.8) / 3 })
    #expect(reasons.contains { $0.hasPrefix("the share that failed was higher in minutes with") })
    #expect(reasons.contains { $0.hasPrefix("their changes in cells of 10 s fit best") })
    #expect(reasons.contains("both ended within what the events can tell apart"))
  }

  @Test func failuresThatDoNotAreNot() throws {
    let reasons = try reasons(shop { _, draw in draw < 500 })
    #expect(!reasons.contains { $0.hasPrefix("the share that failed was higher") })
  }
}
