import LogModel
import Simulator
import Testing

@testable import Signals

@Suite struct LogTemplateTableTests {
  private func line(
    _ milliseconds: Int64, _ text: String, service: String = "shop", level: Severity = .info
  ) -> Attempt {
    var line = Attempt(milliseconds: milliseconds, service: service)
    line.level = level
    line.said = text
    return line
  }

  private func finished(_ attempts: [Attempt]) -> Tally {
    let tally = MadeInput(number: 1, attempts: attempts).tally()
    tally.finish()
    return tally
  }

  @Test func eachStatementOfAServiceIsCountedApart() throws {
    let tally = finished([
      line(0, "oven # lit"), line(500, "oven # lit"), line(2000, "oven # lit"),
      line(100, "oven # lit", service: "kiosk"), line(200, "oven # lit", level: .error),
    ])
    let said = tally.templates.entries
    #expect(said.map(\.key.service) == ["kiosk", "shop", "shop"])
    #expect(said.map(\.key.sort) == [.line, .line, .complaint])
    #expect(said.map(\.count) == [1, 3, 1])
    let cells = said[1].cells
    #expect(cells.map(\.lines.count) == [2, 1])
    #expect(cells.first?.lines.last?.line == 2)
  }

  @Test func linesThatComeBackwardsFallIntoTheSameCells() {
    let lines = (0..<500).map { line(Int64($0) * 400, "oven # lit") }
    let reversed = finished(Array(lines.reversed())).templates.entries
    let forth = finished(lines).templates.entries
    #expect(reversed.map { $0.cells.map(\.start) } == forth.map { $0.cells.map(\.start) })
    #expect(reversed[0].count == 500)
  }

  @Test func wordsThatAreNamesFoldOnceTheyAreMany() {
    var random = SeededGenerator(seed: 5)
    let names = (0..<700).map { "n\(String($0, radix: 36))" }
    let lines = (0..<3000).map { at in
      line(Int64(at) * 100, "guest \(names[random.below(700)]) sat down")
    }
    let said = finished(lines).templates.entries
    #expect(said.map(\.key.text) == ["guest * sat down"])
    #expect(said[0].count == 3000)
  }

  @Test func aFloodOfStatementsIsOneAndHarmsNoOtherService() {
    let flood = (0..<6000).map { line(Int64($0) * 10, "w\($0) x\($0)", service: "noise") }
    let calm = (0..<60).map { line(Int64($0) * 1000, "oven # lit") }
    let tally = finished(flood + calm)
    #expect(tally.templates.entries.map(\.key.text) == [TemplateKey.other, "oven # lit"])
    #expect(tally.templates.entries.map(\.count) == [6000, 60])
    #expect(tally.templates.width <= 10)
  }

  @Test func cellsWidenUntilTheyFitTheBudget() {
    let lines = (0..<120).flatMap { statement in
      (0..<400).map { line(Int64($0) * 11_000, "statement s\(statement)") }
    }
    let tally = finished(lines)
    #expect(tally.templates.width == 60)
    #expect(tally.templates.entries.reduce(0) { $0 + $1.cells.count } <= 2 * TemplateWidth.budget)
    #expect(tally.templates.entries.reduce(0) { $0 + $1.count } == lines.count)
  }

  @Test(
    "any merge of the inputs is one scan of them",
    arguments: [
      (3, 5, 60, 1), (3, 700, 600, 1), (2, 3000, 600, 2), (400, 40, 60, 3), (2, 60, 90_000, 4),
    ])
  func merging(services: Int, statements: Int, seconds: Int, seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let lines = (0..<4000).map { _ in
      line(
        Int64(random.below(seconds * 4)) * 250,
        "say a\(random.below(statements)) of \(random.below(3))",
        service: "service-\(random.below(services))",
        level: random.chance(0.2) ? .warning : .info)
    }
    let inputs = Scans.dealt(lines, to: 4, by: &random)
    let one = Scans.inOne(inputs)
    for _ in 0..<3 { #expect(try Scans.merged(inputs, by: &random) == one) }
    #expect(Scans.inOne(inputs.reversed()) == one)
    let back = try TallyFile.decode(one, rules: .plain)
    #expect(TallyFile.encode(back) == one)
  }

  @Test func aClockSetRightMovesWhatWasSaid() throws {
    let tally = finished((0..<40).map { line(Int64($0) * 700, "oven # lit") })
    let first = try #require(tally.templates.entries.first?.cells.first?.lines.first)
    #expect(tally.shift(byNanoseconds: 3_000_000_000))
    let moved = try #require(tally.templates.entries.first?.cells.first?.lines.first)
    #expect(moved.nanoseconds - first.nanoseconds == 3_000_000_000)
    #expect(tally.templates.entries[0].count == 40)
    let bytes = TallyFile.encode(tally)
    #expect(TallyFile.encode(try TallyFile.decode(bytes, rules: .plain)) == bytes)
  }

  @Test func secretsAreNotKept() {
    let rules = TallyRules(.standard) { $0.split(separator: " ").first.map(String.init) ?? "" }
    let tally = MadeInput(number: 1, attempts: [line(0, "token abcdef")]).tally(rules)
    tally.finish()
    #expect(tally.templates.entries.map(\.key.text) == ["token"])
  }

  @Test func hostileBytesAreReadOrRefusedAndNeverTrap() throws {
    var random = SeededGenerator(seed: 9)
    let lines = (0..<60).map { at in
      line(Int64(at) * 900, "say s\(at % 7)", level: at % 3 == 0 ? .error : .info)
    }
    let file = TallyFile.encode(MadeInput(number: 1, attempts: lines).tally())
    let body = Array(file[(TallyFile.magic.count + 1)...].dropLast(TallyFile.sumSize))
    var refused = 0
    for _ in 0..<6000 {
      var bytes = body
      // What was said stands at the end.
      for _ in 0...random.below(3) {
        bytes[bytes.count - 1 - random.below(min(bytes.count, 3000))] = UInt8(random.below(256))
      }
      guard let tally = try? TallyFile.decode(TallyFile.sealed(bytes), rules: .plain) else {
        refused += 1
        continue
      }
      tally.merge(MadeInput(number: 2, attempts: lines).tally())
      let again = TallyFile.encode(tally)
      #expect(throws: Never.self) { try TallyFile.decode(again, rules: .plain) }
    }
    #expect(refused > 1000)
  }
}
