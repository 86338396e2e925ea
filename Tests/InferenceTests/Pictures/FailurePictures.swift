import DrawnLogs
import Testing

/// Requests that fail, and what is said of them.
@Suite struct FailurePictures {
  @Test func oneOperationFails() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ..............................xxxxx.........................
      checkout  GET /cart  ............................................................
      """, step: 2, perStep: 12)
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
    expectText(
      log.explanation,
      """
      How the times of 2025-05-06-pay-1 were reached (all times UTC)

      start    between 2025-05-06T10:59:57.593Z and 2025-05-06T11:00:08.241Z
               most likely 2025-05-06T11:00:02.916Z; with 90 % within 2025-05-06T10:59:57.593Z to \
      2025-05-06T11:00:08.241Z
               the two events around it, and nothing between them: each moment is as likely; \
      confidence high
      end      between 2025-05-06T11:09:56.571Z and 2025-05-06T11:10:08.388Z
               most likely 2025-05-06T11:10:02.479Z; with 90 % within 2025-05-06T11:09:56.571Z to \
      2025-05-06T11:10:08.388Z
               the two events around it, and nothing between them: each moment is as likely; \
      confidence high
      resolved 2025-05-06T11:10:08.388Z
      detected no alert, on-call, chat or note was given

      The signal believed
        POST /pay of checkout: 500 internal error
          2025-05-06T11:00:08.240Z to 2025-05-06T11:09:56.571Z, judged event by event
          60 of 60 failed (100 %); outside of it 0 of 660, taken as 0.07 %; evidence 428 nats

