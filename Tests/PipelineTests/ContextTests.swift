import LogModel
import Testing
import Timeline

@testable import Pipeline

/// What stands around an incident: the order of its services, what may have contributed, and
/// what came near to being one.
@Suite struct ContextTests {
  private func stamp(_ second: Double) -> String {
    Timestamp(seconds: ThreeServices.origin).advanced(bySeconds: second).rfc3339
  }

  private func event(_ second: Double, _ kind: String, _ rest: String) -> String {
    #"{"time":"\#(stamp(second))","kind":"\#(kind)",\#(rest)}"#
  }

  @Test func servicesThatFailedOneAfterTheOtherStandInThatOrder() throws {
    let report = try ThreeServices.chain(lag: 20).report()
    let incident = try #require(report.incidents.first)
    #expect(report.incidents.count == 1)
    #expect(incident.propagation.map(\.service) == ["oven", "shop", "front"])
    #expect(incident.propagation.map(\.rank) == [1, 2, 3])
    #expect(incident.propagation.map(\.via) == [nil, "oven", "shop"])
    for step in incident.propagation {
      #expect(step.earliest.map { $0 < step.latest } == true)
      #expect(step.interval.contains(step.latest))
    }
  }

  @Test func servicesThatFailedWithinOneCallAreATie() throws {
    let incident = try #require(ThreeServices.chain(lag: 0).report().incidents.first)
    #expect(incident.propagation.map(\.service) == ["oven", "shop", "front"])
    #expect(incident.propagation.map(\.rank) == [1, 1, 1])
  }

  @Test func requestsAreCountedOnceAtTheOutermostLayer() throws {
    let incident = try #require(ThreeServices.chain(lag: 0).report().incidents.first)
    #expect(incident.impact.measuredAt.service == "front")
    #expect(incident.impact.byLayer.map(\.service).sorted() == ["front", "oven", "shop"])
    #expect(Set(incident.impact.byLayer.map(\.failures)) == [incident.impact.failures])
    #expect(Set(incident.impact.byLayer.map(\.attempts)) == [incident.impact.attempts])
  }

  @Test func theInnermostThatFailsItselfComesBeforeChangesAndMessages() throws {
    let report = try ThreeServices.chain(lag: 0).report(events: [
      event(-120, "deploy", #""service":"front","text":"too long before""#),
      event(3360, "deploy", #""service":"oven","version":"2.1","text":"new burners""#),
      event(3540, "change", #""text":"a larger cache""#),
      event(3900, "deploy", #""service":"shop","text":"after the start""#),
    ])
    let factors = try #require(report.incidents.first).factors
    #expect(factors.map(\.kind) == [.dependency, .dependency, .change, .change, .message])
    #expect(factors.prefix(2).map(\.text) == ["oven", "shop"])
    let innermost = try #require(factors.first?.reason)
    #expect(innermost.contains("failures of POST /order in shop name oven"))
    #expect(innermost.contains("of its own calls failed as well"))
    #expect(factors[2].text == "change: a larger cache")
    #expect(factors[3].text == "deploy oven 2.1: new burners")
    #expect(factors[3].reason.hasPrefix("4 min before the first failure"))
    #expect(factors[3].reason.hasSuffix("it names oven"))
    #expect(factors.allSatisfy { report.citation($0.citations.first) != nil })
    #expect(!factors.contains { ($0.text + $0.reason).contains("cause") })
  }

  @Test func aNamedServiceThatIsWellIsSaidToBe() throws {
    var log = ThreeServices()
    for second in log.beats() {
      let fails = second >= 3600 && second < 4200
      log.call("shop", "/order", at: second, failing: fails ? "call to oven failed" : nil)
      log.call("oven", "/bake", at: second)
    }
    let factor = try #require(log.report().incidents.first?.factors.first)
    #expect(factor.kind == .dependency && factor.text == "oven")
    #expect(factor.reason.hasSuffix("calls in that time and none that failed"))
  }

  @Test func aMessageThatFirstCameBeforeTheFailuresIsAFactor() throws {
    var log = ThreeServices()
    for second in log.beats() {
      let fails = second >= 3600 && second < 4200
      log.call("shop", "/order", at: second, failing: fails ? "no answer" : nil)
    }
    for beat in 0..<120 { log.said("shop", "certificate expired", at: 3580 + Double(beat) * 5) }
    let factors = try #require(log.report().incidents.first).factors
    let message = try #require(factors.first)
    #expect(message.kind == .message && message.text.contains("certificate expired"))
    #expect(message.reason.contains("before the first failure"))
    #expect(factors.last?.text == "no answer")
  }

  @Test func aServiceThatFailedSomewhatMoreGoesWithTheOthers() throws {
    var log = ThreeServices()
    for (number, second) in log.beats().enumerated() {
      let fails = second >= 3600 && second < 4200
      log.call("shop", "/order", at: second, failing: fails ? "no answer" : nil)
      // One of fourteen, which no model would call a run beside one of two hundred.
      let rises = fails && number % 14 == 0 || number % 200 == 0
      log.call("desk", "/ask", at: second + 1, failing: rises ? "busy" : nil)
      log.call("mail", "/send", at: second + 2, failing: number % 60 == 0 ? "full" : nil)
    }
    let incident = try #require(log.report().incidents.first)
    #expect(incident.operations.map(\.service) == ["shop"])
    #expect(incident.propagation.map(\.service) == ["shop", "desk"])
    #expect(incident.propagation.map(\.isBelowBounds) == [false, true])
  }

  @Test func twoFailuresOnAQuietDayAreANearMiss() throws {
    var log = ThreeServices()
    for second in log.beats() {
      let fails = second >= 3600 && second < 3607
      log.call("shop", "/order", at: second, failing: fails ? "no answer" : nil)
    }
    let report = try log.report()
    #expect(report.incidents.isEmpty)
    let miss = try #require(report.nearMisses.first)
    #expect(miss.id == "near-2025-04-08-order-1100")
    #expect(miss.impact.failures == 2 && miss.impact.attempts == 2)
    #expect(miss.whyNone?.hasPrefix("2 failures where 3 are asked for") == true)
    #expect(miss.impactStart.citations.count == 2)
  }

  @Test func anIncidentIsNoNearMissOfItself() throws {
    #expect(try ThreeServices.chain(lag: 0).report().nearMisses.isEmpty)
  }
}
