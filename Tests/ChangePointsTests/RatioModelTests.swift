import Testing

@testable import ChangePoints

@Suite("Runs of failures in a log drawn as text")
struct RatioModelTests {
  struct Drawing: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    /// The failing calls of each run expected: from and to, counted in calls.
    let runs: [Range<Int>]
    var testDescription: String { name }
  }

  static let drawings: [Drawing] = [
    Drawing(name: "a clean log has no run", text: times(60, "."), runs: []),
    Drawing(name: "single failures are no run", text: times(8, "......x"), runs: []),
    Drawing(
      name: "failures in a row are one run", text: times(30, ".") + "xxxxxxx" + times(20, "."),
      runs: [30..<37]),
    Drawing(
      name: "a lone failure long before is left outside",
      text: times(10, ".") + "x" + times(30, ".") + "xxxx x" + times(30, "."),
      runs: [41..<46]),
    Drawing(
      name: "a good call amid the failures does not part them",
      text: times(40, ".") + "xxxx.xxxx.xx" + times(30, "."), runs: [40..<52]),
    Drawing(
      name: "a relapse within five minutes is the same run",
      text: times(40, ".") + "xxxxxx...xxxxxx" + times(30, "."), runs: [40..<55]),
    Drawing(
      name: "failures after a long recovery are another run",
      text: times(40, ".") + "xxxxxx" + times(40, ".") + "xxxxxx" + times(30, "."),
      runs: [40..<46, 86..<92]),
    Drawing(
      name: "a quarter of an hour of good calls parts two outages",
      text: times(60, ".") + "xxxxxxxx" + times(15, ".") + "xxxxxxxx" + times(60, "."),
      runs: [60..<68, 83..<91]),
    Drawing(name: "seven calls are too few", text: "xxxxxxx", runs: []),
    Drawing(name: "one failure of many is too few", text: times(40, ".") + "x", runs: []),
    Drawing(name: "nothing at all", text: "", runs: []),
  ]

  @Test("finds what is drawn", arguments: drawings)
  func drawing(_ drawing: Drawing) {
    let result = RatioModel().runs(in: drawn(drawing.text))
    #expect(result.runs.map(\.cells) == drawing.runs)
  }

  @Test("A relapse keeps its phases and counts all calls from first to last failure")
  func phases() throws {
    let text = times(90, ".") + "xxxxxxxx" + times(12, ".") + "xxxxxxxx" + times(90, ".")
    let run = try #require(RatioModel().runs(in: drawn(text, step: 20)).runs.first)
    #expect(run.phases == [90..<98, 110..<118])
    #expect(run.attempts == 28)
    #expect(run.failures == 16)
    #expect(run.observedRatio == 16.0 / 28)
  }

  @Test("The bracket holds the last good and the first bad call, and the estimate lies between")
  func brackets() throws {
    let text = times(30, ".") + "   xxxxxxxx  " + times(20, ".")
    let run = try #require(RatioModel().runs(in: drawn(text)).runs.first)
    #expect(run.onsetBracket.low == 1740.0)
    #expect(run.onsetBracket.high == 1980.0)
    #expect(run.onsetBracket.lowCell == 29)
    #expect(run.onsetBracket.highCell == 30)
    #expect(run.endBracket.low == 2400.0)
    #expect(run.endBracket.high == 2580.0)
    #expect(run.onset.estimate == 31 * 60)
    let end = try #require(run.end)
    #expect(end.estimate == 41.5 * 60)
    #expect(run.onset.low <= 29 * 60 && run.onset.high >= 33 * 60)
    #expect(end.low <= 40 * 60 && end.high >= 43 * 60)
    #expect(!run.startsAtFirstCell && !run.reachesLastCell)
    #expect(run.shape == .step)
  }

  @Test(
    "One call in a hundred for nearly half of a log is one run", arguments: [0.4, 0.42, 0.45])
  func smallShare(part: Double) throws {
    let count = 40_000
    let bad = 4000..<4000 + Int(part * Double(count))
    let cells = (0..<count).map { call in
      // Failures of uneven distance, one in a hundred calls.
      let fails = bad.contains(call) ? call * call % 199 == 4 : call % 9973 == 77
      return RatioCell(time: Double(call) * 8, attempts: 1, failures: fails ? 1 : 0)
    }
    let runs = RatioModel().runs(in: cells).runs
    #expect(runs.count == 1)
    let run = try #require(runs.first)
    #expect(run.cells.lowerBound < bad.lowerBound + 1000)
    #expect(run.cells.upperBound > bad.upperBound - 1000)
  }

  @Test("A run that is on at the first call has no known start")
  func onAtStart() throws {
    let text = times(10, "x") + times(30, ".")
    let run = try #require(RatioModel().runs(in: drawn(text)).runs.first)
    #expect(run.startsAtFirstCell)
    #expect(run.onsetBracket.low == nil)
    #expect(run.onset.high == 0)
    #expect(run.end != nil)
  }

  @Test("A run that is on at the last call has no end")
  func onAtEnd() throws {
    let text = times(30, ".") + times(10, "x")
    let run = try #require(RatioModel().runs(in: drawn(text)).runs.first)
    #expect(run.reachesLastCell)
    #expect(run.end == nil)
    #expect(run.endBracket.high == nil)
  }

  @Test("Where every call fails a healthy share is assumed, and neither border is known")
  func allFail() throws {
    for count in [8, 40, 400] {
      let result = RatioModel().runs(in: drawn(times(count, "x")))
      let run = try #require(result.runs.first)
      #expect(result.basis == .assumed)
      #expect(result.baseline < 0.05)
      #expect(run.cells == 0..<count)
      #expect(run.startsAtFirstCell && run.reachesLastCell)
    }
  }

  @Test("An incident of most of the attempts does not become the baseline", arguments: 4...7)
  func contaminated(tenths: Int) throws {
    let good = times(10 * (10 - tenths), "..........x")
    let text = good + times(10 * tenths, "xxx.xxxx.xx") + good
    let result = RatioModel().runs(in: drawn(text, step: 5))
    #expect(result.baseline < 0.15)
    let run = try #require(result.runs.max { $0.failures < $1.failures })
    #expect(abs(run.cells.count - 110 * tenths) < 20)
  }

  @Test("Two failures in a row are enough only where calls are rare")
  func rare() {
    let text = times(80, ".") + "xx" + times(60, ".")
    #expect(RatioModel().runs(in: drawn(text, step: 600)).runs.map(\.cells) == [80..<82])
    #expect(RatioModel().runs(in: drawn(text, step: 60)).runs.isEmpty)
    let apart = times(80, ".") + "x.x" + times(60, ".")
    #expect(RatioModel().runs(in: drawn(apart, step: 600)).runs.isEmpty)
  }

  @Test("More signals looked at need more evidence")
  func keys() {
    let cells = drawn(times(60, ".") + "xxx" + times(60, "."))
    #expect(RatioModel().runs(in: cells).runs.count == 1)
    #expect(RatioModel(keyCount: 5_000).runs(in: cells).runs.isEmpty)
  }

  @Test("A baseline from history is taken as it is")
  func given() {
    let cells = drawn(times(60, "..x."))
    let worse = RatioModel(fixedBaseline: 0.01).runs(in: cells)
    #expect(worse.baseline == 0.01)
    #expect(worse.basis == .given)
    #expect(worse.runs.count == 1)
    #expect(RatioModel(fixedBaseline: 0.25).runs(in: cells).runs.isEmpty)
  }

  @Test("Impossible cells are held to possible ones and every number stays finite")
  func hostile() {
    var cells = drawn(times(40, ".") + times(10, "x") + times(20, "."))
    cells[3] = RatioCell(time: 180, attempts: -5, failures: 7)
    cells[41] = RatioCell(time: 2460, attempts: 1, failures: .max)
    cells[50] = RatioCell(time: 2999, attempts: .max, failures: .min)
    cells[52] = RatioCell(time: .nan, attempts: 1, failures: 0)
    cells[60] = RatioCell(time: .infinity, attempts: 1, failures: 1)
    let result = RatioModel(cellWidth: .infinity).runs(in: cells)
    #expect(result.baseline > 0 && result.baseline < 1)
    #expect(result.phi.isFinite)
    for run in result.runs { #expect(run.evidence.isFinite) }
  }

  @Test("Equal stamps and shares of 0 and 1 give finite intervals")
  func extremes() throws {
    let good = (0..<200).map { RatioCell(time: Double($0 / 4), attempts: 100_000, failures: 0) }
    let bad = (200..<300).map {
      RatioCell(time: Double($0 / 4), attempts: 100_000, failures: 100_000)
    }
    let run = try #require(RatioModel(cellWidth: 1).runs(in: good + bad).runs.first)
    #expect(run.cells == 200..<300)
    #expect(run.evidence.isFinite)
    #expect(run.onset.low.isFinite && run.onset.high.isFinite)
    #expect(abs(run.onset.estimate - 50) < 1)
  }
}
