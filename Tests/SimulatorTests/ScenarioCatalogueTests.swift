// Foundation for its JSON parser, through `Parsed`.
import Foundation
import LogModel
import Testing

@testable import Simulator

@Suite struct ScenarioCatalogueTests {
  /// Answers to GET requests in each minute from one clock time to another.
  private func readsPerMinute(
    _ scenario: Scenario, from: Timestamp, minutes: Int
  ) -> [Int] {
    var counts = [Int](repeating: 0, count: minutes)
    for request in scenario.requests where request.method == "GET" {
      let minute = Int((request.time.seconds - from.seconds).flooredDivision(by: 60))
      if counts.indices.contains(minute) { counts[minute] += 1 }
    }
    return counts
  }

  @Test("nobody was alerted: orders end at 15:02, fail by 15:08 and work again at 15:26")
  func nobodyAlerted() throws {
    let scenario = Scenario.outageNobodyWasAlertedTo
    let truth = try #require(scenario.truth)
    #expect(truth.lastSuccessBefore?.rfc3339.hasPrefix("2025-04-08T15:02:") == true)
    #expect(truth.firstFailure >= .clock(15, 5) && truth.firstFailure < .clock(15, 8))
    #expect(truth.firstSuccessAfter?.rfc3339.hasPrefix("2025-04-08T15:26:") == true)
    #expect(truth.failures == 5)
    #expect(truth.attempts == 5)
    #expect(truth.users == 4)
    #expect(truth.pizzas == 12)
    #expect(truth.hungryOrders == 0)
  }

  @Test("nobody was alerted: menu reads go from about 9 a minute to about 48 at 15:09")
  func nobodyAlertedSpike() {
    let scenario = Scenario.outageNobodyWasAlertedTo
    let before = readsPerMinute(scenario, from: .clock(14, 0), minutes: 69)
    let during = readsPerMinute(scenario, from: .clock(15, 9), minutes: 17)
    let after = readsPerMinute(scenario, from: .clock(15, 26), minutes: 44)
    #expect(before.allSatisfy { (7...11).contains($0) }, "\(before)")
    #expect(during.allSatisfy { (45...51).contains($0) }, "\(during)")
    #expect(after.allSatisfy { (7...11).contains($0) }, "\(after)")
  }

  @Test("nobody was alerted: all that people left is one note from memory")
  func nobodyAlertedEvents() throws {
    let rows = try lines(of: Scenario.outageNobodyWasAlertedTo.eventRows).map { try Parsed($0) }
    try #require(rows.count == 1)
    #expect(try rows[0].text("time") == "2025-04-08T15:20:00Z")
    #expect(try rows[0].text("kind") == "note")
    #expect(rows[0].object["approx"] as? Bool == true)
    #expect(rows[0].object["channel"] == nil)
  }

  @Test("paged: exactly 12 orders and 24 pizzas fail between 15:25 and 15:36")
  func paged() throws {
    let truth = try #require(Scenario.outagePagedInThreeMinutes.truth)
    #expect(truth.failures == 12)
    #expect(truth.attempts == 12)
    #expect(truth.pizzas == 24)
    #expect(truth.hungryOrders == 0)
    #expect(truth.lastSuccessBefore?.rfc3339 == "2025-04-08T15:24:55.237Z")
    #expect(truth.firstFailure.rfc3339.hasPrefix("2025-04-08T15:25:"))
    #expect(truth.lastFailure.rfc3339.hasPrefix("2025-04-08T15:35:"))
    #expect(truth.firstSuccessAfter?.rfc3339.hasPrefix("2025-04-08T15:36:") == true)
  }

  @Test("paged: three pages, five minutes apart, the first within three minutes")
  func pages() throws {
    let scenario = Scenario.outagePagedInThreeMinutes
    let rows = try lines(of: scenario.eventRows).map { try Parsed($0) }
    #expect(
      try rows.map { try $0.text("time") } == [
        "2025-04-08T15:28:04Z", "2025-04-08T15:33:04Z", "2025-04-08T15:38:04Z",
      ])
    for row in rows {
      #expect(try row.text("kind") == "notified")
      #expect(try row.text("channel") == "sms")
      #expect(try row.text("rule") == "Pizza Purchase Failures")
      #expect(try row.text("who") == "on-call engineer")
    }
    let truth = try #require(scenario.truth)
    #expect(scenario.events[0].time.seconds(since: truth.firstFailure) < 180)
  }

  @Test("a quiet day has refused large orders and wrong logins, and nothing else that fails")
  func quietDay() {
    let scenario = Scenario.quietDay
    #expect(scenario.truth == nil)
    let oven = scenario.requests.filter { $0.failure == .ovenFull }
    let wrong = scenario.requests.filter { $0.failure == .unknownUser }
    #expect((68...75).contains(oven.count), "\(oven.count)")
    #expect((820...900).contains(wrong.count), "\(wrong.count)")
    #expect(scenario.requests.count { $0.status >= 400 } == oven.count + wrong.count)
    #expect(oven.allSatisfy { $0.status == 500 && $0.latencyMilliseconds >= 32_000 })
    #expect(
      oven.allSatisfy {
        $0.responseBody == #"{"message":"Failed to fulfill order at factory"}"#
      })
    #expect(wrong.allSatisfy { $0.status == 404 && $0.method == "PUT" })
  }

  @Test("the benign spike is four times the traffic for six minutes, and no order fails")
  func benignSpike() {
    let scenario = Scenario.benignSpike
    #expect(scenario.truth == nil)
    #expect(!scenario.requests.contains { $0.status >= 500 })
    let reads = readsPerMinute(scenario, from: .clock(12, 20), minutes: 26)
    #expect(reads[..<10].allSatisfy { (17...23).contains($0) }, "\(reads)")
    #expect(reads[10..<16].allSatisfy { (74...86).contains($0) }, "\(reads)")
    #expect(reads[16...].allSatisfy { (17...23).contains($0) }, "\(reads)")
    let orders = scenario.requests.filter { $0.endpoint == .order }
    let inside = orders.count { $0.time >= .clock(12, 30) && $0.time < .clock(12, 36) }
    #expect((24...34).contains(inside), "\(inside)")
  }

  @Test("the outage that is still going on has no end")
  func ongoing() throws {
    let scenario = Scenario.outageStillGoingOn
    let truth = try #require(scenario.truth)
    #expect(truth.firstSuccessAfter == nil)
    #expect(truth.end.earliest == truth.lastFailure)
    #expect(scenario.requests.last.map { $0.time < .clock(15, 55) } == true)
    #expect(truth.lastFailure > .clock(15, 53))
    #expect(truth.failures > 10)
  }

  @Test("every named scenario plays in its window, in order", arguments: Scenario.Name.allCases)
  func order(_ name: Scenario.Name) throws {
    let scenario = Scenario.named(name)
    #expect(scenario.name == name.rawValue)
    #expect(scenario.requests.count > 1000)
    for (earlier, later) in zip(scenario.requests, scenario.requests.dropFirst()) {
      #expect(earlier.time <= later.time)
    }
    #expect(scenario.requests.allSatisfy { scenario.window.contains($0.time) })
    #expect(scenario.requests.allSatisfy { $0.time.nanoseconds % 1_000_000 == 0 })
  }
}
