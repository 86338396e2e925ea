import DrawnLogs
import Testing

/// Logs with holes.
@Suite struct InputPictures {
  @Test func aHoleInsideOfAnIncident() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  .........................xxxxxxxxxxxxxxxxxxxx...............
      checkout  GET /cart  ............................................................
      hole                 ..............................########......................
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      - _10:49_ - Last `POST /pay` that succeeded (10:49:56).
      - _10:50_ - `POST /pay` began to fail: it answered 500 "internal error"; failures began \
      after 10:49:56.
      - _11:29_ - Last `POST /pay` that failed (11:29:52); 144 of 144 attempts failed from the \
      first failure to the last.
      - _11:30_ - `POST /pay` succeeded again; failures ended after 11:29:52. Held 29 of 30 min; \
      the logs end 11:59.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what ended the failures; it happened between 11:29:52 and 11:30:01]_
      """)
    expectText(
      log.inputs,
      """
      file            format      service   source    zone  from (UTC)           to        gaps  \
      records  unread  warnings
      checkout.log    json-lines  checkout  checkout  UTC   2025-05-06 11:16:01  11:59:55     0    \
        528       0         0
      checkout.log.1  json-lines  checkout  checkout  UTC   2025-05-06 10:00:03  10:59:57     0    \
        720       0         0
      """)
    expectText(
      log.explanation,
      """
      How the times of 2025-05-06-pay-1 were reached (all times UTC)

      start    between 2025-05-06T10:49:56.070Z and 2025-05-06T10:50:07.236Z
               most likely 2025-05-06T10:50:01.652Z; with 90 % within 2025-05-06T10:49:56.070Z to \
      2025-05-06T10:50:07.236Z
               the two events around it, and nothing between them: each moment is as likely; \
      confidence high
      end      between 2025-05-06T11:29:52.787Z and 2025-05-06T11:30:01.863Z
               most likely 2025-05-06T11:29:57.324Z; with 90 % within 2025-05-06T11:29:52.787Z to \
      2025-05-06T11:30:01.863Z
               the two events around it, and nothing between them: each moment is as likely; \
      confidence high
      detected no alert, on-call, chat or note was given

      The signal believed
        POST /pay of checkout: 500 internal error
          2025-05-06T10:50:07.236Z to 2025-05-06T11:29:52.787Z, judged event by event
          144 of 144 failed (100 %); outside of it 0 of 480, taken as 0.094 %; evidence 995 nats

      Factors considered, the nearest first (leads, none of them a cause)
        1. internal error (message)
          the failures' own message; the logs have it at no other time
      """)
  }

  @Test func aHoleWithoutAnIncident() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ............................................................
      checkout  GET /cart  ............................................................
      hole                 ..............................########......................
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      No incident was found.

      Looked at 2 files, 1248 lines, from 2025-05-06 10:00 to 11:59 UTC; operations: `GET /cart`, \
      `POST /pay`.
      """)
    expectText(
      log.inputs,
      """
      file            format      service   source    zone  from (UTC)           to        gaps  \
      records  unread  warnings
      checkout.log    json-lines  checkout  checkout  UTC   2025-05-06 11:16:01  11:59:55     0    \
        528       0         0
      checkout.log.1  json-lines  checkout  checkout  UTC   2025-05-06 10:00:03  10:59:57     0    \
        720       0         0
      """)
  }
}
