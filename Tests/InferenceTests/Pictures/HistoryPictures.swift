import DrawnLogs
import Testing

/// Earlier days that say what is usual.
@Suite struct HistoryPictures {
  @Test func slowFromTheFirstLineOn() throws {
    let usual = """
      checkout  POST /pay  ........................................................
      checkout  GET /cart  ........................................................
      """
    let log = try DrawnLog(
      """
      checkout  POST /pay  ssssssssssssssssssssssssssssssssssssssssssssssssssssssss
      checkout  GET /cart  ........................................................
      """, baseline: usual, days: 4)
    expectText(
      log.rows,
      """
      - _10:00_ - `POST /pay` was slow already at the first record: half of the calls took 410 ms \
      or more (usually 47 ms), 100 % of them 61 ms or more (usually less than 0.1 %).
      - _10:55_ - `POST /pay` was still slow at the last record (10:55:54); 336 slow calls of 336 \
      so far.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: when the slow calls ended]_
      """)
  }

  @Test func fewerRequestsThanOnOtherDays() throws {
    let usual = """
      checkout  POST /pay  ........................................................
      checkout  GET /cart  ........................................................
      """
    let log = try DrawnLog(
      """
      checkout  POST /pay  ............::::::::::::::::::::........................
      checkout  GET /cart  ........................................................
      """, baseline: usual, days: 7)
    expectText(
      log.rows,
      """
      No incident was found.

      Looked at 1 file, 592 lines, from 2025-05-06 10:00 to 10:55 UTC; operations: `GET /cart`, \
      `POST /pay`.

      Nearest to one: POST requests became fewer, 2025-05-06 10:12 to 10:31 UTC (requests stayed \
      out, and no failure is in the logs) (`checkout.log:150`).
      """)
    expectText(
      log.list,
      """
      No incident was found.
      """)
  }

  @Test func aShareThatFailsEveryDay() throws {
    let usual = """
      checkout  POST /pay  ............222222......................................
      checkout  GET /cart  ........................................................
      """
    let log = try DrawnLog(
      """
      checkout  POST /pay  ............222222......................................
      checkout  GET /cart  ........................................................
      """, baseline: usual, days: 4)
    expectText(
      log.rows,
      """
      No incident was found.

      Looked at 1 file, 672 lines, from 2025-05-06 10:00 to 10:55 UTC; operations: `GET /cart`, \
      `POST /pay`.
      """)
  }

  @Test func requestsThatNeverCame() throws {
    let usual = """
      checkout  POST /pay  ........................................................
      checkout  GET /cart  ........................................................
      """
    let log = try DrawnLog(
      """
      checkout  POST /pay  ________________________________________________________
      checkout  GET /cart  ........................................................
      """, baseline: usual, days: 4)
    expectText(
      log.rows,
      """
      No incident was found.

      Looked at 1 file, 336 lines, from 2025-05-06 10:00 to 10:55 UTC; operations: `GET /cart`.
      """)
  }

  @Test func slowEveryNight() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ...s...........s...........s...........s..
      checkout  GET /cart  ..........................................
      """, step: 120, perStep: 40, clock: 0)
    expectText(
      log.list,
      """
      id                state     start (UTC)          end                  failures  title
      2025-05-06-pay-1  resolved  2025-05-06 06:01:59  2025-05-09 08:01:39         0  POST /pay \
      was slow daily at about 06:02 UTC, on 4 days from 2025-05-06 to 2025-05-09
      """)
    withKnownIssue("only failures are told as recurring") {
      #expect(log.rows.contains("One recurring incident"))
    }
  }

  @Test func failingEveryNight() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ...6...........6...........6...........6..
      checkout  GET /cart  ..........................................
      """, step: 120, perStep: 40, clock: 0)
    expectText(
      log.rows,
      """
      - _06:01_ - Failures of `POST /pay` rose from about 0.1 % to 59 % of attempts: it answered \
      500 "internal error"; the rise began after 05:59:39.
      - _07:54_ - Failures of `POST /pay` fell for a while; 21 of 38 attempts had failed.
      - _2025-05-07 06:01_ - Failures of `POST /pay` rose again: 18 of 30 attempts.
      - _2025-05-07 07:32_ - Failures of `POST /pay` fell for a while; 18 of 30 attempts had failed.
      - _2025-05-08 06:02_ - Failures of `POST /pay` rose again: 27 of 40 attempts.
      - _2025-05-08 08:00_ - Failures of `POST /pay` fell for a while; 27 of 40 attempts had failed.
      - _2025-05-09 06:04_ - Failures of `POST /pay` rose again: 21 of 39 attempts.
      - _2025-05-09 06:04_ - One recurring incident: `POST /pay` failed daily at about 06:02 UTC, \
      4 times on 4 days; the starts lie within 3 min of each other by the clock.
      - _2025-05-09 08:01_ - Failures of `POST /pay` fell back to their usual level (about 0.1 % \
      of attempts); the fall began after 07:58:34.
      - _2025-05-09 08:34_ - Recovery confirmed: `POST /pay` held for 32 min with 12 successes; \
      resolved as of 08:01.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what ended the failures; it happened between 2025-05-09 07:58:34 and \
      2025-05-09 08:01:39]_
      """)
  }
}