      Factors considered, the nearest first (leads, none of them a cause)
        1. internal error (message)
          the failures' own message; the logs have it at no other time
      """)
  }

  @Test func aShareFails() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ....................666666666666666.........................
      checkout  GET /cart  ............................................................
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      - _10:40_ - Failures of `POST /pay` rose from about 0.1 % to 59 % of attempts: it answered \
      500 "internal error".
      - _11:10_ - Failures of `POST /pay` fell back to their usual level (about 0.1 % of \
      attempts); the fall began after 11:09:56.
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
      2025-05-06-pay-1  resolved  2025-05-06 10:40:14  11:10:08       105  Some of POST /pay \
      failed, 2025-05-06 10:40 to 11:10 UTC
      """)
  }

  @Test func failuresThatComeAndGoManyTimes() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ..........xx...xx...xx...xx...xx............................
      checkout  GET /cart  ............................................................
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      - _10:19_ - Last `POST /pay` that succeeded (10:19:58).
      - _10:20_ - `POST /pay` began to fail: it answered 500 "internal error"; failures began \
      after 10:19:58.
      - _10:24_ - `POST /pay` succeeded again for a while; 24 of 24 attempts had failed.
      - _10:30_ - `POST /pay` failed again: 24 of 24 attempts.
      - _10:34_ - `POST /pay` succeeded again for a while; 24 of 24 attempts had failed.
      - _10:40_ - `POST /pay` failed again: 24 of 24 attempts.
      - _10:44_ - `POST /pay` succeeded again for a while; 24 of 24 attempts had failed.
      - _10:50_ - `POST /pay` failed again: 24 of 24 attempts.
      - _10:54_ - `POST /pay` succeeded again for a while; 24 of 24 attempts had failed.
      - _11:00_ - `POST /pay` failed again: 24 of 24 attempts.
      - _11:03_ - Last `POST /pay` that failed (11:03:57); 120 of 264 attempts failed from the \
      first failure to the last.
      - _11:04_ - `POST /pay` succeeded again; failures ended after 11:03:57.
      - _11:34_ - Recovery confirmed: `POST /pay` held for 30 min with 182 successes; resolved as \
      of 11:04.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what ended the failures; it happened between 11:03:57 and 11:04:02]_
      """)
  }

  @Test func failuresThatComeAgainWithinTheHold() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ....................xxxx......xxxxx.........................
      checkout  GET /cart  ............................................................
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      - _10:39_ - Last `POST /pay` that succeeded (10:39:54).
      - _10:40_ - `POST /pay` began to fail: it answered 500 "internal error"; failures began \
      after 10:39:54.
      - _10:48_ - `POST /pay` succeeded again for a while; 48 of 48 attempts had failed.
      - _11:00_ - `POST /pay` failed again: 60 of 60 attempts.
      - _11:09_ - Last `POST /pay` that failed (11:09:56); 108 of 180 attempts failed from the \
      first failure to the last.
      - _11:10_ - `POST /pay` succeeded again; failures ended after 11:09:56.
      - _11:40_ - Recovery confirmed: `POST /pay` held for 30 min with 182 successes; resolved as \
      of 11:10.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what ended the failures; it happened between 11:09:56 and 11:10:08]_
      """)
  }

  @Test func failuresUntilTheLogsEnd() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ..................................................xxxxxxxxxx
      checkout  GET /cart  ............................................................
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      - _11:39_ - Last `POST /pay` that succeeded (11:39:52).
      - _11:40_ - `POST /pay` began to fail: it answered 500 "internal error"; failures began \
      after 11:39:52.
      - _11:59_ - `POST /pay` was still failing at the last record (11:59:53); 120 of 120 attempts \
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
      id                state    start (UTC)          end  failures  title
      2025-05-06-pay-1  ongoing  2025-05-06 11:40:06  -         120  POST /pay failed, 2025-05-06 \
      from 11:40 UTC, not over at 11:59
      """)
  }

  @Test func attemptsThatCeaseWhileFailing() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ..............................xxxxxx________________________
      checkout  GET /cart  ............................................................
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      - _10:59_ - Last `POST /pay` that succeeded (10:59:57).
      - _11:00_ - `POST /pay` began to fail: it answered 500 "internal error"; failures began \
      after 10:59:57.
      - _11:11_ - Requests fell from about 12 to 6 a minute.
      - _11:11_ - `POST` requests stopped (usually about 6 a minute).
      - _11:11_ - The data stop while `POST /pay` was failing; last failure (11:11:58); when the \
      failures ended is not in the evidence; 72 of 72 attempts had failed.

      _1 more row is in the full report (`--format json`)._

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: when the failures ended]_
      """)
  }

  @Test func failuresFromTheFirstLineOn() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  xxxxxxxx....................................................
      checkout  GET /cart  ............................................................
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      - _10:00_ - `POST /pay` was failing already at the first record: it answered 500 "internal \
      error".
      - _10:15_ - Last `POST /pay` that failed (10:15:53); 96 of 96 attempts failed from the first \
      failure to the last.
      - _10:16_ - `POST /pay` succeeded again; failures ended after 10:15:53.
      - _10:46_ - Recovery confirmed: `POST /pay` held for 30 min with 182 successes; resolved as \
      of 10:16.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what ended the failures; it happened between 10:15:53 and 10:16:08]_
      """)
  }

  @Test func aShareThatGrows() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ....................112233557799xxxx........................
      checkout  GET /cart  ............................................................
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      - _10:41_ - Failures of `POST /pay` rose from about 0.1 % to 60 % of attempts: it answered \
      500 "internal error".
      - _10:41_ - Failures of `POST /pay` fell for a while; 1 of 1 attempts had failed.
      - _10:43_ - Failures of `POST /pay` rose again: 109 of 171 attempts.
      - _11:12_ - Failures of `POST /pay` fell back to their usual level (about 0.1 % of \
      attempts); the fall began after 11:11:58.
      - _11:42_ - Recovery confirmed: `POST /pay` held for 30 min with 181 successes; resolved as \
      of 11:12.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what ended the failures; it happened between 11:11:58 and 11:12:05]_
      """)
  }

  @Test func aShareThatAlwaysFailsIsNoIncident() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  111111111111111111111111111111111111111111111111111111111111
      checkout  GET /cart  ............................................................
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      No incident was found.

      Looked at 1 file, 1440 lines, from 2025-05-06 10:00 to 11:59 UTC; operations: `GET /cart`, \
      `POST /pay`.
      """)
  }

  @Test func twoFailuresOnAQuietDayAreANearMiss() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ..............................x.............................
      checkout  GET /cart  ............................................................
      """, step: 2, perStep: 2)
    expectText(
      log.rows,
      """
      No incident was found.

      Looked at 1 file, 240 lines, from 2025-05-06 10:00 to 11:59 UTC; operations: `GET /cart`, \
      `POST /pay`.
      """)
    expectText(
      log.explanation,
      """
      No incident was found, so there is no time to explain.
      """)
  }
}
