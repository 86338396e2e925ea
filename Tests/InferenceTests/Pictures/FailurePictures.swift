import DrawnLogs
import Testing

/// Requests that fail, and what is said of them.
@Suite struct FailurePictures {
  @Test func oneOperationFails() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay   ....................xxxxxxxxxx........................................
      checkout  GET /cart   ......................................................................
      """)
    expectText(
      log.rows,
      """
      - _10:19_ - Last `POST /pay` that succeeded (10:19:58).
      - _10:20_ - `POST /pay` began to fail: it answered 500 "internal error"; failures began \
      after 10:19:58.
      - _10:29_ - Last `POST /pay` that failed (10:29:57); 200 of 200 attempts failed from the \
      first failure to the last.
      - _10:30_ - `POST /pay` succeeded again; failures ended after 10:29:57.
      - _11:00_ - Recovery confirmed: `POST /pay` held for 30 min with 602 successes; resolved as \
      of 10:30.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what ended the failures; it happened between 10:29:57 and 10:30:01]_
      """)
    expectText(
      log.list,
      """
      id                state     start (UTC)          end       failures  title
      2025-05-06-pay-1  resolved  2025-05-06 10:20:02  10:30:01       200  POST /pay failed, \
      2025-05-06 10:20 to 10:30 UTC
      """)
    expectText(
      log.explanation,
      """
      How the times of 2025-05-06-pay-1 were reached (all times UTC)

      start    between 2025-05-06T10:19:58.070Z and 2025-05-06T10:20:02.679Z
               most likely 2025-05-06T10:20:00.374Z; with 90 % within 2025-05-06T10:19:58.070Z to \
      2025-05-06T10:20:02.679Z
               the two events around it, and nothing between them: each moment is as likely; \
      confidence high
      end      between 2025-05-06T10:29:57.674Z and 2025-05-06T10:30:01.809Z
               most likely 2025-05-06T10:29:59.741Z; with 90 % within 2025-05-06T10:29:57.674Z to \
      2025-05-06T10:30:01.809Z
               the two events around it, and nothing between them: each moment is as likely; \
      confidence high
      resolved 2025-05-06T10:30:01.809Z
      detected no alert, on-call, chat or note was given

      The signal believed
        POST /pay of checkout: 500 internal error
          2025-05-06T10:20:02.679Z to 2025-05-06T10:29:57.673Z, judged event by event
          200 of 200 failed (100 %); outside of it 0 of 1200, taken as 0.04 %; evidence 1557 nats

      Factors considered, the nearest first (leads, none of them a cause)
        1. internal error (message)
          the failures' own message; the logs have it at no other time
      """)
  }
}
