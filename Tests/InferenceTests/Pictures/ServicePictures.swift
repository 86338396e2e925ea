import DrawnLogs
import Testing

/// Several operations and services.
@Suite struct ServicePictures {
  @Test func twoServicesInAChain() throws {
    let log = try DrawnLog(
      """
      front>shop  POST /order  ............xxxxxxxxxx..................................
      front  GET /menu         ........................................................
      shop  POST /bake         ............xxxxxxxxxx..................................
      shop  GET /stock         ........................................................
      """)
    expectText(
      log.rows,
      """
      - _10:11_ - Last `POST /order` that succeeded (10:11:53).
      - _10:12_ - `shop` failed at about the same time as `front` (the logs cannot tell which was \
      first): `POST /bake` returned HTTP 500 "internal error" (60 of 60 attempts).
      - _10:12_ - `POST /order` began to fail: it returned HTTP 500 "call to shop failed"; \
      failures began after 10:11:53.
      - _10:21_ - Last `POST /order` that failed (10:21:55); 60 of 60 attempts failed from the \
      first failure to the last.
      - _10:22_ - `POST /order` succeeded again; failures ended after 10:21:55.
      - _10:52_ - Recovery confirmed: `POST /order` stayed healthy for 30 min (182 successes). \
      Resolved at 10:22.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what fixed it (between 10:21:55 and 10:22:06)]_
      """)
    expectText(
      log.list,
      """
      id                     state     start (UTC)          end       failures  title
      2025-05-06-order-1010  resolved  2025-05-06 10:12:03  10:22:06        60  POST /order \
      failed, 2025-05-06 10:12 to 10:22 UTC
      """)
  }

  @Test func whichServiceFailedFirst() throws {
    let log = try DrawnLog(
      """
      front>shop  POST /order  ............xxxxxxxxxx..................................
      front  GET /menu         ........................................................
      shop  POST /bake         ............xxxxxxxxxx..................................
      shop  GET /stock         ........................................................
      """)
    expectText(
      log.explanation,
      """
      How the times of 2025-05-06-order-1010 were reached (all times UTC)

      start    between 2025-05-06T10:11:53.636Z and 2025-05-06T10:12:03.602Z
               most likely 2025-05-06T10:11:58.619Z; with 90 % within 2025-05-06T10:11:53.636Z to \
      2025-05-06T10:12:03.602Z
               the two events around it, and nothing between them: each moment is as likely; \
      confidence high
      end      between 2025-05-06T10:21:55.587Z and 2025-05-06T10:22:06.382Z
               most likely 2025-05-06T10:22:00.984Z; with 90 % within 2025-05-06T10:21:55.587Z to \
      2025-05-06T10:22:06.382Z
               the two events around it, and nothing between them: each moment is as likely; \
      confidence high
      resolved 2025-05-06T10:22:06.382Z
      detected no alert, on-call, chat or note was given

      The signal believed
        POST /order of front: 500 call to shop failed
          2025-05-06T10:12:03.601Z to 2025-05-06T10:21:55.587Z, judged event by event
          60 of 60 failed (100 %); outside of it 0 of 276, taken as 0.153 %; log likelihood ratio \
      381 nats

      Considered and ruled out
        POST /bake of shop: 500 internal error
          2025-05-06T10:12:03.582Z to 2025-05-06T10:21:55.567Z, judged event by event
          60 of 60 failed (100 %); outside of it 0 of 276, taken as 0.153 %; log likelihood ratio \
      381 nats
          ruled out: says the same as the one believed, which comes first by name or time

      Which service failed first (each with the 90 % interval of its onset)
        1. shop (tie): 2025-05-06T10:11:53.616Z to 2025-05-06T10:12:03.582Z, 60 of 60 failed
        1. front (tie): 2025-05-06T10:11:53.636Z to 2025-05-06T10:12:03.602Z, 60 of 60 failed; via \
      shop

      Factors considered, the nearest first (leads, none of them a cause)
        1. shop (dependency)
          60 of 60 failures of POST /order in front name shop; 60 of 60 of its own calls failed as \
      well
        2. call to shop failed (message)
          the failures' own message; the logs have it at no other time
      """)
  }

  @Test func operationsOfDifferentShares() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay   ............4444444444..................................
      checkout  POST /book  ............xxxxxxxxxx..................................
      checkout  GET /cart   ........................................................
      """)
    expectText(
      log.list,
      """
      id                    state     start (UTC)          end       failures  title
      2025-05-06-book-1010  resolved  2025-05-06 10:12:07  10:22:08        87  POST /book failed, \
      2025-05-06 10:12 to 10:22 UTC
      """)
    #expect(log.row("Last `POST /book` that failed")?.contains("60 of 60") == true)
  }

  @Test func operationsThatFailOneAfterTheOther() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay   ............xxxxxxxx....................................
      checkout  POST /book  ...........xxxxxxx......................................
      checkout  GET /cart   .............xxxxxxxxxx.................................
      """)
    #expect(log.report.incidents.count == 1)
    #expect(log.list.contains("2025-05-06 10:11:"))
    #expect(log.list.contains("10:23:"))
    #expect(log.report.incidents.first?.impact.failures == 150)
  }

  @Test func aSmallFailureAndALongSlowness() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ....ssssssssssssssssssssssssssssss......................
      mail  POST /send     ..........................................xx............
      """)
    expectText(
      log.list,
      """
      id                    state      start (UTC)          end       failures  title
      2025-05-06-pay-1000   recovered  2025-05-06 10:04:07  10:34:03         0  POST /pay was \
      slow, 2025-05-06 10:04 to 10:34 UTC
      2025-05-06-send-1040  recovered  2025-05-06 10:42:05  10:44:02        12  POST /send failed, \
      2025-05-06 10:42 to 10:44 UTC
      """)
    #expect(log.rows.contains("`POST /pay` became slow"))
  }

  @Test func twoOutagesHoursApart() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ........xx.........................xxxx.................
      checkout  GET /cart  ........................................................
      """, step: 5, perStep: 12)
    expectText(
      log.rows,
      """
      - _12:54_ - Last `POST /pay` that succeeded (12:54:43).
      - _12:55_ - `POST /pay` began to fail: it returned HTTP 500 "internal error"; failures began \
      after 12:54:43.
      - _13:14_ - Last `POST /pay` that failed (13:14:51); 48 of 48 attempts failed from the first \
      failure to the last.
      - _13:15_ - `POST /pay` succeeded again; failures ended after 13:14:51.
      - _13:45_ - Recovery confirmed: `POST /pay` stayed healthy for 30 min (74 successes). \
      Resolved at 13:15.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what fixed it (between 13:14:51 and 13:15:14)]_
      """)
    expectText(
      log.list,
      """
      id                   state     start (UTC)          end       failures  title
      2025-05-06-pay-1040  resolved  2025-05-06 10:40:14  10:50:09        24  POST /pay failed, \
      2025-05-06 10:40 to 10:50 UTC
      2025-05-06-pay-1250  resolved  2025-05-06 12:55:19  13:15:14        48  POST /pay failed, \
      2025-05-06 12:55 to 13:15 UTC
      """)
  }
}
