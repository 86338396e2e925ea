import LogModel
import Testing

@testable import Timeline

@Suite struct CoveredInputTests {
  @Test("an input's silences and its shift are in the coverage; backward ones are left out")
  func covered() {
    var reading = InputReading(path: "service.log.gz")
    let from = Timestamp(seconds: 100)
    let to = Timestamp(seconds: 900)
    reading.gaps = [
      InputGap(from: from, to: to, basis: "no lines"),
      InputGap(from: to, to: from, basis: "no lines"),
    ]
    #expect(Coverage.CoveredInput(of: reading).clock == nil)
    reading.shiftSeconds = -4
    let covered = Coverage.CoveredInput(of: reading)
    #expect(covered.gaps.map(\.range) == [TimeRange(from: from, to: to)])
    #expect(covered.clock?.applied == true && covered.clock?.pairs == 0)
    #expect(covered.clock?.lowSeconds == 4 && covered.clock?.highSeconds == 4)
  }
}
