import LogModel
import Simulator
import Testing

@testable import Signals

@Suite struct TallyMergeTests {
  /// Traffic of every sort: so many different names of each kind.
  struct Mix: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var attempts = 1500
    var seconds = 600
    var services = 2
    var sources = 2
    var routes = 12
    var messages = 4
    var clients = 40
    var tenants = 5

    static let all = [
      Mix(testDescription: "a usual log"),
      Mix(testDescription: "sparse", attempts: 200, seconds: 60_000),
      Mix(testDescription: "one second", seconds: 1),
      Mix(testDescription: "more services than are kept", services: 700, sources: 3),
      Mix(testDescription: "more sources than are kept", services: 3, sources: 700),
      Mix(testDescription: "routes of services that are given up", services: 400, routes: 900),
      Mix(
        testDescription: "routes that fold", attempts: 12_000, services: 1, routes: 9000,
        clients: 400),
      Mix(testDescription: "messages that fold", routes: 2, messages: 30),
      Mix(
        testDescription: "more messages than a series keeps", attempts: 3000, services: 1,
        sources: 1, routes: 1, messages: 1500),
      Mix(testDescription: "clients by the hundred", clients: 1000),
      Mix(testDescription: "three busy clients", clients: 3),
      Mix(testDescription: "more tenants than are kept", attempts: 4000, tenants: 3000),
      Mix(
        testDescription: "tenants of many routes for weeks", attempts: 4000, seconds: 2_000_000,
        routes: 900, tenants: 400),
    ]

    func made(_ random: inout SeededGenerator) -> [Attempt] {
      (0..<attempts).map { _ in
        var attempt = Attempt()
        attempt.milliseconds = Int64(random.below(seconds * 4)) * 250
        attempt.service = "service-\(random.below(services))"
        attempt.source = "host-\(random.below(sources))"
        attempt.dependency = random.chance(0.2) ? "factory" : ""
        let route = random.below(routes)
        attempt.operation =
          random.chance(0.02)
          ? ["GET /*", "OPTIONS *", "GET /r/*", "*"][random.below(4)]
          : "GET /r/a\(route % 160)/b\(route / 160)/stock"
        attempt.outcome = [.success, .success, .failure, .rejected, .unknown][random.below(5)]
        let message = random.below(messages)
        attempt.signature =
          "50\(random.below(3))\u{1F}no m\(message) in * x\(message % 7)\u{1F}{message}"
        attempt.client = UInt64(random.below(clients)) << 1 | 1
        attempt.pizzas = Int32(random.below(3))
        attempt.dimensions["tenant"] = "tenant-\(random.below(tenants))"
        if random.chance(0.5) { attempt.dimensions["region"] = "r\(random.below(3))" }
        return attempt
      }
    }
  }

  @Test(arguments: Mix.all)
  func anyMergeOfTheInputsIsOneScanOfThem(_ mix: Mix) throws {
    var random = SeededGenerator(seed: 11)
    let inputs = Scans.dealt(mix.made(&random), to: 5, by: &random)
    let expected = Scans.inOne(inputs)
    #expect(Scans.inOne(inputs.reversed()) == expected)
    for _ in 0..<3 {
      let bytes = try Scans.merged(inputs, by: &random)
      #expect(bytes == expected)
    }
  }

  @Test(arguments: Mix.all)
  func theOrderOfTheLinesChangesOnlyTheirPlaces(_ mix: Mix) {
    var random = SeededGenerator(seed: 12)
    let attempts = mix.made(&random)
    let story = Scans.story(MadeInput(number: 1, attempts: attempts).tally())
    let shuffled = MadeInput(number: 1, attempts: attempts.shuffled(by: &random))
    #expect(Scans.story(shuffled.tally()) == story)
  }

  @Test func whatIsCountedIsWhatWasFolded() {
    var random = SeededGenerator(seed: 13)
    for mix in Mix.all {
      let attempts = mix.made(&random)
      let tally = MadeInput(number: 1, attempts: attempts).tally()
      tally.finish()
      let buckets = tally.series.flatMap(\.buckets)
      #expect(buckets.reduce(0) { $0 + $1.arrivals } == attempts.count)
      let failures = attempts.count { $0.outcome == .failure }
      #expect(buckets.reduce(0) { $0 + $1.failureCount } == failures)
    }
  }

  @Test func bucketsKeepTheirPlaceWhenTheOtherTallyIsWider() throws {
    var random = SeededGenerator(seed: 14)
    let mix = Mix(testDescription: "an hour", seconds: 3600)
    let inputs = Scans.dealt(mix.made(&random), to: 2, by: &random)
    // Two and a half days of one call a second make buckets of ten seconds.
    func tally(_ input: MadeInput, isLong: Bool) -> Tally {
      let tally = Tally(rules: .plain)
      if isLong {
        for second in 0..<220_000 { tally.widthChoice.note(name: 1, second: Int64(second)) }
      }
      input.fold(into: tally)
      return tally
    }
    var results: Set<[UInt8]> = []
    for order in [[0, 1], [1, 0]] {
      for long in 0..<2 {
        let merged = tally(inputs[order[0]], isLong: order[0] == long)
        merged.merge(tally(inputs[order[1]], isLong: order[1] == long))
        results.insert(TallyFile.encode(merged))
        #expect(merged.width == 10)
        #expect(merged.series.flatMap(\.buckets).allSatisfy { $0.start > 170_000_000 })
      }
    }
    let one = tally(inputs[0], isLong: true)
    inputs[1].fold(into: one)
    results.insert(TallyFile.encode(one))
    #expect(results.count == 1)
  }

  @Test func equalLinesOfTwoInputsHaveTheSameOrderWhicheverIsReadFirst() {
    let attempts = (0..<9).map { _ in Attempt(milliseconds: 5) }
    let inputs = [3, 1, 2].map { MadeInput(number: $0, attempts: attempts) }
    #expect(Scans.inOne(inputs) == Scans.inOne(inputs.reversed()))
  }

  @Test func spellingsThatLookAlikeStayTwoNames() throws {
    var random = SeededGenerator(seed: 15)
    let attempts = ["/caf\u{E9}", "/cafe\u{301}"].flatMap { path in
      (0..<30).map { Attempt(milliseconds: $0 * 100, operation: "GET " + path, service: path) }
    }
    let inputs = Scans.dealt(attempts, to: 3, by: &random)
    let expected = Scans.inOne(inputs)
    for _ in 0..<5 {
      let bytes = try Scans.merged(inputs, by: &random)
      #expect(bytes == expected)
    }
    let tally = try TallyFile.decode(expected, rules: .plain)
    #expect(tally.series.count == 2)
  }

  @Test func visitsAreNamedAsTheSeriesTheyBelongTo() {
    var random = SeededGenerator(seed: 16)
    let mix = Mix(
      testDescription: "routes that fold", attempts: 12_000, services: 1, routes: 9000, clients: 400
    )
    let tally = MadeInput(number: 1, attempts: mix.made(&random)).tally()
    tally.finish()
    let known = Set(tally.series.map { tally.operationHash($0.key) })
    let visits = tally.clients.clients.values.flatMap(\.visits)
    #expect(!visits.isEmpty && visits.allSatisfy { known.contains($0.operation) })
    #expect(tally.series.contains { $0.key.operation.contains("/r/*/") })
  }
}
