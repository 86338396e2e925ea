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
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      > **Incomplete input.** This draft may miss what was not read:
      >
      > - `checkout.log.1`: nothing from 2025-05-06 10:13:53 to 2025-05-06 10:34:03: no file \
      between checkout.log.1 and checkout.log was given

      - _10:07_ - Last `POST /pay` that succeeded (10:07:54).
      - _10:08_ - `POST /pay` began to fail: it returned HTTP 500 "internal error"; failures began \
      after 10:07:54.
      - _10:43_ - Last `POST /pay` that failed (10:43:55); 96 of 96 attempts failed from the first \
      failure to the last.
      - _10:44_ - `POST /pay` succeeded again; failures ended after 10:43:55.
      - _11:14_ - Recovery confirmed: `POST /pay` stayed healthy for 30 min (181 successes). \
      Resolved at 10:44.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what fixed it (between 10:43:55 and 10:44:01)]_
      """)
    expectText(
      log.inputs,
      """
      file            records  unread  from (UTC)           to
      checkout.log        936       0  2025-05-06 10:34:03  11:51:55
      checkout.log.1      168       0  2025-05-06 10:00:08  10:13:53

      json-lines, service checkout, source checkout, zone UTC: checkout.log,
        checkout.log.1

      checkout.log.1: coverage-gap: nothing from 2025-05-06T10:13:53.772Z to \
      2025-05-06T10:34:03.339Z: no file between checkout.log.1 and checkout.log was given
      checkout.log.1: gap from 2025-05-06 10:13:53 to 10:34:03 (no file between checkout.log.1 and \
      checkout.log)

      incomplete input: checkout.log.1: nothing from 2025-05-06 10:13:53 to 2025-05-06 10:34:03: \
      no file between checkout.log.1 and checkout.log was given
      """)
    #expect(log.report.incidents.first?.series.contains { $0.values.contains(nil) } == true)
  }

  @Test func aHoleWithoutAnIncident() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ........................................................
      checkout  GET /cart  ........................................................
      hole                 .......##########.......................................
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      > **Incomplete input.** This draft may miss what was not read:
      >
      > - `checkout.log.1`: nothing from 2025-05-06 10:13:53 to 2025-05-06 10:34:03: no file \
      between checkout.log.1 and checkout.log was given

      No incident was found in what could be read.

      Looked at 2 files, 1104 lines, from 2025-05-06 10:00 to 11:51 UTC; operations: `GET /cart`, \
      `POST /pay`.
      """)
    expectText(
      log.inputs,
      """
      file            records  unread  from (UTC)           to
      checkout.log        936       0  2025-05-06 10:34:03  11:51:55
      checkout.log.1      168       0  2025-05-06 10:00:08  10:13:53

      json-lines, service checkout, source checkout, zone UTC: checkout.log,
        checkout.log.1

      checkout.log.1: coverage-gap: nothing from 2025-05-06T10:13:53.772Z to \
      2025-05-06T10:34:03.339Z: no file between checkout.log.1 and checkout.log was given
      checkout.log.1: gap from 2025-05-06 10:13:53 to 10:34:03 (no file between checkout.log.1 and \
      checkout.log)

      incomplete input: checkout.log.1: nothing from 2025-05-06 10:13:53 to 2025-05-06 10:34:03: \
      no file between checkout.log.1 and checkout.log was given
      """)
  }
}
