import Testing

@testable import ChangePoints

@Suite("What came near to being a run")
struct RatioNearMissTests {
  private func nearMiss(_ text: String, step: Double = 60) -> RatioNearMiss? {
    RatioModel(keyCount: 1).runs(in: drawn(text, step: step)).nearMiss
  }

  @Test("Two failures in a row of many good calls are one, with what they lack")
  func two() throws {
    let miss = try #require(nearMiss(times(600, ".") + "xx" + times(600, "."), step: 5))
    #expect(miss.run.cells == 600..<602)
    #expect(miss.run.failures == 2 && miss.run.attempts == 2)
    #expect(miss.run.evidence > RatioModel.leastEvidence)
    #expect(miss.neededEvidence > miss.run.evidence)
    #expect(!miss.run.startsAtFirstCell && !miss.run.reachesLastCell)
  }

  @Test("The last good call before it and the first after it are its brackets")
  func brackets() throws {
    let miss = try #require(nearMiss(times(600, ".") + "xx" + times(600, "."), step: 5))
    #expect(miss.run.onsetBracket.lowCell == 599 && miss.run.onsetBracket.highCell == 600)
    #expect(miss.run.endBracket.lowCell == 601 && miss.run.endBracket.highCell == 602)
  }

  @Test(
    "Nothing is said of chance, of one failure, or of no calls",
    arguments: ["", "x", times(300, ".") + "x" + times(300, "."), times(60, "....x")])
  func chance(_ text: String) {
    #expect(nearMiss(text) == nil)
  }

  @Test("What is a run is no near miss, and what lies elsewhere still is")
  func besides() throws {
    let run = times(300, ".") + times(12, "x") + times(300, ".")
    #expect(nearMiss(run, step: 5) == nil)
    let result = RatioModel().runs(
      in: drawn(run + times(600, ".") + "xx" + times(300, "."), step: 5))
    #expect(result.runs.map(\.cells) == [300..<312])
    #expect(result.nearMiss?.run.cells == 1212..<1214)
  }
}
