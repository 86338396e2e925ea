import Events
import LogModel
import Testing

@testable import Timeline

/// What is said of evidence as a whole.
@Suite struct EvidenceLimitsTests {
  private func input(_ change: (inout InputReading) -> Void = { _ in }) -> InputReading {
    var reading = InputReading(path: "shop.log")
    reading.account.records = 10
    reading.last = at("16:00")
    change(&reading)
    return reading
  }

  private func said(_ input: InputReading, _ rows: [EventRow] = []) -> [String] {
    let file = EventFile(path: "events", kind: "csv", rows: rows, unread: 0, warnings: [])
    return EvidenceLimits(inputs: [input], eventFiles: rows.isEmpty ? [] : [file]).sentences
  }

  @Test func nobodyAskedIsToldFromNobodyNoticed() {
    #expect(
      said(input()) == [
        "Whether an alert fired or a person noticed: no alert, on-call, chat or note was given."
      ])
    let chat = event("15:30", .statusUpdate, row: 1, origin: .chat)
    #expect(said(input(), [chat]) == ["Whether an alert fired: no alert history was given."])
    #expect(said(input(), [page("15:28:00", row: 2)]).isEmpty)
    let alert = event("15:30", .alertFired, row: 1, origin: .alerts)
    #expect(said(input(), [chat, alert]).isEmpty)
    let deploy = event("15:00", .deploy, row: 1, origin: .deploy)
    #expect(said(input(), [deploy]).first?.contains("or a person noticed") == true)
  }

  @Test func gapsAreNamedAndManyAreCounted() {
    let gaps = (0..<5).map { hour in
      InputGap(from: at("0\(hour):10"), to: at("0\(hour):50"), basis: "no lines")
    }
    let sentences = said(input { $0.gaps = gaps }).dropLast()
    #expect(sentences.count == 4)
    #expect(
      sentences.first
        == "What happened between 2025-04-08T00:10:00Z and 2025-04-08T00:50:00Z by shop.log: it "
        + "holds no record of that time.")
    #expect(
      sentences.last == "What happened in 2 more gaps of shop.log: it holds no record of them.")
  }

  @Test(arguments: [
    (InputWarning.Code.sampledInput, "lower bounds"),
    (.suppressedAtSource, "lower bounds"), (.exportLimit, "ended at a limit"),
  ])
  func whatWasLeftOutIsSaid(_ code: InputWarning.Code, _ words: String) {
    let sentences = said(input { $0.warnings = [InputWarning(code, message: "x")] })
    #expect(sentences.first?.contains(words) == true)
  }

  @Test func aCutLogSaysWhereItsLastRecordIs() {
    let sentences = said(input { $0.status = .partial })
    #expect(sentences.first?.contains("cut part of shop.log") == true)
    #expect(sentences.first?.contains("2025-04-08T16:00:00Z") == true)
  }

  @Test func nothingReadNeedsNoLimits() {
    #expect(EvidenceLimits(inputs: [], eventFiles: []).sentences.isEmpty)
    #expect(
      said(input { $0.account.records = 0 }) == [
        "No input: the file does not hold a line, so whether there was an incident cannot be told."
      ])
    #expect(
      said(
        input {
          $0.account.records = 0
          $0.account.unread = 1
        }
      ).isEmpty)
  }
}
