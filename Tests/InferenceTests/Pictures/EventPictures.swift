import DrawnLogs
import Testing

/// Events beside what the logs show.
@Suite struct EventPictures {
  @Test func failuresWithEvents() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay                ............xxxxxxxxxx..................................
      checkout  GET /cart                ........................................................
      deploy checkout 2.1                ...........D
      page Ann: orders fail              ..............P
      ack Ben                            ...............A
      note Cas: looked at the dashboard  .................N
      mitigation Ann: restarted it       ....................M
      """)
    expectText(
      log.rows,
      """
      - _10:11_ - Deployed `checkout` `2.1`. (deploy log)
      - _10:11_ - Last `POST /pay` that succeeded (10:11:56).
      - _10:12_ - `POST /pay` began to fail: it returned HTTP 500 "internal error"; failures began \
      after 10:11:56.
      - _10:14_ - Ann was paged: orders fail. (first page after the start; relation not shown) \
      (on-call log)
      - _10:15_ - Ben acknowledged the page. (on-call log)
      - _10:17_ - Cas: looked at the dashboard. (note)
      - _10:20_ - Mitigation by Ann: restarted it. (48 of 48 attempts failed in the 8 min before \
      it, 12 of 60 in the 10 min after it) (note)
      - _10:21_ - Last `POST /pay` that failed (10:21:56); 60 of 60 attempts failed from the first \
      failure to the last.
      - _10:22_ - `POST /pay` succeeded again; failures ended after 10:21:56.
      - _10:52_ - Recovery confirmed: `POST /pay` stayed healthy for 30 min (181 successes). \
      Resolved at 10:22.

      _Time to detect: 1 min 55 s to 2 min 4 s (impact start to first page; on-call log)._
      _Time to acknowledge: 1 min (first page to acknowledgement; on-call log)._
      _Time to mitigate: 7 min 55 s to 8 min 4 s (impact start to the last mitigation that held; \
      note)._
      _Time to resolve: 9 min 57 s to 10 min 6 s (impact start to the recovery that held; logs)._
      _Onsets: first trace deploy checkout 2.1 at 10:11:00, first failure at 10:12:05 (1 min 5 s \
      later); the order shows no cause._
      """)
    #expect(!log.rows.contains("`2.1`: 2.1"))
    #expect(log.rows.contains("Ben"))
  }

  @Test func linesThatStopWithEvents() throws {
    let log = try DrawnLog(
      """
      stove  "Flame is steady at # bar"  llllllllllll__________llllllllllllllllllllllllllllllllll
      stove  "Pan # was stirred"         llllllllllllllllllllllllllllllllllllllllllllllllllllllll
      deploy stove 2.1                   ...........D
      page Ann: orders fail              ..............P
      ack Ben                            ...............A
      note Cas: looked at the dashboard  .................N
      mitigation Ann: restarted it       ....................M
      """)
    #expect(log.rows.contains("Deployed `stove`"))
    #expect(log.rows.contains("Ben acknowledged"))
    #expect(log.rows.contains("restarted it"))
    #expect(!log.rows.contains("[not in the evidence: who was paged]"))
  }

  @Test func anAlertThatFiresAndClears() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ............xxxxxxxxxx..................................
      checkout  GET /cart  ........................................................
      alert PayFails       ..............F.......C
      """)
    expectText(
      log.rows,
      """
      - _10:11_ - Last `POST /pay` that succeeded (10:11:56).
      - _10:12_ - `POST /pay` began to fail: it returned HTTP 500 "internal error"; failures began \
      after 10:11:56.
      - _10:14_ - Alert fired: PayFails. (first alert after the start; relation not shown) (alert \
      history)
      - _10:21_ - Last `POST /pay` that failed (10:21:56); 60 of 60 attempts failed from the first \
      failure to the last.
      - _10:22_ - Alert cleared: PayFails. (alert history)
      - _10:22_ - `POST /pay` succeeded again; failures ended after 10:21:56.
      - _10:52_ - Recovery confirmed: `POST /pay` stayed healthy for 30 min (181 successes). \
      Resolved at 10:22.

      _Time to detect: 1 min 55 s to 2 min 4 s (impact start to first alert; alert history)._
      _Time to mitigate: 9 min 51 s to 10 min 6 s (impact start to between the last failure and \
      the first success; logs)._
      _Time to resolve: 9 min 57 s to 10 min 6 s (impact start to the recovery that held; logs)._

      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what fixed it (between 10:21:56 and 10:22:02)]_
      """)
  }

  @Test func aNoteThatSaysWhoWasPaged() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ............xxxxxxxxxx..................................
      checkout  GET /cart  ........................................................
      """, notes: ["10:15 Ann was paged"])
    #expect(log.rows.contains("_10:15_ - Ann was paged."))
    #expect(!log.rows.contains("[not in the evidence: who was paged]"))
    #expect(!log.rows.contains("chat or notes given"))
  }
}
