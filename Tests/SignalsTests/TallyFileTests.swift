import LogModel
import Parse
import Simulator
import Testing

@testable import Signals

@Suite struct TallyFileTests {
  private func inputs(_ count: Int, seed: UInt64 = 21) -> [MadeInput] {
    var random = SeededGenerator(seed: seed)
    let mix = TallyMergeTests.Mix(testDescription: "a usual log", attempts: 800)
    return Scans.dealt(mix.made(&random), to: count, by: &random)
  }

  private func rules(units: [String]) -> TallyRules {
    let match = ConditionGroup(all: [])
    let rule = OperationRule(
      name: "order", match: match,
      units: units.map { UnitRule(name: $0, field: FieldPath(root: .record, keys: ["a"])) })
    return TallyRules(RecordRules(operations: [rule])) { $0 }
  }

  @Test func everythingComesBack() throws {
    let tally = inputs(1)[0].tally()
    let bytes = TallyFile.encode(tally)
    let again = try TallyFile.decode(bytes, rules: .plain)
    #expect(Scans.story(again) == Scans.story(tally))
    #expect(again.inputs == tally.inputs)
    #expect(again.series.map(\.buckets) == tally.series.map(\.buckets))
    #expect(again.clients == tally.clients)
    #expect(TallyFile.encode(again) == bytes)
  }

  @Test func aTallyOfNothingComesBack() throws {
    let bytes = TallyFile.encode(Tally(rules: .plain))
    let again = try TallyFile.decode(bytes, rules: .plain)
    #expect(again.series.isEmpty && again.inputs.isEmpty)
    #expect(TallyFile.encode(again) == bytes)
  }

  @Test func allThatIsToldOfAnInputComesBack() throws {
    var reading = InputReading(path: "logs/ü \u{1B}[31m.gz")
    reading.contentHash = ContentHash(high: .max, low: 1)
    reading.compression = .gzip
    reading.formats = ["json", "loki-push"]
    reading.status = .partial
    reading.bytesRead = 12
    reading.bytesDecoded = 1 << 40
    reading.account.records = 5
    reading.account.blank = 4
    reading.account.unread = 3
    reading.account.duplicate = 2
    reading.account.outsideWindow = 1
    reading.first = Timestamp(nanoseconds: -5, fractionDigits: 9)
    reading.last = Timestamp(nanoseconds: 7, fractionDigits: 3)
    reading.zone = .init(name: "America/Denver", basis: .option)
    reading.readAs.service = "svc"
    reading.readAs.latencyUnit = "ms"
    reading.readAs.user = "uid"
    reading.warnings = InputWarning.Code.allCases.enumerated().map { index, code in
      InputWarning(
        code, count: index, line: index > 3 ? index : nil, byteOffset: index > 9 ? index : nil,
        message: "said \(index)")
    }
    let tally = Tally(rules: .plain)
    tally.seal(reading)
    let unreadable = InputReading(path: "gone.gz")
    tally.seal(unreadable)
    let again = try TallyFile.decode(TallyFile.encode(tally), rules: .plain)
    #expect(again.inputs.map(\.reading) == [unreadable, reading])
  }

  @Test func whatAWiderFocusKeptComesBack() throws {
    let attempts = (0..<50).map { Attempt(milliseconds: Int64($0)) }
    let focus = TimeRange(from: attempts[0].time, to: attempts[49].time)
    let tally = MadeInput(number: 1, attempts: attempts).tally(focus: [focus])
    let again = try TallyFile.decode(TallyFile.encode(tally), rules: .plain)
    #expect(again.series[0].buckets[0].successes.marks.count == 50)
  }

  @Test func isKnownByItsFirstBytes() {
    #expect(TallyFile.isTally(TallyFile.encode(Tally(rules: .plain))))
    #expect(!TallyFile.isTally(Array("{\"time\":".utf8)))
    #expect(!TallyFile.isTally(TallyFile.magic.dropLast()))
    #expect(!TallyFile.isTally([]))
  }

