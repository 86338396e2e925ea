import Inference
import LogModel
import Testing

@testable import Timeline

@Suite struct ConcentrationWordsTests {
  private func one(
    _ dimension: String, _ value: String, _ failures: Int = 412, _ attempts: Int? = 412
  ) -> Concentration {
    Concentration(
      dimension: dimension, value: value, failures: failures, allFailures: 412,
      attempts: attempts, allAttempts: 5150)
  }

  private func said(_ concentrations: Concentration...) -> String {
    let incident = orders { $0.impact.concentration = concentrations }
    return ConcentrationWords(incident).text.plain(in: .utc, on: nil)
  }

  @Test func whatFailuresAreConfinedToIsSaidWithItsShares() {
    #expect(
      said(one("tenant", "tenant-17"))
        == " Confined to tenant-17: 412 of 412 failures, 8 % of the attempts.")
    #expect(
      said(one("tenant", "acme"), one("region", "eu", 400), one("host", "a"))
        == " Confined to tenant acme: 412 of 412 failures, 8 % of the attempts."
        + " Mostly in region eu: 400 of 412 failures, 8 % of the attempts.")
    #expect(
      said(one("version", "2.1", 350, nil)) == " Mostly on version 2.1: 350 of 412 failures.")
    #expect(said() == "")
  }

  @Test func theRowOfTheStartSaysIt() {
    let rows = story(orders { $0.impact.concentration = [one("zone", "b")] })
    #expect(rows.count { $0.contains("Confined to zone b: 412 of 412 failures") } == 1)
    #expect(rows[1].hasPrefix("15:25 first_failure"))
    #expect(rows[1].contains("Confined to zone b"))
    let partial = story(
      orders {
        $0.isPartial = true
        $0.impact.concentration = [one("zone", "b")]
      })
    #expect(
      partial.contains { $0.contains("failures_rose") && $0.contains("Confined to zone b") })
  }

  @Test func aNameIsDataAndIsCut() {
    let name = String(repeating: "*", count: 500)
    let incident = orders { $0.impact.concentration = [one("tenant", name)] }
    let pieces = ConcentrationWords(incident).text.pieces
    #expect(pieces.contains(.data(String(repeating: "*", count: 80) + "…")))
    #expect(
      !pieces.contains { if case .words(let words) = $0 { words.contains("*") } else { false } })
  }
}
