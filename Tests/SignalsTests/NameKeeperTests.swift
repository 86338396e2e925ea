import Simulator
import Testing

@testable import Signals

@Suite struct NameKeeperTests {
  private let names = (0..<1000).map { "service-\($0)" }

  private func keeper(_ names: [String]) -> NameKeeper {
    var keeper = NameKeeper(capacity: 16)
    for name in names { _ = keeper.keep(name) }
    return keeper
  }

  @Test func keepsAllNamesUpToItsCapacity() {
    let keeper = keeper(Array(names.prefix(16)))
    #expect(names.prefix(16).allSatisfy { keeper.current($0) == $0 })
  }

  @Test func whichNamesStayIsUpToTheSetAlone() {
    var random = SeededGenerator(seed: 1)
    let expected = names.map(keeper(names).current)
    #expect(expected.filter { $0 != NameKeeper.rest }.count == 16)
    for _ in 0..<20 {
      #expect(names.map(keeper(names.shuffled(by: &random)).current) == expected)
    }
  }

  @Test func whatTheKeptNamesOfPartsSayIsEnough() {
    let whole = keeper(names)
    let parts = [keeper(Array(names[..<400])), keeper(Array(names[400...]))]
    var merged = NameKeeper(capacity: 16)
    for part in parts {
      for name in names.map(part.current) { _ = merged.keep(name) }
    }
    #expect(names.map(merged.current) == names.map(whole.current))
  }

  @Test func noNameIsNoName() {
    var keeper = keeper(names)
    #expect(keeper.keep("") == "" && keeper.current("") == "")
    #expect(keeper.keep(NameKeeper.rest) == NameKeeper.rest)
  }

  @Test func spellingsThatLookAlikeAreTwoNames() {
    var keeper = NameKeeper(capacity: 16)
    let spellings = ["caf\u{E9}", "cafe\u{301}"]
    #expect(spellings.map { Array(keeper.keep($0).utf8) } == spellings.map { Array($0.utf8) })
  }
}
