import DrawnLogs
import Testing

/// Incidents of many services: which failed, in what order, and what is counted.
@Suite struct ManyServicesPictures {
  @Test func peersOfTheSameOperation() throws {
    let log = try DrawnLog(
      """
      a-api  GET /x  ............xxxxxxxxxx..................................
      b-api  GET /x  ............xxxxxxxxxx..................................
      c-api  GET /x  ............xxxxxxxxxx..................................
      d-api  GET /x  ............xxxxxxxxxx..................................
      e-api  GET /x  ............xxxxxxxxxx..................................
      """)
    expectText(
      log.rows,
      """
      """)
    expectText(
      log.list,
      """
      """)
    #expect(log.report.incidents.first?.impact.failures == 300)
  }

  @Test func servicesThatFailOneAfterTheOther() throws {
    let log = try DrawnLog(
      """
      bank   POST /charge  .........xxxxxxxxxxxx..................................
      shop   POST /order   ............xxxxxxxxxx.................................
      front  POST /buy     ...............xxxxxxxx................................
      front  POST /rent    ...............xxxxxxxx................................
      mail   POST /send    ..................xxxxxx...............................
      front  GET /menu     .......................................................
      """)
    expectText(
      log.rows,
      """
      """)
    expectText(
      log.explanation,
      """
      """)
  }

  @Test func aDozenServicesHaveARowEach() throws {
    let names = [
      "auth", "bank", "cart", "desk", "edge", "feed", "geo", "host", "item", "jobs", "kiln", "lock",
    ]
    let lanes = names.map { "\($0)-api  POST /\($0)  ............xxxxxxxxxx............." }
    let log = try DrawnLog(lanes.joined(separator: "\n"))
    for name in names {
      #expect(log.row("`\(name)-api` failed") != nil, "\(name)")
      #expect(
        log.row("`\(name)-api` failed")?.contains("`POST /\(name)` returned HTTP 500") == true)
    }
  }
}
