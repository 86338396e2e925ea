import LogModel
import Simulator
import Testing

@testable import Signals

@Suite(.serialized) struct TallyFloodTests {
  private func word(_ random: inout SeededGenerator) -> String {
    String(
      (0..<(3 + random.below(9))).map { _ in
        Character(Unicode.Scalar(UInt8(0x61 + random.below(26))))
      })
  }

  @Test func threeHundredThousandPathsAreAFewSeries() throws {
    var random = SeededGenerator(seed: 41)
    var attempts = (0..<300_000).map { index in
      let path = (0...random.below(3)).map { _ in "/" + word(&random) }.joined()
      return Attempt(milliseconds: Int64(index) * 24, operation: "GET " + path)
    }
    for index in 0..<600 {
      let order = Attempt(
        milliseconds: Int64(index) * 12_000, operation: "POST /api/order",
        outcome: index > 200 && index < 300 ? .failure : .success)
      attempts.append(order)
    }
    let inputs = Scans.dealt(attempts, to: 3, by: &random)
    let merged = try Scans.merged(inputs, by: &random)
    let tally = try TallyFile.decode(merged, rules: .plain)
    #expect(tally.series.count < 20_000)
    // What is no flood is told as before, in buckets that still show an outage of minutes.
    let orders = try #require(tally.series.first { $0.key.operation == "POST /api/order" })
    #expect(orders.buckets.reduce(0) { $0 + $1.arrivals } == 600)
    #expect(orders.buckets.reduce(0) { $0 + $1.failureCount } == 99)
    #expect(tally.width <= 60)
    #expect(Scans.inOne(inputs.reversed()) == merged)
  }

  @Test func namesThatAreAsLongAsALineAreCut() {
    let long = String(repeating: "é", count: 100_000)
    let attempts = (0..<20).map { index in
      Attempt(
        operation: "\(index)" + long, service: "\(index)" + long, source: long, dependency: long,
        outcome: .failure, signature: "500\u{1F}\(index)\(long)\u{1F}{}")
    }
    let bytes = Scans.inOne([MadeInput(number: 1, attempts: attempts)])
    #expect(bytes.count < 100_000)
  }

  @Test func messagesOfAnySortAreAFewSignatures() throws {
    var random = SeededGenerator(seed: 42)
    let attempts = (0..<20_000).map { index in
      let said = (0..<6).map { _ in word(&random) }.joined(separator: " ")
      return Attempt(
        milliseconds: Int64(index) * 10, outcome: .failure, signature: "500\u{1F}\(said)\u{1F}{}")
    }
    let inputs = Scans.dealt(attempts, to: 3, by: &random)
    let expected = Scans.inOne(inputs)
    #expect(try Scans.merged(inputs, by: &random) == expected)
    let tally = try TallyFile.decode(expected, rules: .plain)
    #expect(tally.series[0].signatures.count == 1)
    #expect(tally.series[0].buckets.reduce(0) { $0 + $1.failureCount } == 20_000)
  }

  @Test func messagesOfFewWordsInEveryOrderStayBounded() throws {
    var random = SeededGenerator(seed: 43)
    let attempts = (0..<6000).map { _ in
      let said = (0..<12).map { _ in ["a", "b", "c"][random.below(3)] }.joined(separator: " ")
      return Attempt(outcome: .failure, signature: "500\u{1F}\(said)\u{1F}{}")
    }
    let inputs = Scans.dealt(attempts, to: 2, by: &random)
    let expected = Scans.inOne(inputs)
    #expect(try Scans.merged(inputs, by: &random) == expected)
    let tally = try TallyFile.decode(expected, rules: .plain)
    #expect(tally.series[0].signatures.count < 10)
  }
}
