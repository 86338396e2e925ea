import LogModel
import Simulator
import Testing

@testable import Signals

/// Lines that are about no request, and answers that rejected, as a tally keeps them.
@Suite struct TallyLineTests {
  private func line(_ milliseconds: Int, _ level: Severity, _ message: String = "m") -> Attempt {
    // Names are hashed with the operation, which lines have none of.
    Attempt(
      milliseconds: Int64(milliseconds), operation: "",
      signature: "\u{1F}\(message)\u{1F}", level: level)
  }

  private func mixed(_ random: inout SeededGenerator, _ count: Int, messages: Int) -> [Attempt] {
    (0..<count).map { index in
      let at = random.below(400_000)
      switch random.below(8) {
      case 0: return line(at, .error, "no m\(random.below(messages)) in x\(random.below(9))")
      case 1: return line(at, .warning, "low m\(random.below(messages))")
      case 2:
        var attempt = Attempt(milliseconds: Int64(at), outcome: .rejected)
        attempt.status = [400, 401, 403, 404, 422, 429, 499][random.below(7)]
        return attempt
      case 3: return Attempt(milliseconds: Int64(at))
      default: return line(at, [.info, .debug, .unknown][random.below(3)])
      }
    }
  }

  @Test func complaintsAreCountedByMessageAndTheRestAsSignsOfLife() throws {
    let attempts =
      (0..<90).map { line($0 * 1000, .info) }
      + [line(5200, .error, "a"), line(5300, .fatal, "a"), line(7100, .error, "b")]
      + [line(8000, .warning, "c")]
    let tally = MadeInput(number: 1, attempts: attempts).tally()
    tally.finish()
    #expect(tally.series.map(\.key.operation) == ["", "error", "warning"])
    let (quiet, errors) = (tally.series[0], tally.series[1])
    #expect(errors.signatures.map(\.message) == ["a", "b"])
    #expect(errors.buckets.map(\.failureCount) == [2, 1])
    #expect(
      errors.buckets.flatMap { $0.failures.flatMap(\.cell.marks) }.map(\.line).sorted()
        == [91, 92, 93])
    // A minute a bucket, its first and its last line known.
    #expect(quiet.buckets.map(\.successes.count) == [60, 30])
    #expect(quiet.buckets.map { $0.successes.first?.line } == [1, 61])
    #expect(quiet.buckets.map { $0.successes.last?.line } == [60, 90])
  }

  @Test func rejectionsAreKeptByStatus() {
    let statuses: [Int16] = [401, 404, 404, 429, 400, 422, 499, 403]
    let attempts = statuses.enumerated().map { index, status in
      var attempt = Attempt(milliseconds: Int64(index), outcome: .rejected)
      attempt.status = status
      return attempt
    }
    let tally = MadeInput(number: 1, attempts: attempts).tally()
    tally.finish()
    let bucket = tally.series[0].buckets[0]
    #expect(bucket.rejections.map(\.status) == [0, 401, 403, 404, 429, 499])
    #expect(bucket.rejections.map(\.cell.count) == [2, 1, 1, 2, 1, 1])
    #expect(bucket.rejected == 8 && bucket.arrivals == 8 && bucket.failureCount == 0)
    #expect(bucket.rejections[3].cell.marks.map(\.line) == [2, 3])
  }

  @Test(arguments: [(3, 6000), (900, 6000)])
  func anyMergeAndAnyOrderComeToOneScan(messages: Int, count: Int) throws {
    var random = SeededGenerator(seed: 5)
    let attempts = mixed(&random, count, messages: messages)
    let inputs = Scans.dealt(attempts, to: 4, by: &random)
    let expected = Scans.inOne(inputs)
    #expect(Scans.inOne(inputs.reversed()) == expected)
    for _ in 0..<3 { #expect(try Scans.merged(inputs, by: &random) == expected) }
    #expect(try TallyFile.encode(TallyFile.decode(expected, rules: .plain)) == expected)
    let story = Scans.story(MadeInput(number: 1, attempts: attempts).tally())
    let other = attempts.shuffled(by: &random)
    #expect(Scans.story(MadeInput(number: 1, attempts: other).tally()) == story)
  }

  @Test func aFloodOfMessagesIsAFewSignatures() throws {
    var random = SeededGenerator(seed: 6)
    let flood = (0..<60_000).map { index in
      let words = (0..<4).map { _ in "w" + String(random.below(100_000), radix: 7) }
      return line(index * 50, .error, words.joined(separator: " "))
    }
    let warnings = (0..<50).map { line($0 * 1000, .warning, "disk is full") }
    let tally = MadeInput(number: 1, attempts: flood + warnings).tally()
    tally.finish()
    let errors = try #require(tally.series.first { $0.key.operation == "error" })
    #expect(errors.signatures.count < 300)
    #expect(errors.buckets.reduce(0) { $0 + $1.failureCount } == 60_000)
    let calm = try #require(tally.series.first { $0.key.operation == "warning" })
    #expect(calm.signatures.map(\.message) == ["disk is full"])
  }
}
