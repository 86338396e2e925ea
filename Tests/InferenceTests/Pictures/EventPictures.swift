import DrawnLogs
import Testing

/// Events beside what the logs show.
@Suite struct EventPictures {
  @Test func failuresWithEvents() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay           ..............................xxxxxxxxxx....................
      checkout  GET /cart           ............................................................
      deploy checkout 2.1           .............................D
      page Ann: orders fail         ................................P
      ack Ann                       .................................A
      mitigation Ann: restarted it  ......................................M
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      - _10:58_ - Deployed `checkout` `2.1`: 2.1. (deploy log)
      - _10:59_ - Last `POST /pay` that succeeded (10:59:57).
      - _11:00_ - `POST /pay` began to fail: it answered 500 "internal error"; failures began \
      after 10:59:57.
      - _11:04_ - Ann was paged: orders fail. (first page after the start; relation not shown) \
      (on-call log)
      - _11:06_ - Acknowledged. (on-call log)
      - _11:16_ - Mitigation by Ann: restarted it. (a person's note)
      - _11:19_ - Last `POST /pay` that failed (11:19:58); 120 of 120 attempts failed from the \
      first failure to the last.
      - _11:20_ - `POST /pay` succeeded again; failures ended after 11:19:58.
      - _11:50_ - Recovery confirmed: `POST /pay` held for 30 min with 181 successes; resolved as \
      of 11:20.
      """)
  }

  @Test func slowRequestsWithEvents() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay           ..............................ssssssssss....................
      checkout  GET /cart           ............................................................
      deploy checkout 2.1           .............................D
      page Ann: orders fail         ................................P
      ack Ann                       .................................A
      mitigation Ann: restarted it  ......................................M
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      - _10:58_ - Deployed `checkout` `2.1`: 2.1. (deploy log)
      - _11:00_ - `POST /pay` became slow: half of the calls took 410 ms or more (usually 51 ms), \
      100 % of them 61 ms or more (usually 0.1 %); it began after 10:59:57.
      - _11:04_ - Ann was paged: orders fail. (first page after the start; relation not shown) \
      (on-call log)
      - _11:06_ - Acknowledged. (on-call log)
      - _11:16_ - Mitigation by Ann: restarted it. (a person's note)
      - _11:20_ - `POST /pay` was as fast as usual again, after 120 slow calls of 120; it ended \
      after 11:19:58.
      - _11:50_ - Recovery confirmed: 30 min with 181 calls as fast as usual; resolved as of 11:20.
      """)
  }

  @Test func requestsThatStopWithEvents() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay           ..............................__________....................
      checkout  GET /cart           ............................................................
      deploy checkout 2.1           .............................D
      page Ann: orders fail         ................................P
      ack Ann                       .................................A
      mitigation Ann: restarted it  ......................................M
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      - _10:58_ - Deployed `checkout` `2.1`: 2.1. (deploy log)
      - _10:59_ - Last `POST /pay` before the silence (10:59:57).
      - _11:00_ - No `POST /pay` came any more (usually about 6 a minute), while other requests \
      went on; none came after 10:59:57.
      - _11:04_ - Ann was paged: orders fail. (first page after the start; relation not shown) \
      (on-call log)
      - _11:06_ - Acknowledged. (on-call log)
      - _11:16_ - Mitigation by Ann: restarted it. (a person's note)
      - _11:20_ - `POST /pay` came again; 96 to 147 are missing by the usual rate.
      - _11:50_ - Recovery confirmed: 30 min with 182 requests; resolved as of 11:20.
      """)
  }

  @Test func linesThatStopWithEvents() throws {
    let log = try DrawnLog(
      """
      stove  "Flame is steady at # bar"  llllllllllllllllllllllllllllll__________llllllllllllllllllll
      stove  "Pan # was stirred"         llllllllllllllllllllllllllllllllllllllllllllllllllllllllllll
      deploy stove 2.1                   .............................D
      page Ann: orders fail              ................................P
      ack Ann                            .................................A
      mitigation Ann: restarted it       ......................................M
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      - _11:01_ - Lines like "Flame is steady at \\# bar" of `stove` stopped (usually about 6 a \
      minute) while its other lines went on; the last of them came at 10:59:57.
      - _11:04_ - Ann was paged: orders fail. (first page after the start; relation not shown) \
      (on-call log)
      - _11:20_ - Lines like "Flame is steady at \\# bar" came again.
      - _11:50_ - Recovery confirmed: 30 min with 181 such lines; resolved as of 11:20.

      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what ended the silence; it happened between 11:19:56 and 11:20:01]_
      """)
  }

  @Test func anAlertThatFiresAndClears() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ..............................xxxxxxxxxx....................
      checkout  GET /cart  ............................................................
      alert PayFails       ................................F.......C
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      - _10:59_ - Last `POST /pay` that succeeded (10:59:57).
      - _11:00_ - `POST /pay` began to fail: it answered 500 "internal error"; failures began \
      after 10:59:57.
      - _11:04_ - Alert fired: PayFails. (first alert after the start; relation not shown) (alert \
      history)
      - _11:19_ - Last `POST /pay` that failed (11:19:58); 120 of 120 attempts failed from the \
      first failure to the last.
      - _11:20_ - Alert cleared: PayFails. (alert history)
      - _11:20_ - `POST /pay` succeeded again; failures ended after 11:19:58.
      - _11:50_ - Recovery confirmed: `POST /pay` held for 30 min with 181 successes; resolved as \
      of 11:20.

      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what ended the failures; it happened between 11:19:58 and 11:20:02]_
      """)
  }

  @Test func aNoteThatSaysWhoWasPaged() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ..............................xxxxxxxxxx....................
      checkout  GET /cart  ............................................................
      """, step: 2, perStep: 12, notes: ["11:06 Ann was paged"])
    expectText(
      log.rows,
      """
      - _10:59_ - Last `POST /pay` that succeeded (10:59:57).
      - _11:00_ - `POST /pay` began to fail: it answered 500 "internal error"; failures began \
      after 10:59:57.
      - _11:06_ - Ann was paged. (a person's note)
      - _11:19_ - Last `POST /pay` that failed (11:19:58); 120 of 120 attempts failed from the \
      first failure to the last.
      - _11:20_ - `POST /pay` succeeded again; failures ended after 11:19:58.
      - _11:50_ - Recovery confirmed: `POST /pay` held for 30 min with 181 successes; resolved as \
      of 11:20.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what ended the failures; it happened between 11:19:58 and 11:20:02]_
      """)
  }
}
