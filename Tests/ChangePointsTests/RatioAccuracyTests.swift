import Testing

@testable import ChangePoints

@Suite("Runs of failures in simulated logs with known truth")
struct RatioAccuracyTests {
  struct Kind: Sendable, CustomTestStringConvertible {
    let letter: Character
    let name: String
    var seeds = 40
    let start: Double
    let end: Double
    var testDescription: String { name }
  }

  /// Bounds in seconds on the median error of the start and of the end.
  static let kinds: [Kind] = [
    Kind(letter: "A", name: "an order a minute, all fail for 11 min", start: 30, end: 30),
    Kind(letter: "B", name: "the same over 2 % failures", start: 30, end: 35),
    Kind(letter: "C", name: "9 a minute, 60 % fail for 18 min", start: 6, end: 7),
    Kind(letter: "D", name: "20 a second, 5 %, 7 min", seeds: 4, start: 3, end: 3),
    Kind(letter: "E", name: "10,000 a second in cells, 2 %", seeds: 10, start: 0.7, end: 0.7),
    Kind(letter: "F", name: "0 to 40 % in ten minutes", seeds: 30, start: 25, end: 4),
    Kind(letter: "H", name: "on and off by the minute", seeds: 20, start: 2, end: 2),
    Kind(letter: "I", name: "still failing at the end", start: 8, end: 0),
    Kind(letter: "J", name: "two incidents, 30 and 15 %", seeds: 30, start: 6, end: 6),
    Kind(letter: "P", name: "9 a minute, 20 % for 15 min", start: 40, end: 40),
    Kind(letter: "R", name: "9 a minute, all fail for 90 s", start: 5, end: 5),
    Kind(letter: "X", name: "8 a second, 0.2 to 3 %", seeds: 4, start: 5, end: 8),
    Kind(letter: "Y", name: "ten outages and no other failure", seeds: 6, start: 25, end: 25),
    Kind(
      letter: "q", name: "an outage among failures that come in runs", seeds: 20, start: 6, end: 8),
    Kind(letter: "W", name: "40 % of a log of one hour fails", start: 30, end: 30),
  ]

  @Test("finds every incident and no other, close to the truth", arguments: kinds)
  func accuracy(_ kind: Kind) {
    let board = Scoreboard.ratio(kind.letter, seeds: 0..<kind.seeds)
    #expect(board.found == board.expected)
    #expect(board.falseRuns == 0)
    #expect(board.medianStart <= kind.start)
    #expect(board.medianEnd <= kind.end)
    guard kind.seeds >= 20 else { return }
    #expect(board.startCoverage >= 0.8)
    if board.endsKnown > 0 { #expect(board.endCoverage >= 0.8) }
  }

  @Test("A failure still going on has no end")
  func ongoing() {
    #expect(Scoreboard.ratio("I", seeds: 0..<40).endsKnown == 0)
  }

  @Test("The interval of a sparse series stays near its bracket of a minute or two")
  func narrow() {
    let board = Scoreboard.ratio("A", seeds: 0..<40)
    #expect(Scoreboard.share(board.widths, 0.5) < 150)
  }

  @Test("A slow rise is called gradual and a sudden one a step")
  func shapes() {
    #expect(Scoreboard.ratio("F", seeds: 0..<20).gradual >= 18)
    for kind: Character in ["C", "H", "P"] {
      #expect(Scoreboard.ratio(kind, seeds: 0..<20).gradual <= 1)
    }
  }

  @Test("Clusters of retries in a healthy log are hardly ever a run")
  func healthy() {
    let board = Scoreboard.ratio("N", seeds: 0..<40)
    #expect(board.falseRuns <= 4)
  }

  @Test(
    "Failures that come in runs or drift by the hour are hardly ever a run",
    arguments: ["Q", "V"])
  func habits(_ letter: String) throws {
    let board = Scoreboard.ratio(try #require(letter.first), seeds: 0..<40)
    #expect(board.falseRuns <= 1)
  }

  @Test(
    "The start of a slow rise lies in its interval, or near it where calls are few",
    arguments: zip(["f", "g"], [0.7, 0.85]))
  func rises(_ letter: String, _ least: Double) throws {
    let board = Scoreboard.ratio(try #require(letter.first), seeds: 0..<30)
    #expect(board.found == board.expected)
    #expect(board.startCoverage >= least)
  }

  @Test("Cells of a minute cost seconds, not a minute", arguments: ["C", "D", "R"])
  func wide(_ letter: String) throws {
    let kind = try #require(letter.first)
    var board = Scoreboard()
    for seed in 0..<(kind == "D" ? 4 : 20) {
      let log = SimulatedRatio.make(kind, seed: seed).counted(in: 60)
      let runs = RatioModel(cellWidth: 60).runs(in: log.cells).runs
      board.add(
        runs.map { run in
          let first = log.cells[run.cells.lowerBound].time - 30
          let last = log.cells[run.cells.upperBound - 1].time + 30
          return Scoreboard.Found(first: first, last: last, onset: run.onset, end: run.end)
        }, truth: log.truth)
    }
    #expect(board.found == board.expected)
    #expect(board.falseRuns == 0)
    #expect(board.medianStart <= 20)
    #expect(board.startCoverage >= 0.8)
  }
}
