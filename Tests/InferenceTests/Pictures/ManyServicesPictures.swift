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
      """, inOneFile: true)
    expectText(
      log.rows,
      """
      - _10:11_ - Last `GET /x` that succeeded (10:11:52).
      - _10:12_ - Requests to `east`, `hub`, `north` and 2 more services began to fail: `GET /x` \
      returned HTTP 500 "internal error"; failures began after 10:11:52.
      - _10:12_ - `east` failed at about the same time as `west`, `south`, `north` and 1 more (the \
      logs cannot tell which was first): `GET /x` returned HTTP 500 "internal error" (60 of 60 \
      attempts).
      - _10:12_ - `north` failed at about the same time as `east`, `west`, `south` and 1 more (the \
      logs cannot tell which was first): `GET /x` returned HTTP 500 "internal error" (60 of 60 \
      attempts).
      - _10:12_ - `south` failed at about the same time as `east`, `west`, `north` and 1 more (the \
      logs cannot tell which was first): `GET /x` returned HTTP 500 "internal error" (60 of 60 \
      attempts).
      - _10:12_ - `west` failed at about the same time as `east`, `south`, `north` and 1 more (the \
      logs cannot tell which was first): `GET /x` returned HTTP 500 "internal error" (60 of 60 \
      attempts).
      - _10:12_ - `hub` failed at about the same time as `east`, `west`, `south` and 1 more (the \
      logs cannot tell which was first): `GET /x` returned HTTP 500 "internal error" (60 of 60 \
      attempts).
      - _10:21_ - Last `GET /x` that failed (10:21:57); 300 of 300 attempts in 5 services failed \
      from the first failure to the last.
      - _10:22_ - Requests to `east`, `hub`, `north` and 2 more services succeeded again; failures \
      ended after 10:21:57.
      - _10:52_ - Recovery confirmed: requests to `east`, `hub`, `north` and 2 more services \
      stayed healthy for 30 min (905 successes). Resolved at 10:22.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what fixed it (between 10:21:57 and 10:22:05)]_
      """)
    expectText(
      log.list,
      """
      id                 state     start (UTC)          end       failures  title
      2025-05-06-x-1010  resolved  2025-05-06 10:12:01  10:22:05       300  Requests to east, hub, \
      north and 2 more services failed, 2025-05-06 10:12 to 10:22 UTC
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
      - _10:11_ - `bank` failed first of 3 services: `POST /charge` returned HTTP 500 "internal \
      error" (72 of 72 attempts).
      - _10:11_ - Last `POST /order` that succeeded (10:11:52).
      - _10:12_ - `POST /order` began to fail: it returned HTTP 500 "call to bank failed"; \
      failures began after 10:11:52. `shop` failed after `bank`.
      - _10:14_ - `front` failed after `shop`: `POST /buy` returned HTTP 500 "call to shop failed" \
      (108 of 132 attempts).
      - _10:22_ - Last `POST /order` that failed (10:22:54); 66 of 66 `POST /order`, 54 of 66 \
      `POST /buy` and 54 of 66 `POST /rent` attempts failed from the first failure to the last.
      - _10:23_ - `POST /order` succeeded again; failures ended after 10:22:54.
      - _10:53_ - Recovery confirmed: `POST /order` stayed healthy for 30 min (181 successes). \
      Resolved at 10:23.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what fixed it (between 10:22:54 and 10:23:02)]_
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
