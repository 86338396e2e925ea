import LogModel
import Parse
import Simulator
import Testing

@testable import Signals

@Suite struct KeptInputFileTests {
  private static let key = Array("program and content".utf8)
  private static let outline = StreamOutline(
    ranges: [nil, -5...7, 9...9], turns: [.init(local: -3, from: 8, to: .max)],
    year: .init(seconds: -1, isNearest: true, basis: "the date in the file's name"),
    asksForYear: true)

  private func tally(attempts: Int = 800) -> Tally {
    var random = SeededGenerator(seed: 23)
    let mix = TallyMergeTests.Mix(testDescription: "a usual log", attempts: attempts)
    return MadeInput(number: 3, attempts: mix.made(&random)).tally()
  }

  private func bytes(_ tally: Tally) throws -> [UInt8] {
    try #require(
      KeptInputFile.encode(
        KeptInput(tally: tally, outline: Self.outline, records: 801), under: Self.key))
  }

  private func decoded(_ bytes: [UInt8], path: String = "input-3.log") -> KeptInput? {
    KeptInputFile.decode(bytes, under: Self.key, path: path, rules: .plain)
  }

  @Test func everythingComesBack() throws {
    let tally = tally()
    let bytes = try bytes(tally)
    let again = try #require(decoded(bytes))
    #expect(again.outline == Self.outline && again.records == 801)
    #expect(again.tally.inputs == tally.inputs)
    #expect(TallyFile.encode(again.tally) == TallyFile.encode(tally))
    #expect(try self.bytes(again.tally) == bytes)
    let moved = try #require(decoded(bytes, path: "elsewhere/app.log.2"))
    #expect(moved.tally.inputs.map(\.reading.path) == ["elsewhere/app.log.2"])
  }

  @Test func theSampleOfRecordsIsThatOfARunAndNotOfAFile() throws {
    let tally = tally(attempts: 40_000)
    tally.finish()
    #expect(tally.overlap.entries.count > OverlapSample.fileCapacity)
    let again = try #require(decoded(bytes(tally)))
    #expect(again.tally.overlap.entries == tally.overlap.entries)
    #expect(again.tally.overlap.zeroBits == tally.overlap.zeroBits)
    #expect(again.tally.overlap.edges.edges == tally.overlap.edges.edges)
  }

  @Test func mergedItGivesWhatTheInputGives() throws {
    var random = SeededGenerator(seed: 24)
    let mix = TallyMergeTests.Mix(testDescription: "a usual log", attempts: 3000)
    let inputs = Scans.dealt(mix.made(&random), to: 3, by: &random)
    let expected = Scans.inOne(inputs)
    for kept in inputs.indices {
      let whole = Tally(rules: .plain)
      for (number, input) in inputs.enumerated() {
        let tally = input.tally()
        guard number == kept else {
          whole.merge(tally)
          continue
        }
        let again = try #require(decoded(bytes(tally), path: input.reading.path))
        whole.merge(again.tally)
      }
      #expect(TallyFile.encode(whole) == expected)
    }
  }

  @Test func whatIsToldOfStraysIsOverWhenAnInputIsSealed() throws {
    let tally = tally()
    let moment = Timestamp(seconds: 0)
    tally.inputs[0].reading.strays = [TimeRange(from: moment, to: moment)]
    #expect(decoded(try bytes(tally)) != nil)
  }

  @Test func bytesOfAnyOtherKindAreNothing() throws {
    let bytes = try bytes(tally())
    #expect(KeptInputFile.decode(bytes, under: Self.key + [0], path: "", rules: .plain) == nil)
    #expect(KeptInputFile.decode(bytes, under: [], path: "", rules: .plain) == nil)
    #expect(!TallyFile.isTally(bytes))
    #expect(decoded(TallyFile.encode(tally())) == nil)
    #expect(decoded(bytes + [0]) == nil)
    for length in stride(from: 0, to: bytes.count, by: 101) {
      #expect(decoded(Array(bytes.prefix(length))) == nil)
    }
    for at in stride(from: 0, to: bytes.count, by: 97) {
      var changed = bytes
      changed[at] ^= 1
      #expect(decoded(changed) == nil)
    }
  }

  @Test func aTallyOfSeveralInputsIsNotKept() {
    let tally = tally()
    MadeInput(number: 4, attempts: [Attempt()]).fold(into: tally)
    let kept = KeptInput(tally: tally, outline: Self.outline, records: 2)
    #expect(KeptInputFile.encode(kept, under: Self.key) == nil)
  }
}
