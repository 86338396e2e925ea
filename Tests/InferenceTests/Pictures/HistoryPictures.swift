import DrawnLogs
import Testing

/// Earlier days that say what is usual.
@Suite struct HistoryPictures {
  @Test func slowFromTheFirstLineOn() throws {
    let usual = """
      checkout  POST /pay  ............................................................
      checkout  GET /cart  ............................................................
      """
    let log = try DrawnLog(
      """
      checkout  POST /pay  ssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss
      checkout  GET /cart  ............................................................
      """, step: 2, perStep: 12, baseline: usual)
    expectText(
      log.rows,
      """
      - _10:00_ - `POST /pay` was slow already at the first record: half of the calls took 410 ms \
      or more (usually 51 ms), 100 % of them 61 ms or more (usually less than 0.1 %).
      - _11:59_ - `POST /pay` was still slow at the last record (11:59:53); 720 slow calls of 720 \
      so far.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: when the slow calls ended]_
      """)
    expectText(
      log.explanation,
      """
      How the times of 2025-05-06-pay-1 were reached (all times UTC)

      start    between before the logs and 2025-05-06T10:00:03.665Z
               most likely 2025-05-06T10:00:03.201Z; with 90 % within 2025-05-06T10:00:03.201Z to \
      2025-05-06T10:00:03.201Z
               it lies outside of the logs; confidence high
      end      not in the logs: still failing at the last event
      detected no alert, on-call, chat or note was given

      The signal believed
        POST /pay of checkout: all failures together
          2025-05-06T10:00:03.201Z to 2025-05-06T11:59:53.072Z, judged event by event
          720 of 720 failed (100 %); outside of it 0 of 0, taken as 0.001 %; evidence 8148 nats
          usual share from the history 2025-04-29 to 2025-05-05, Tuesdays 10:00 to 12:00 UTC: 0 of \
      720
      """)
  }

  @Test func failuresAsOnEveryDay() throws {
    let usual = """
      checkout  POST /pay  ..............................xxxxx.........................
      checkout  GET /cart  ............................................................
      """
    let log = try DrawnLog(
      """
      checkout  POST /pay  ..............................xxxxx.........................
      checkout  GET /cart  ............................................................
      """, step: 2, perStep: 12, baseline: usual)
    expectText(
      log.rows,
      """
      - _10:59_ - Last `POST /pay` that succeeded (10:59:57).
      - _11:00_ - `POST /pay` began to fail: it answered 500 "internal error"; failures began \
      after 10:59:57.
      - _11:09_ - Last `POST /pay` that failed (11:09:56); 60 of 60 attempts failed from the first \
      failure to the last.
      - _11:10_ - `POST /pay` succeeded again; failures ended after 11:09:56.
      - _11:40_ - Recovery confirmed: `POST /pay` held for 30 min with 182 successes; resolved as \
      of 11:10.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what ended the failures; it happened between 11:09:56 and 11:10:08]_
      """)
    expectText(
      log.list,
      """
      id                state     start (UTC)          end       failures  title
      2025-05-06-pay-1  resolved  2025-05-06 11:00:08  11:10:08        60  POST /pay failed, \
      2025-05-06 11:00 to 11:10 UTC
      """)
  }

  @Test func requestsThatNeverCame() throws {
    let usual = """
      checkout  POST /pay  ............................................................
      checkout  GET /cart  ............................................................
      """
    let log = try DrawnLog(
      """
      checkout  POST /pay  ____________________________________________________________
      checkout  GET /cart  ............................................................
      """, step: 2, perStep: 12, baseline: usual)
    expectText(
      log.rows,
      """
      No incident was found.

      Looked at 1 file, 720 lines, from 2025-05-06 10:00 to 11:59 UTC; operations: `GET /cart`.
      """)
  }

  @Test func slowEveryNight() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ...s...........s...........s...........s...........s........
      checkout  GET /cart  ............................................................
      """, step: 120, perStep: 60, clock: 0)
    expectText(
      log.rows,
      """
      - _06:01_ - `POST /pay` became slow: half of the calls took 410 ms or more (usually 51 ms), \
      100 % of them 61 ms or more (usually less than 0.1 %); it began after 05:58:48.
      - _08:00_ - `POST /pay` was as fast as usual for a while.
      - _2025-05-07 06:00_ - `POST /pay` was slow again: 60 slow calls.
      - _2025-05-07 08:00_ - `POST /pay` was as fast as usual for a while.
      - _2025-05-08 06:01_ - `POST /pay` was slow again: 60 slow calls.
      - _2025-05-08 08:01_ - `POST /pay` was as fast as usual for a while.
      - _2025-05-09 06:01_ - `POST /pay` was slow again: 60 slow calls.
      - _2025-05-09 08:00_ - `POST /pay` was as fast as usual for a while.
      - _2025-05-10 06:00_ - `POST /pay` was slow again: 60 slow calls.
      - _2025-05-10 08:00_ - `POST /pay` was as fast as usual again, after 300 slow calls of 300; \
      it ended after 07:59:04.
      - _2025-05-10 08:30_ - Recovery confirmed: 30 min with 16 calls as fast as usual; resolved \
      as of 08:00.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what ended the slow calls; it happened between 2025-05-10 07:59:04 \
      and 2025-05-10 08:00:39]_
      """)
  }

  @Test func failingEveryNight() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ...3...........3...........3...........3...........3........
      checkout  GET /cart  ............................................................
      """, step: 120, perStep: 60, clock: 0)
    expectText(
      log.rows,
      """
      - _06:04_ - Failures of `POST /pay` rose from less than 0.1 % to 31 % of attempts: it \
      answered 500 "internal error"; the rise began after 06:02:23.
      - _08:00_ - Failures of `POST /pay` fell for a while; 18 of 58 attempts had failed.
      - _2025-05-07 06:04_ - Failures of `POST /pay` rose again: 18 of 58 attempts.
      - _2025-05-07 08:00_ - Failures of `POST /pay` fell for a while; 18 of 58 attempts had failed.
      - _2025-05-08 06:04_ - Failures of `POST /pay` rose again: 18 of 58 attempts.
      - _2025-05-08 08:01_ - Failures of `POST /pay` fell for a while; 18 of 58 attempts had failed.
      - _2025-05-09 06:05_ - Failures of `POST /pay` rose again: 18 of 58 attempts.
      - _2025-05-09 08:00_ - Failures of `POST /pay` fell for a while; 18 of 58 attempts had failed.
      - _2025-05-10 06:04_ - Failures of `POST /pay` rose again: 18 of 58 attempts.
      - _2025-05-10 06:04_ - One recurring incident: `POST /pay` failed daily at about 06:05 UTC, \
      5 times on 5 days; the starts lie within 75 s of each other by the clock.
      - _2025-05-10 08:00_ - Failures of `POST /pay` fell back to their usual level (less than 0.1 \
      % of attempts); the fall began after 07:59:04.
      - _2025-05-10 08:30_ - Recovery confirmed: `POST /pay` held for 30 min with 16 successes; \
      resolved as of 08:00.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what ended the failures; it happened between 2025-05-10 07:59:04 and \
      2025-05-10 08:00:39]_
      """)
  }
}
