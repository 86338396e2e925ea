import DrawnLogs
import Testing

/// Incidents of many services: which failed, in what order, and what is counted.
@Suite struct ManyServicesPictures {
  @Test func peersOfTheSameOperation() throws {
    let log = try DrawnLog(
      """
      north  GET /x  ............xxxxxxxxxx..................................
      south  GET /x  ............xxxxxxxxxx..................................
      east   GET /x  ............xxxxxxxxxx..................................
      west   GET /x  ............xxxxxxxxxx..................................
      hub    GET /x  ............xxxxxxxxxx..................................
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

  @Test func servicesOfAChainThatFailOneAfterTheOther() throws {
    let log = try DrawnLog(
      """
      bank        POST /charge  ...........xxxxxxxxxxxx.................................
      shop>bank   POST /order   ............xxxxxxxxxxx.................................
      front>shop  POST /buy     ..............xxxxxxxxx.................................
      front>shop  POST /rent    ..............xxxxxxxxx.................................
      mail>front  POST /send    ................xxxxxxx.................................
      front       GET /menu     ........................................................
      """)
    expectText(
      log.rows,
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
