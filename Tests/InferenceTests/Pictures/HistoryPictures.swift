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
      - _10:00_ - `POST /pay` was slow already at the first record: median latency 410 ms \
      (normally 47 ms); every call took at least 61 ms (normally less than 0.1 %).
      - _10:55_ - `POST /pay` was still slow at the last record (10:55:51); 336 slow calls of 336 \
      so far.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: when the slow calls ended]_
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
      id                   state     start (UTC)          end                  failures  title
      2025-05-06-pay-0600  resolved  2025-05-06 06:01:11  2025-05-09 08:00:23         0  POST /pay \
      was slow daily at about 06:01 UTC, on 4 days from 2025-05-06 to 2025-05-09
      """)
    #expect(log.rows.contains("One recurring incident"))
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
      - _06:01_ - Failures of `POST /pay` rose from less than 0.1 % to 61 % of attempts: it \
      returned HTTP 500 "internal error"; the rise began after 05:59:27.
      - _2025-05-09 06:00_ - One recurring incident: `POST /pay` failed daily at about 06:04 UTC, \
      4 times on 4 days; the starts lie within 10 min of each other by the clock.
      - _2025-05-09 08:00_ - Failures of `POST /pay` fell back to their normal level (less than \
      0.1 % of attempts); the fall began after 07:59:28; 92 of 150 attempts failed meanwhile.
      - _2025-05-09 08:31_ - Recovery confirmed: `POST /pay` stayed healthy for 30 min (11 \
      successes). Resolved at 08:00.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what fixed it (between 2025-05-09 07:59:28 and 2025-05-09 08:00:23)]_
      """)
  }
}
