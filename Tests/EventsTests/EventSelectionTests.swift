import LogModel
import Testing

@testable import Events

@Suite struct EventSelectionTests {
  private func row(_ second: Int, _ path: String = "a") -> EventRow {
    EventRow(
      time: Timestamp(seconds: Int64(second)), kind: .note, text: "\(second)", origin: .human,
      source: SourceRef(path: path, line: second + 1, byteOffset: second * 10))
  }

  private func kept(_ rows: [EventRow], by selection: EventSelection) -> EventKeeper {
    var keeper = EventKeeper(selection)
    for row in rows { keeper.add(row) }
    keeper.flush()
    return keeper
  }

  @Test func keepsTheRowsNextToABeginOrAnEnd() {
    let moments = [Timestamp(seconds: 100), Timestamp(seconds: 500)]
    let selection = EventSelection(limit: 20, moments: moments)
    for rows in [(0..<1000).map { row($0) }, (0..<1000).reversed().map { row($0) }] {
      let keeper = kept(rows, by: selection)
      let chosen = selection.chosen(of: keeper.rows).map(\.time.seconds).sorted()
      #expect(chosen == Array(95...104) + Array(496...505) || chosen.count == 20)
      #expect(chosen.allSatisfy { abs($0 - 100) <= 5 || abs($0 - 500) <= 5 })
      #expect(keeper.summary.rows == 1000)
      #expect(keeper.leftOut + keeper.rows.count == 1000)
      #expect(keeper.rows.count < 40)
    }
  }

  @Test func passesOverWhatLiesOutOfReach() {
    let reach = EventSelection.Reach(
      from: Timestamp(seconds: 10), to: Timestamp(seconds: 19))
    let keeper = kept((0..<100).map { row($0) }, by: EventSelection(reaches: [reach]))
    #expect(keeper.rows.map(\.time.seconds) == Array(10...19))
    #expect(keeper.leftOut == 0)
    #expect(keeper.summary.first == Timestamp(seconds: 0))
    #expect(keeper.summary.last == Timestamp(seconds: 99))
  }

  @Test func boundsAllFilesTogetherInAnyOrder() {
    let selection = EventSelection(limit: 30)
    let files = ["a", "b", "c"].map { path in
      EventFile(
        path: path, kind: "csv", rows: (0..<25).map { row($0, path) }, unread: 0, warnings: [])
    }
    func bounded(_ files: [EventFile]) -> [String] {
      let bounded = selection.bounded(files)
      #expect(bounded.reduce(0) { $0 + $1.rows.count } == 30)
      #expect(bounded.reduce(0) { $0 + $1.leftOut } == 45)
      #expect(bounded.allSatisfy { $0.summary.rows == 25 })
      return bounded.flatMap(\.rows).map { "\($0.source.path) \($0.text)" }.sorted()
    }
    #expect(bounded(files) == bounded(files.reversed()))
  }
}