  @Test func saysWhyBytesAreNotRead() {
    let bytes = TallyFile.encode(inputs(1)[0].tally())
    var newer = bytes
    newer[TallyFile.magic.count] = 11
    var changed = bytes
    changed[bytes.count / 2] ^= 4
    let cases: [([UInt8], TallyError)] = [
      ([], .notATally), (Array("hello, this is a log".utf8), .notATally),
      (newer, .unsupportedVersion(11)), (changed, .damaged(offset: bytes.count - 8)),
      (TallyFile.magic, .damaged(offset: TallyFile.magic.count)),
      (bytes + [0], .damaged(offset: bytes.count - 7)),
    ]
    for (bytes, error) in cases {
      #expect(throws: error) { try TallyFile.decode(bytes, rules: .plain) }
      #expect(error.description.contains("tally"))
    }
  }

  @Test func contentsThatTwoTalliesHoldAreNamed() {
    let made = inputs(4)
    let one = Tally(rules: .plain)
    for input in made[0...2] { input.fold(into: one) }
    let other = Tally(rules: .plain)
    for input in [made[3], made[2], made[1]] { input.fold(into: other) }
    let shared = [made[1], made[2]].compactMap(\.reading.contentHash).sorted()
    #expect(one.sharedContents(with: other) == shared)
    #expect(other.sharedContents(with: one) == shared)
    #expect(made[0].tally().sharedContents(with: made[3].tally()).isEmpty)
  }

  @Test func emptyInputsAreNoSharedContent() {
    let empty = MadeInput(number: 5, attempts: [])
    #expect(empty.tally().sharedContents(with: empty.tally()).isEmpty)
  }

  @Test func unitsOfTwoDefinitionsAreNotSummed() throws {
    let (pizzas, drinks) = (rules(units: ["pizzas"]), rules(units: ["drinks"]))
    let input = inputs(1)[0]
    let bytes = TallyFile.encode(input.tally(pizzas))
    let error = TallyError.differentDefinitions(mine: ["drinks"], theirs: ["pizzas"])
    #expect(throws: error) { try TallyFile.decode(bytes, rules: drinks) }
    #expect(throws: error) { try input.tally(drinks).checkUnits(of: input.tally(pizzas)) }
    #expect(error.description.contains("drinks") && error.description.contains("pizzas"))
    let plain = try TallyFile.decode(bytes, rules: .plain)
    #expect(plain.unitNames == ["pizzas"])
    try plain.checkUnits(of: input.tally(pizzas))
  }

  @Test func linesOfAllInputsMustBeSuchAsCanBeAddedUp() throws {
    let tally = inputs(2)[0].tally()
    inputs(2)[1].fold(into: tally)
    tally.inputs[0].reading.account.records = 1 << 52
    #expect(throws: Never.self) { try TallyFile.decode(TallyFile.encode(tally), rules: .plain) }
    for at in tally.inputs.indices { tally.inputs[at].reading.account.records = 1 << 53 }
    #expect(throws: TallyError.self) {
      try TallyFile.decode(TallyFile.encode(tally), rules: .plain)
    }
  }

  @Test func talliesThatClaimMoreThanCanBeAddedUpAreRefused() throws {
    let (one, other) = (inputs(2)[0].tally(), inputs(2)[1].tally())
    one.inputs[0].reading.account.records = 1 << 52
    let claiming = try TallyFile.decode(TallyFile.encode(one), rules: .plain)
    #expect(claiming.restored >= 1 << 52)
    try other.checkUnits(of: claiming)
    other.restored = Tally.restoredLimit - 100
    #expect(throws: TallyError.tooMany) { try other.checkUnits(of: claiming) }
    #expect(TallyError.tooMany.description.contains("tally"))
  }

  @Test func aCopyThatWasPassedOverDoesNotHideTheInputThatWasRead() throws {
    let read = MadeInput(number: 1, attempts: [Attempt()])
    let tally = read.tally()
    var copy = read.reading
    copy.path = "a-copy.log"
    copy.status = .duplicate
    tally.seal(copy)
    tally.finish()
    let mark = try #require(tally.series[0].buckets[0].successes.first)
    #expect(tally.input(of: mark)?.reading.path == "input-1.log")
  }
}
