import DrawnLogs
import Testing
import Timeline

/// What holds of an incident whatever went wrong.
@Suite struct SymptomPropertyTests {
  @Test("one incident from 10:12 to 10:22, with its events", arguments: DrawnSymptom.allCases)
  func withEvents(_ symptom: DrawnSymptom) throws {
    let log = try symptom.log()
    #expect(log.report.incidents.count == 1)
    let incident = try #require(log.report.incidents.first)
    let begin = DrawnSymptom.begin
    #expect((begin - 15..<begin + 45).contains(incident.impactStart.estimate.seconds))
    let end = try #require(incident.impactEnd)
    #expect((begin + 585..<begin + 645).contains(end.estimate.seconds))
    for word in ["Deployed", "paged", "cknowledged", "dashboard", "restarted it"] {
      #expect(log.rows.contains(word))
    }
    #expect(!log.rows.contains("[not in the evidence"))
    for boundary in [incident.impactStart, end] {
      // What was silent may be back before the last event that it was missing at.
      let mayBeEarlier = incident.symptom.kind == .missingRequests && boundary.latest == end.latest
      #expect(mayBeEarlier || boundary.earliest.map { $0 <= boundary.estimate } == true)
      #expect(boundary.latest.map { boundary.estimate <= $0 } == true)
      #expect(boundary.interval.contains(boundary.estimate))
    }
  }

  @Test("without events, that they are absent is said", arguments: DrawnSymptom.allCases)
  func withoutEvents(_ symptom: DrawnSymptom) throws {
    let log = try symptom.log(withEvents: false)
    for part in [
      "when it was noticed", "who was paged", "who began to work on it", "what fixed it",
    ] {
      #expect(log.rows.contains("[not in the evidence: " + part))
    }
    guard !symptom.isOfFailures else { return }
    #expect(!log.rows.contains("fail") && !log.rows.contains("successes"))
    // The head of the list names a column of failures.
    #expect(!log.list.drop { $0 != "\n" }.contains("fail"))
    #expect(!log.explanation.contains("fail") && !log.explanation.contains("success"))
  }

  @Test("two services with the same operation have ids of their own")
  func idsOfTwoServices() throws {
    let log = try DrawnLog(
      """
      bank  POST /pay  ....xx..............................................
      shop  POST /pay  .......sssssssssssssssssssssssssssss................
      """, inOneFile: true)
    #expect(
      Set(log.report.incidents.map(\.id)) == ["2025-05-06-pay-1000", "2025-05-06-pay-1000-shop"])
  }

  @Test("more data does not rename an incident")
  func ids() throws {
    let one = try DrawnLog(
      "checkout  POST /pay  ...................................xxxx.......",
      step: 5, perStep: 12)
    let two = try DrawnLog(
      "checkout  POST /pay  ........xx.........................xxxx.......",
      step: 5, perStep: 12)
    #expect(two.report.incidents.last?.id == one.report.incidents.first?.id)
  }
}
