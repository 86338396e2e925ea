import DrawnLogs
import Testing

/// Operations that rejected everyone, where the log holds little of it, or not its beginning.
@Suite struct RejectionTests {
  @Test("a log that begins inside tells when it was over, and leaves its start open")
  func fromTheFirst() throws {
    let log = try DrawnLog(
      """
      shop  POST /order  rrrrrrrr............................................
      shop  GET /menu    ....................................................
      """, perStep: 2)
    let incident = try #require(log.report.incidents.first)
    #expect(log.report.incidents.count == 1)
    #expect(incident.impactStart.earliest == nil)
    #expect(incident.impactEnd?.latest != nil)
  }

  @Test("four in a row at the usual pace, and none else, are enough")
  func fewAtTheUsualPace() throws {
    let log = try DrawnLog(
      """
      shop  POST /order  ....................rrrr............................
      shop  GET /menu    ....................................................
      """, step: 5, perStep: 1)
    #expect(log.report.incidents.count == 1)
  }

  @Test(
    "what is rejected to the end from the first, in one go, or beside successes is no outage",
    arguments: [
      "rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr",
      "....................r...............................",
      "rrrr.r.r.r.r...r...r..r....r..r...r..r..r...r...r..r",
    ])
  func noOutage(marks: String) throws {
    let log = try DrawnLog(
      """
      shop  POST /order  \(marks)
      shop  GET /menu    ....................................................
      """, perStep: 4)
    #expect(log.report.incidents.isEmpty)
  }
}
