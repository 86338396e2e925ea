import DrawnLogs
import Testing

/// Operations, services and whole logs that fell silent.
@Suite struct SilencePictures {
  @Test func aServiceStopsWhileOthersOfTheSameLogGoOn() throws {
    let log = try DrawnLog(
      """
      payments  POST /charge  ............____________________________............
      payments  GET /limits   ............____________________________............
      front  GET /menu        ....................................................
      front  GET /cart        ....................................................
      """, inOneFile: true)
    expectText(
      log.rows,
      """
      """)
    expectText(
      log.list,
      """
      """)
    expectText(
      log.explanation,
      """
      """)
  }

  @Test func aServiceOfOneOperationStopsForGood() throws {
    let log = try DrawnLog(
      """
      payments  POST /charge  ..............................______________________
      front  GET /menu        ....................................................
      front  GET /cart        ....................................................
      """, inOneFile: true)
    expectText(
      log.rows,
      """
      """)
  }

  @Test func aServiceWithALogOfItsOwnMayHaveLoggedElsewhere() throws {
    let log = try DrawnLog(
      """
      payments  POST /charge  ............____________________________............
      front  GET /menu        ....................................................
      """)
    expectText(
      log.rows,
      """
      """)
  }

  @Test func anAlertSaysThatNoDataCome() throws {
    let log = try DrawnLog(
      """
      shop  POST /order         ............_________________.......................
      shop  GET /menu           ............_________________.......................
      alert Orders: No data     .................F.............C
      page Ann: No data         ..................P
      """)
    expectText(
      log.draft,
      """
      """)
    expectText(
      log.list,
      """
      """)
    expectText(
      log.explanation,
      """
      """)
  }

  @Test func anAlertOfSomethingElseShowsNoSilence() throws {
    let log = try DrawnLog(
      """
      shop  POST /order         ............_________________.......................
      shop  GET /menu           ............_________________.......................
      alert Disk is nearly full .................F.............C
      page Ann: disk            ..................P
      """)
    #expect(log.report.incidents.isEmpty)
  }

  @Test func everythingStops() throws {
    let log = try DrawnLog(
      """
      shop  POST /order   ............_________________.......................
      bank  POST /charge  ............_________________.......................
      """)
    expectText(
      log.draft,
      """
      """)
    expectText(
      log.list,
      """
      """)
  }

  @Test func everythingStopsBesideAnIncident() throws {
    let log = try DrawnLog(
      """
      shop  POST /order   ....xxxx......................__________________........
      bank  POST /charge  ..............................__________________........
      """)
    #expect(log.report.incidents.count == 1)
    #expect(log.draft.hasPrefix("> **Gap in the logs.** No record of any service between"))
  }

  @Test func pausesOfHealthyServicesAreNoIncident() throws {
    for inOneFile in [false, true] {
      let log = try DrawnLog(
        """
        payments  POST /charge  ...._...:..._....__..:....:..__....._...:....::.....
        payments  GET /limits   ...._...:..._....__..:....:..__....._...:....::.....
        batch  POST /run        ^_________^_________^_________^_________^_________^_
        front  GET /menu        ....................................................
        """, inOneFile: inOneFile)
      #expect(log.report.incidents.isEmpty)
    }
  }
}
