import DrawnLogs
import Testing

/// Logs with holes.
@Suite struct InputPictures {
  @Test func aHoleInsideOfAnIncident() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ....xxxxxxxxxxxxxxxxxx..................................
      checkout  GET /cart  ........................................................
      hole                 .......##########.......................................
      """)
    expectText(
      log.rows,
      """
      - _10:03_ - Last `POST /pay` that succeeded (10:03:56).
      - _10:04_ - `POST /pay` began to fail: it answered 500 "internal error"; failures began \
      after 10:03:56.
      - _10:21_ - Last `POST /pay` that failed (10:21:53); 48 of 48 attempts failed from the first \
      failure to the last.
      - _10:22_ - `POST /pay` succeeded again; failures ended after 10:21:53.
      - _10:52_ - Recovery confirmed: `POST /pay` held for 30 min with 181 successes; resolved as \
      of 10:22.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what ended the failures; it happened between 10:21:53 and 10:22:03]_
      """)
    expectText(
      log.inputs,
      """
      file            format      service   source    zone  from (UTC)           to        gaps  \
      records  unread  warnings
      checkout.log    json-lines  checkout  checkout  UTC   2025-05-06 10:17:01  10:55:56     0    \
        468       0         0
      checkout.log.1  json-lines  checkout  checkout  UTC   2025-05-06 10:00:03  10:06:55     0    \
         84       0         0
      """)
    withKnownIssue("a hole is plotted as zeros") {
      #expect(log.report.incidents.first?.series.contains { $0.values.contains(nil) } == true)
    }
  }

  @Test func aHoleWithoutAnIncident() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ........................................................
      checkout  GET /cart  ........................................................
      hole                 .......##########.......................................
      """)
    expectText(
      log.rows,
      """
      No incident was found.

      Looked at 2 files, 552 lines, from 2025-05-06 10:00 to 10:55 UTC; operations: `GET /cart`, \
      `POST /pay`.
      """)
    expectText(
      log.inputs,
      """
      file            format      service   source    zone  from (UTC)           to        gaps  \
      records  unread  warnings
      checkout.log    json-lines  checkout  checkout  UTC   2025-05-06 10:17:01  10:55:56     0    \
        468       0         0
      checkout.log.1  json-lines  checkout  checkout  UTC   2025-05-06 10:00:03  10:06:55     0    \
         84       0         0
      """)
  }
}
