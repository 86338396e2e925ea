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
      - _10:11_ - Last request to `payments` before traffic stopped (10:11:58).
      - _10:12_ - Requests to `payments` stopped after 10:11:58 (normally about 12/min); other \
      services of the same log continued.
      - _10:40_ - Requests to `payments` resumed. An estimated 295 to 381 never arrived. Healthy \
      for 11 of the required 30 min when the logs end (10:51).

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what fixed it (between 10:40:03 and 10:40:05)]_
      """)
    expectText(
      log.list,
      """
      id                        state      start (UTC)          end       failures  title
      2025-05-06-payments-1010  recovered  2025-05-06 10:12:14  10:40:05         0  Requests to \
      payments stopped, 2025-05-06 10:12 to 10:40 UTC
      """)
    expectText(
      log.explanation,
      """
      How the times of 2025-05-06-payments-1010 were reached (all times UTC)

      start    between 2025-05-06T10:11:58.607Z and 2025-05-06T10:12:14.596Z
               most likely 2025-05-06T10:12:02.059Z; with 90 % within 2025-05-06T10:11:58.862Z to \
      2025-05-06T10:12:13.455Z
               near to the request before or after it: another was due within a few usual gaps; \
      confidence high
      end      between 2025-05-06T10:40:03.536Z and 2025-05-06T10:40:05.341Z
               most likely 2025-05-06T10:40:01.888Z; with 90 % within 2025-05-06T10:39:50.492Z to \
      2025-05-06T10:40:05.341Z
               near to the request before or after it: another was due within a few usual gaps; \
      confidence high
               not between the two: it may have been back for a while before it was asked for
      detected no alert, on-call, chat or note was given

      The signal believed
        GET /limits of payments: no requests
          2025-05-06T10:11:58.607Z to 2025-05-06T10:40:05.340Z, judged event by event
          none came while 334 other requests did; 295 to 381 more were due; log likelihood ratio \
      233 nats
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
      - _10:29_ - Last `POST /charge` before traffic stopped (10:29:53).
      - _10:30_ - `POST /charge` requests stopped after 10:29:53 (normally about 6.1/min); other \
      services of the same log continued.
      - _10:51_ - `POST /charge` requests had not resumed at the last record (10:51:53). An \
      estimated 107 to 161 never arrived.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: when the silence ended]_
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
      No incident was found.

      Looked at 2 files, 456 lines, from 2025-05-06 10:00 to 10:51 UTC; operations: `GET /menu`, \
      `POST /charge`.
      """)
  }

  @Test func whatIsSaidAtEachStartIsNotMissedBetweenThem() throws {
    let log = try DrawnLog(
      """
      cat  "Deployed # in # ms"  l_l_l_l_l_l_l_l______________________________l________________l_l
      cat  "Session # begun"     _____________________________________________llllllllllllllllllll
      """)
    expectText(
      log.list,
      """
      No incident was found.
      Gap in the logs: No record of any service between 2025-05-06 10:14:57 and 10:45:01 UTC \
      (normally about 5.3/min): it is not knowable whether nothing happened or nothing was logged.
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
      ## Timeline

      All times are UTC. The date is 2025-05-06.

      - _10:11_ - Last request to `shop` before traffic stopped (10:11:54).
      - _10:17_ - Requests to `shop` stopped after 10:11:54 (normally about 12/min); nothing else \
      was logged either, so only alert "Orders: No data" tells this from a gap in the logs.
      - _10:17_ - Alert fired: Orders: No data. (it names `order`) (alert history)
      - _10:18_ - Ann was paged: No data. (relation not shown) (on-call log)
      - _10:29_ - Requests to `shop` resumed. An estimated 174 to 240 never arrived. Healthy for \
      22 of the required 30 min when the logs end (10:51).
      - _10:31_ - Alert cleared: Orders: No data. (alert history)

      _Time to detect: 0 s to 5 min 6 s (impact start to first alert; alert history)._
      _Time to mitigate: 1 min to 17 min 8 s (impact start to between the last alert of it and the \
      first request; logs)._

      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what fixed it (between 10:18:00 and 10:29:02)]_

      """)
    expectText(
      log.list,
      """
      id                    state      start (UTC)          end       failures  title
      2025-05-06-shop-1010  recovered  2025-05-06 10:17:00  10:29:02         0  Requests to shop \
      stopped, 2025-05-06 10:17 to 10:29 UTC
      """)
    expectText(
      log.explanation,
      """
      How the times of 2025-05-06-shop-1010 were reached (all times UTC)

      start    between 2025-05-06T10:11:54.079Z and 2025-05-06T10:17:00.000Z
               most likely 2025-05-06T10:12:01.529Z; with 90 % within 2025-05-06T10:11:54.079Z to \
      2025-05-06T10:12:08.980Z
               near to the request before or after it: another was due within a few usual gaps; \
      confidence medium
      end      between 2025-05-06T10:18:00.000Z and 2025-05-06T10:29:02.308Z
               most likely 2025-05-06T10:28:54.856Z; with 90 % within 2025-05-06T10:28:47.406Z to \
      2025-05-06T10:29:02.308Z
               near to the request before or after it: another was due within a few usual gaps; \
      confidence medium
      detected the earliest signal that names what failed
      """)
  }

  @Test func theEventsOfAnAlertedSilenceAreItsOwn() throws {
    let log = try DrawnLog(
      """
      shop  POST /order                  ............_________________.......................
      shop  GET /menu                    ............_________________.......................
      deploy shop 2.1                    ..........D
      alert Orders: No data              .................F.............C
      page Ann: No data                  ..................P
      ack Ben                            ...................A
      note Cas: looked at the dashboard  ....................N
      mitigation Ann: restarted it       ............................M
      """)
    for word in ["Deployed", "paged", "cknowledged", "dashboard", "restarted it"] {
      #expect(log.rows.contains(word))
    }
    #expect(!log.rows.contains("[not in the evidence"))
    let incident = try #require(log.report.incidents.first)
    for boundary in [incident.impactStart, try #require(incident.impactEnd)] {
      #expect(boundary.earliest.map { $0 <= boundary.estimate } == true)
      #expect(boundary.latest.map { boundary.estimate <= $0 } == true)
      #expect(boundary.interval.contains(boundary.estimate))
    }
  }

  @Test func theLogsEndBeforeTheAlertThatNoDataCome() throws {
    let log = try DrawnLog(
      """
      shop  POST /order         ........................................________
      shop  GET /menu           ........................................________
      alert Orders: No data     .............................................F..
      page Ann: No data         ..............................................P.
      """)
    expectText(
      log.rows,
      """
      - _10:39_ - Last request to `shop` before traffic stopped (10:39:57).
      - _10:45_ - Requests to `shop` stopped after 10:39:57 (normally about 12/min); nothing else \
      was logged either, so only alert "Orders: No data" tells this from a gap in the logs.
      - _10:45_ - Alert fired: Orders: No data. (it names `order`) (alert history)
      - _10:46_ - The logs end before requests to `shop` resumed. Until 10:46:00, when the last \
      alert came, an estimated 53 to 92 never arrived.
      - _10:46_ - Ann was paged: No data. (relation not shown) (on-call log)

      _Time to detect: 0 s to 5 min 2 s (impact start to first alert; alert history)._

      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: when the silence ended]_
      """)
    let other = try DrawnLog(
      """
      shop  POST /order          ........................................________
      shop  GET /menu            ........................................________
      alert Disk is nearly full  .............................................F..
      """)
    #expect(other.report.incidents.isEmpty)
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
      > **Gap in the logs.** No record of any service between 2025-05-06 10:11:54 and 10:29:08 UTC \
      (normally about 12/min): it is not knowable whether nothing happened or nothing was logged.

      No incident was found.

      Looked at 2 files, 420 lines, from 2025-05-06 10:00 to 10:51 UTC; operations: `POST \
      /charge`, `POST /order`.

      """)
    expectText(
      log.list,
      """
      No incident was found.
      Gap in the logs: No record of any service between 2025-05-06 10:11:54 and 10:29:08 UTC \
      (normally about 12/min): it is not knowable whether nothing happened or nothing was logged.
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

  @Test func aQuietNightWithAnAlertOfItsDayIsNoIncident() throws {
    let day = String(repeating: ".", count: 40)
    let night = String(repeating: "_", count: 28)
    let log = try DrawnLog(
      """
      shop  POST /order   \(day)\(night)\(day)
      bank  POST /charge  \(day)\(night)\(day)
      alert shop is slow  \(String(repeating: ".", count: 30))F.C
      """, step: 15, clock: 6)
    #expect(log.report.incidents.isEmpty)
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
