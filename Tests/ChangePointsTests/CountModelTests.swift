import Testing

@testable import ChangePoints

@Suite("Rises, drops and silences of arrivals")
struct CountModelTests {
  struct Kind: Sendable, CustomTestStringConvertible {
    let letter: Character
    let name: String
    let direction: CountRun.Direction
    var seeds = 40
    let start: Double
    let end: Double
    var testDescription: String { name }
  }

  /// Bounds in seconds on the median error of the start and of the end.
  static let kinds: [Kind] = [
    Kind(
      letter: "K", name: "9 to 48 a minute for 3 min", direction: .rise, start: 5, end: 5),
    Kind(
      letter: "k", name: "9 to 36 a minute for 17 min of one hour", direction: .rise, start: 8,
      end: 8),
    Kind(letter: "L", name: "9 a minute fall silent", direction: .silence, start: 8, end: 8),
    Kind(
      letter: "M", name: "2.5 times 5 a second, noisy", direction: .rise, seeds: 15, start: 3,
      end: 3),
    Kind(
      letter: "G", name: "-60 % within three days of a daily cycle", direction: .drop, seeds: 10,
      start: 10, end: 10),
  ]

  @Test("finds every change and no other, close to the truth", arguments: kinds)
  func accuracy(_ kind: Kind) {
    let board = Scoreboard.counts(kind.letter, seeds: 0..<kind.seeds)
    #expect(board.found == board.expected)
    #expect(board.falseRuns == 0)
    #expect(board.medianStart <= kind.start)
    #expect(board.medianEnd <= kind.end)
    if kind.seeds >= 20 {
      #expect(board.startCoverage >= 0.8)
      #expect(board.endCoverage >= 0.8)
    }
    let log = SimulatedCounts.make(kind.letter, seed: 0)
    #expect(CountModel().runs(in: log.series).runs.map(\.direction) == [kind.direction])
  }

  @Test("steady, noisy and daily traffic has no run", arguments: ["o", "O", "g"])
  func healthy(_ letter: String) throws {
    let kind = try #require(letter.first)
    let seeds = kind == "o" ? 40 : 8
    #expect(Scoreboard.counts(kind, seeds: 0..<seeds).falseRuns == 0)
  }

  @Test("Rates are told in events a minute")
  func rates() throws {
    let log = SimulatedCounts.make("K", seed: 1)
    let run = try #require(CountModel().runs(in: log.series).runs.first)
    #expect(abs(run.baselinePerMinute - 9) < 1.5)
    #expect(abs(run.observedPerMinute - 48) < 12)
  }

  @Test("A timer's even beat that stops is a silence, and its stop lies after the last beat")
  func timer() throws {
    let counts = (0..<7200).map { cell -> Int? in
      cell % 10 == 0 && !(4000..<4600).contains(cell) ? 1 : 0
    }
    let result = CountModel().runs(in: CountSeries(origin: 0, width: 1, counts: counts))
    let run = try #require(result.runs.first)
    #expect(result.runs.count == 1)
    #expect(run.direction == .silence)
    #expect(run.onset.low >= 3980 && run.onset.high <= 4040)
    let end = try #require(run.end)
    #expect(end.low >= 4570 && end.high <= 4610)
  }

  @Test("What is not covered is not a silence")
  func uncovered() {
    var log = SimulatedCounts.make("o", seed: 5)
    for cell in 5000..<9000 { log.series.counts[cell] = nil }
    #expect(CountModel().runs(in: log.series).runs.isEmpty)
  }

  @Test("A silence up to the last cell has no end")
  func openEnd() throws {
    var log = SimulatedCounts.make("o", seed: 6)
    for cell in (log.series.counts.count - 1200)..<log.series.counts.count {
      log.series.counts[cell] = 0
    }
    let run = try #require(CountModel().runs(in: log.series).runs.first)
    #expect(run.reachesLastCell)
    #expect(run.end == nil)
  }

  @Test("Events where there never were any are a rise")
  func fromNothing() throws {
    var counts = [Int?](repeating: 0, count: 7200)
    for cell in 3600..<3660 where cell % 4 == 0 { counts[cell] = 1 }
    let result = CountModel().runs(in: CountSeries(origin: 50, width: 1, counts: counts))
    let run = try #require(result.runs.first)
    #expect(run.direction == .rise)
    #expect(run.cells == 3600..<3657)
  }

  @Test("Empty, uncovered and impossible series give no run and no trap")
  func hostile() {
    for counts: [Int?] in [[], [nil, nil], [0], [.min, -3, 0], [Int](repeating: 0, count: 50)] {
      for width in [0, 1, .infinity, .nan] {
        let series = CountSeries(origin: 0, width: width, counts: counts)
        #expect(CountModel().runs(in: series).runs.isEmpty)
      }
    }
    let huge = CountSeries(origin: 0, width: 1, counts: [1, .max, 1, .max])
    #expect(CountModel(keyCount: -1).runs(in: huge).phi.isFinite)
  }
}
