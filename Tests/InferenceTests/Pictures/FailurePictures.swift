import DrawnLogs
import Testing

/// Requests that fail, and what is said of them.
@Suite struct FailurePictures {
  @Test func oneOperationFails() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ............xxxxxx......................................
      checkout  GET /cart  ........................................................
      """)
    expectText(
      log.rows,
      """
      - _10:11_ - Last `POST /pay` that succeeded (10:11:56).
      - _10:12_ - `POST /pay` began to fail: it returned HTTP 500 "internal error"; failures began \
      after 10:11:56.
      - _10:17_ - Last `POST /pay` that failed (10:17:51); 36 of 36 attempts failed from the first \
      failure to the last.
      - _10:18_ - `POST /pay` succeeded again; failures ended after 10:17:51.
      - _10:48_ - Recovery confirmed: `POST /pay` stayed healthy for 30 min (181 successes). \
      Resolved at 10:18.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what fixed it (between 10:17:51 and 10:18:01)]_
      """)
    expectText(
      log.list,
      """
      id                   state     start (UTC)          end       failures  title
      2025-05-06-pay-1010  resolved  2025-05-06 10:12:05  10:18:01        36  POST /pay failed, \
      2025-05-06 10:12 to 10:18 UTC
      """)
  }

  @Test func howTheTimesOfAFailureWereReached() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ............xxxxxx......................................
      checkout  GET /cart  ........................................................
      """)
    expectText(
      log.explanation,
      """
      How the times of 2025-05-06-pay-1010 were reached (all times UTC)

      start    between 2025-05-06T10:11:56.410Z and 2025-05-06T10:12:05.233Z
               most likely 2025-05-06T10:12:00.821Z; with 90 % within 2025-05-06T10:11:56.410Z to \
      2025-05-06T10:12:05.233Z
               the two events around it, and nothing between them: each moment is as likely; \
      confidence high
      end      between 2025-05-06T10:17:51.078Z and 2025-05-06T10:18:01.848Z
               most likely 2025-05-06T10:17:56.463Z; with 90 % within 2025-05-06T10:17:51.078Z to \
      2025-05-06T10:18:01.848Z
               the two events around it, and nothing between them: each moment is as likely; \
      confidence high
      resolved 2025-05-06T10:18:01.848Z
      detected no alert, on-call, chat or note was given

      The signal believed
        POST /pay of checkout: 500 internal error
          2025-05-06T10:12:05.232Z to 2025-05-06T10:17:51.078Z, judged event by event
          36 of 36 failed (100 %); outside of it 0 of 300, taken as 0.143 %; log likelihood ratio \
      228 nats

      Factors considered, the nearest first (leads, none of them a cause)
        1. internal error (message)
          the failures' own message; the logs have it at no other time
      """)
  }

  @Test func aShareFails() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ..........66666666666666................................
      checkout  GET /cart  ........................................................
      """)
    expectText(
      log.rows,
      """
      - _10:10_ - Failures of `POST /pay` rose from about 0.2 % to 69 % of attempts: it returned \
      HTTP 500 "internal error"; the rise began after 10:09:52.
      - _10:24_ - Failures of `POST /pay` fell back to their normal level (about 0.2 % of \
      attempts); the fall began after 10:23:51; 58 of 84 attempts failed meanwhile.
      - _10:54_ - Recovery confirmed: `POST /pay` stayed healthy for 30 min (181 successes). \
      Resolved at 10:24.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what fixed it (between 10:23:51 and 10:24:02)]_
      """)
    expectText(
      log.list,
      """
      id                   state     start (UTC)          end       failures  title
      2025-05-06-pay-1010  resolved  2025-05-06 10:10:03  10:24:02        58  Some of POST /pay \
      failed, 2025-05-06 10:10 to 10:24 UTC
      """)
  }

  @Test func aConstantShareIsOnePhase() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  .....99999999999999999999......
      """, perStep: 120)
    expectText(
      log.list,
      """
      id                   state      start (UTC)          end       failures  title
      2025-05-06-pay-1000  recovered  2025-05-06 10:05:00  10:25:00      2134  Some of POST /pay \
      failed, 2025-05-06 10:05 to 10:25 UTC
      """)
    #expect(!log.rows.contains("for a while"))
  }

  @Test func failuresThatComeAndGoManyTimes() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ......xx..xx..xx..xx..xx................................
      checkout  GET /cart  ........................................................
      """)
    expectText(
      log.list,
      """
      id                   state     start (UTC)          end       failures  title
      2025-05-06-pay-1000  resolved  2025-05-06 10:06:05  10:24:02        60  POST /pay failed, \
      2025-05-06 10:06 to 10:24 UTC
      """)
    #expect(log.rows.split(separator: "\n").count { $0.contains("failed again") } <= 3)
  }

  @Test func failuresThatComeAgainWithinTheHold() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ........xxxx......xxxxx.................................
      checkout  GET /cart  ........................................................
      """)
    expectText(
      log.rows,
      """
      - _10:07_ - Last `POST /pay` that succeeded (10:07:54).
      - _10:08_ - `POST /pay` began to fail: it returned HTTP 500 "internal error"; failures began \
      after 10:07:54.
      - _10:12_ - `POST /pay` succeeded again briefly; 24 of 24 attempts had failed.
      - _10:18_ - `POST /pay` failed again: 30 of 30 attempts.
      - _10:22_ - Last `POST /pay` that failed (10:22:56); 54 of 90 attempts failed from the first \
      failure to the last.
      - _10:23_ - `POST /pay` succeeded again; failures ended after 10:22:56.
      - _10:53_ - Recovery confirmed: `POST /pay` stayed healthy for 30 min (182 successes). \
      Resolved at 10:23.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what fixed it (between 10:22:56 and 10:23:05)]_
      """)
  }

  @Test func failuresUntilTheLogsEnd() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ............................................xxxxxxxxxxxx
      checkout  GET /cart  ........................................................
      """)
    expectText(
      log.rows,
      """
      - _10:43_ - Last `POST /pay` that succeeded (10:43:55).
      - _10:44_ - `POST /pay` began to fail: it returned HTTP 500 "internal error"; failures began \
      after 10:43:55.
      - _10:55_ - `POST /pay` was still failing at the last record (10:55:51); 72 of 72 attempts \
      had failed.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: when the failures ended]_
      """)
    expectText(
      log.list,
      """
      id                   state    start (UTC)          end  failures  title
      2025-05-06-pay-1040  ongoing  2025-05-06 10:44:01  -          72  POST /pay failed, \
      2025-05-06 from 10:44 UTC, not over at 10:55
      """)
  }

  @Test func attemptsThatCeaseWhileFailing() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ........xxxxxx__________________________________________
      checkout  GET /cart  ........................................................
      """)
    expectText(
      log.rows,
      """
      - _10:07_ - Last `POST /pay` that succeeded (10:07:54).
      - _10:08_ - `POST /pay` began to fail: it returned HTTP 500 "internal error"; failures began \
      after 10:07:54.
      - _10:13_ - The records of `POST /pay` end while still failing; last failure (10:13:53); \
      when the failures ended is not in the evidence; 36 of 36 attempts had failed.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: when the failures ended]_
      """)
    expectText(
      log.list,
      """
      id                   state        start (UTC)          end  failures  title
      2025-05-06-pay-1000  end_unknown  2025-05-06 10:08:07  -          36  POST /pay failed, \
      2025-05-06 from 10:08 UTC, end unknown
      """)
  }

  @Test func failuresFromTheFirstLineOn() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  xxxxxxxx................................................
      checkout  GET /cart  ........................................................
      """)
    expectText(
      log.rows,
      """
      - _10:00_ - `POST /pay` was failing already at the first record: it returned HTTP 500 \
      "internal error".
      - _10:07_ - Last `POST /pay` that failed (10:07:54); 48 of 48 attempts failed from the first \
      failure to the last.
      - _10:08_ - `POST /pay` succeeded again; failures ended after 10:07:54.
      - _10:38_ - Recovery confirmed: `POST /pay` stayed healthy for 30 min (182 successes). \
      Resolved at 10:08.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what fixed it (between 10:07:54 and 10:08:07)]_
      """)
  }

  @Test func aShareThatGrows() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ......112233557799xxxxxx................................
      checkout  GET /cart  ........................................................
      """)
    expectText(
      log.list,
      """
      id                   state     start (UTC)          end       failures  title
      2025-05-06-pay-1000  resolved  2025-05-06 10:06:05  10:24:02        74  Some of POST /pay \
      failed, 2025-05-06 10:06 to 10:24 UTC
      """)
    #expect(!log.rows.contains("for a while"))
  }

  @Test func aShareThatAlwaysFailsIsNoIncident() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  11111111111111111111111111111111111111111111111111111111
      checkout  GET /cart  ........................................................
      """)
    expectText(
      log.rows,
      """
      No incident was found.

      Looked at 1 file, 672 lines, from 2025-05-06 10:00 to 10:55 UTC; operations: `GET /cart`, \
      `POST /pay`.
      """)
  }

  @Test func twoFailuresOnAQuietDayAreANearMiss() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ............yy..........................................
      checkout  GET /cart  ........................................................
      """)
    expectText(
      log.rows,
      """
      No incident was found.

      Looked at 1 file, 662 lines, from 2025-05-06 10:00 to 10:55 UTC; operations: `GET /cart`, \
      `POST /pay`.

      Closest candidate: `POST /pay` failed, 2025-05-06 10:12 to 10:14 UTC: 2 of 2 attempts failed \
      (2 failures where 3 are asked for) (`checkout.log:149`).
      """)
    expectText(
      log.explanation,
      """
      No incident was found, so there is no time to explain.

      Near misses: what had the shape of an incident and is none
        POST /pay failed, 2025-05-06 10:12 to 10:14 UTC
          2025-05-06T10:12:31.395Z to 2025-05-06T10:13:38.018Z, 2 of 2 failed
          no incident: 2 failures where 3 are asked for
      """)
  }
}
