import LogModel
import Parse
import Simulator
import Testing

@testable import Signals

@Suite(.serialized) struct DimensionCountsTests {
  private func sums(_ tally: Tally, _ dimension: String = "tenant") -> [DimensionCount] {
    tally.finish()
    return tally.dimensions.sums(of: tally.series.map(\.key), in: [.min ... .max])
      .filter { $0.dimension == dimension }
  }

  private func attempts(
    _ count: Int, tenants: Int, failing: Int? = nil, _ random: inout SeededGenerator
  ) -> [Attempt] {
    (0..<count).map { index in
      let tenant = random.below(tenants)
      return Attempt(
        milliseconds: Int64(index) * 100, outcome: tenant == failing ? .failure : .success,
        dimensions: ["tenant": "tenant-\(tenant)"])
    }
  }

  @Test func attemptsAreCountedByValueAndOutcome() throws {
    var all = (0..<10).map {
      Attempt(milliseconds: Int64($0), dimensions: ["tenant": "acme", "region": "eu"])
    }
    all[0].outcome = .failure
    all[1].outcome = .rejected
    all[1].status = 429
    all[2].outcome = .unknown
    all[3].dimensions["tenant"] = "globex"
    all[4].dimensions = [:]
    let tally = MadeInput(number: 1, attempts: all).tally()
    let failure = DimensionOutcome.failure(all[0].signature)
    #expect(DimensionOutcome.isFailure(failure))
    #expect(
      sums(tally).map { [$0.value ?? "", "\($0.outcome)", "\($0.count)"] } == [
        ["acme", "0", "5"], ["acme", "\(failure)", "1"],
        ["acme", "\(DimensionOutcome.rejected(429))", "1"], ["globex", "0", "1"],
      ])
    #expect(sums(tally, "region").map(\.count) == [6, 1, 1])
  }

  @Test func onlyTheStretchAskedForIsSummed() {
    let all = (0..<60).map {
      Attempt(milliseconds: Int64($0) * 60_000, dimensions: ["tenant": "acme"])
    }
    let tally = MadeInput(number: 1, attempts: all).tally()
    tally.finish()
    let from = all[10].time.nanoseconds
    let sums = tally.dimensions.sums(
      of: tally.series.map(\.key), in: [from...from + 300_000_000_000])
    #expect(sums.map(\.count) == [6])
  }

  @Test func aFloodOfTenantsStaysBoundedAndTheFailingOneIsNamed() throws {
    var random = SeededGenerator(seed: 51)
    var all = attempts(200_000, tenants: 100_000, failing: 77_777, &random)
    for index in all.indices where index % 500 == 0 {
      all[index].dimensions["tenant"] = "tenant-77777"
      all[index].outcome = .failure
    }
    let inputs = Scans.dealt(all, to: 3, by: &random)
    let bytes = try Scans.merged(inputs, by: &random)
    #expect(bytes.count < 4_000_000)
    #expect(Scans.inOne(inputs.reversed()) == bytes)
    let tally = try TallyFile.decode(bytes, rules: .plain)
    #expect(tally.dimensions.keys.count <= DimensionLevel.budget * 5 / 4)
    let counts = sums(tally)
    #expect(counts.reduce(0) { $0 + $1.count } == all.count)
    let failed = counts.filter { DimensionOutcome.isFailure($0.outcome) }
    #expect(failed.allSatisfy { $0.value == "tenant-77777" })
    #expect(failed.reduce(0) { $0 + $1.count } == all.count { $0.outcome == .failure })
    #expect(Set(counts.compactMap(\.value)).count <= 2 * DimensionCounts.Kept.capacity)
  }

  @Test func moreCellsThanTheBudgetWidenTheBucketsAndThenCountNothing() {
    var random = SeededGenerator(seed: 52)
    let wide = (0..<300_000).map { index in
      Attempt(
        milliseconds: Int64(index) * 2000, operation: "GET /r\(index % 7)",
        dimensions: ["tenant": "tenant-\(random.below(200))"])
    }
    let tally = MadeInput(number: 1, attempts: wide).tally()
    #expect(sums(tally).reduce(0) { $0 + $1.count } == wide.count)
    #expect(tally.dimensions.seconds > 60)
    #expect(tally.dimensions.keys.count <= DimensionLevel.budget * 5 / 4)
    let vast = (0..<200_000).map { index in
      Attempt(
        milliseconds: Int64(random.below(4000)) * 86_400_000, operation: "GET /r\(index % 90)",
        dimensions: ["tenant": "tenant-\(random.below(20))"])
    }
    let none = MadeInput(number: 1, attempts: vast).tally()
    #expect(sums(none).isEmpty && none.dimensions.isEmpty)
  }

  @Test func valuesAreRedactedAndCut() {
    let rules = TallyRules(.standard) { $0.replacing("secret", with: "[gone]") }
    let long = String(repeating: "é", count: 120)
    let all = ["a secret b", long].map { Attempt(dimensions: ["tenant": $0]) }
    let texts = sums(MadeInput(number: 1, attempts: all).tally(rules)).compactMap(\.value)
    #expect(texts.contains("a [gone] b"))
    #expect(texts.allSatisfy { $0.utf8.count <= Tally.nameLimit + 3 } && texts.count == 2)
  }

  @Test func aTallyThatIsMovedMovesThem() {
    let all = (0..<5).map {
      Attempt(milliseconds: Int64($0) * 60_000, dimensions: ["tenant": "acme"])
    }
    let tally = MadeInput(number: 1, attempts: all).tally()
    tally.finish()
    let before = tally.dimensions.keys.map(\.bucket).sorted()
    #expect(tally.shift(byNanoseconds: 3600 * 1_000_000_000))
    #expect(tally.dimensions.keys.map(\.bucket).sorted() == before.map { $0 + 60 })
    #expect(tally.dimensions.counts.reduce(0, +) == 5)
  }

  @Test func stretchesThatAreForgottenAreForgottenHereToo() {
    var all = (0..<5).map {
      Attempt(milliseconds: Int64($0) * 60_000, dimensions: ["tenant": "acme"])
    }
    all[4].milliseconds = 90 * 86_400_000
    let tally = Tally(rules: .plain)
    let input = MadeInput(number: 1, attempts: all)
    input.fold(batchesInto: tally)
    tally.forget([TimeRange(from: all[4].time, to: all[4].time)])
    tally.seal(input.reading)
    #expect(sums(tally).map(\.count) == [4])
  }
}
