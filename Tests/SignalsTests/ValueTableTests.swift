import LogModel
import Simulator
import Testing

@testable import Signals

/// What members of answers and numbers of lines were, as a tally keeps it.
@Suite struct ValueTableTests {
  private func line(_ milliseconds: Int64, _ text: String) -> Attempt {
    var line = Attempt(milliseconds: milliseconds, service: "stove")
    line.level = .info
    line.said = text
    return line
  }

  private func finished(_ attempts: [Attempt]) -> Tally {
    let tally = MadeInput(number: 1, attempts: attempts).tally()
    tally.finish()
    return tally
  }

  private func values(_ tally: Tally, _ sort: TemplateKey.Sort) -> [TemplateCounts] {
    tally.values.entries.filter { $0.key.sort == sort }
  }

  @Test func aNumberIsKeptWithItsLineAndWhatItWas() throws {
    let said = values(finished((0..<5).map { line(Int64($0) * 1000, "pan # hot") }), .number)
    #expect(said.map(\.key.operation) == ["pan # hot"])
    #expect(said.map(\.key.text) == ["eta"])
    let seen = said[0].cells.flatMap { $0.lines.marks.map { ValueCode($0).value } }
    #expect(seen == (0..<5).map { UInt32($0 * 1000 % 11) })
  }

  @Test func whoAskedIsKeptBesideTheValue() throws {
    var attempts = (0..<4).map { Attempt(milliseconds: Int64($0) * 1000, service: "stove") }
    for at in attempts.indices { attempts[at].client = UInt64(at % 2 + 1) << 40 }
    let said = try #require(values(finished(attempts), .value).first)
    #expect(
      said.cells.flatMap { $0.lines.marks.map { ValueCode($0).client } } == [256, 512, 256, 512])
  }

  @Test func namesOfFoldedLinesFoldWithThem() {
    var random = SeededGenerator(seed: 5)
    let names = (0..<700).map { "n\(String($0, radix: 36))" }
    let lines = (0..<3000).map { at in
      line(Int64(at) * 100, "guest \(names[random.below(700)]) sat down")
    }
    let said = values(finished(lines), .number)
    #expect(said.map(\.key.operation) == ["guest * sat down"])
    #expect(said.map(\.count) == [3000])
  }

  @Test("any merge of the inputs is one scan of them", arguments: [1, 2, 3] as [UInt64])
  func merging(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let attempts = (0..<3000).map { _ in
      var attempt = Attempt(
        milliseconds: Int64(random.below(40_000)) * 250,
        service: "service-\(random.below(4))")
      attempt.client = UInt64(random.below(9)) << 33
      if random.chance(0.4) {
        attempt.level = .info
        attempt.said = "say a\(random.below(600)) again"
      }
      return attempt
    }
    let inputs = Scans.dealt(attempts, to: 4, by: &random)
    let one = Scans.inOne(inputs)
    for _ in 0..<3 { #expect(try Scans.merged(inputs, by: &random) == one) }
    let back = try TallyFile.decode(one, rules: .plain)
    #expect(back.values.entries.count > 0)
    #expect(TallyFile.encode(back) == one)
  }
}
