import DrawnLogs
import Testing

/// What goes wrong without a failed request.
@Suite struct SymptomPictures {
  @Test func rejectedRequests() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ..............................rrrrrrrrrr....................
      checkout  GET /cart  ............................................................
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      - _10:59_ - Last `POST /pay` that succeeded (10:59:57).
      - _11:00_ - `POST /pay` began to fail: it answered 403; failures began after 10:59:57.
      - _11:19_ - Last `POST /pay` that failed (11:19:58); 120 of 120 attempts failed from the \
      first failure to the last.
      - _11:20_ - `POST /pay` succeeded again; failures ended after 11:19:58.
      - _11:50_ - Recovery confirmed: `POST /pay` held for 30 min with 181 successes; resolved as \
      of 11:20.

      _1 more row is in the full report (`--format json`)._

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what ended the failures; it happened between 11:19:58 and 11:20:02]_
      """)
    expectText(
      log.list,
      """
      id                state     start (UTC)          end       failures  title
      2025-05-06-pay-1  resolved  2025-05-06 11:00:08  11:20:02       120  POST /pay failed, \
      2025-05-06 11:00 to 11:20 UTC
      """)
  }

  @Test func slowRequests() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ..............................ssssssssss....................
      checkout  GET /cart  ............................................................
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      - _11:00_ - `POST /pay` became slow: half of the calls took 410 ms or more (usually 51 ms), \
      100 % of them 61 ms or more (usually 0.1 %); it began after 10:59:57.
      - _11:20_ - `POST /pay` was as fast as usual again, after 120 slow calls of 120; it ended \
      after 11:19:58.
      - _11:50_ - Recovery confirmed: 30 min with 181 calls as fast as usual; resolved as of 11:20.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what ended the slow calls; it happened between 11:19:58 and 11:20:02]_
      """)
    expectText(
      log.list,
      """
      id                state     start (UTC)          end       failures  title
      2025-05-06-pay-1  resolved  2025-05-06 11:00:08  11:20:02         0  POST /pay was slow, \
      2025-05-06 11:00 to 11:20 UTC
      """)
    expectText(
      log.explanation,
      """
      How the times of 2025-05-06-pay-1 were reached (all times UTC)

      start    between 2025-05-06T10:59:57.593Z and 2025-05-06T11:00:08.241Z
               most likely 2025-05-06T11:00:02.707Z; with 90 % within 2025-05-06T10:59:57.539Z to \
      2025-05-06T11:00:07.876Z
               the two events around it, and nothing between them: each moment is as likely; \
      confidence high
      end      between 2025-05-06T11:19:58.548Z and 2025-05-06T11:20:02.142Z
               most likely 2025-05-06T11:20:00.129Z; with 90 % within 2025-05-06T11:19:58.168Z to \
      2025-05-06T11:20:02.089Z
               the two events around it, and nothing between them: each moment is as likely; \
      confidence high
      resolved 2025-05-06T11:20:02.142Z
      detected no alert, on-call, chat or note was given

      The signal believed
        POST /pay of checkout: all failures together
          2025-05-06T11:00:07.876Z to 2025-05-06T11:19:58.168Z, judged event by event
          120 of 120 failed (100 %); outside of it 0 of 600, taken as 0.077 %; evidence 853 nats
      """)
  }

  @Test func requestsThatStop() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ..............................__________....................
      checkout  GET /cart  ............................................................
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      - _10:59_ - Last `POST /pay` before the silence (10:59:57).
      - _11:00_ - No `POST /pay` came any more (usually about 6 a minute), while other requests \
      went on; none came after 10:59:57.
      - _11:20_ - `POST /pay` came again; 96 to 147 are missing by the usual rate.
      - _11:50_ - Recovery confirmed: 30 min with 182 requests; resolved as of 11:20.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what ended the silence; it happened between 11:20:06 and 11:20:08]_
      """)
    expectText(
      log.list,
      """
      id                state     start (UTC)          end       failures  title
      2025-05-06-pay-1  resolved  2025-05-06 11:00:37  11:20:08         0  No POST /pay came, \
      2025-05-06 11:00 to 11:20 UTC
      """)
    expectText(
      log.explanation,
      """
      How the times of 2025-05-06-pay-1 were reached (all times UTC)

      start    between 2025-05-06T10:59:57.593Z and 2025-05-06T11:00:37.983Z
               most likely 2025-05-06T11:00:04.506Z; with 90 % within 2025-05-06T10:59:57.593Z to \
      2025-05-06T11:00:37.983Z
               the two events around it, and nothing between them: each moment is as likely; \
      confidence high
      end      between 2025-05-06T11:20:06.388Z and 2025-05-06T11:20:08.241Z
               most likely 2025-05-06T11:20:01.327Z; with 90 % within 2025-05-06T11:19:38.505Z to \
      2025-05-06T11:20:08.241Z
               the two events around it, and nothing between them: each moment is as likely; \
      confidence high
      resolved 2025-05-06T11:20:08.241Z
      detected no alert, on-call, chat or note was given

      The signal believed
        POST /pay of checkout: all failures together
          2025-05-06T10:59:57.592Z to 2025-05-06T11:20:08.240Z, judged event by event
          118 of 118 failed (100 %); outside of it 0 of 600, taken as 0 %; evidence 83 nats
      """)
  }

  @Test func fewerRequests() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  .........................::::::::::::::::::::...............
      checkout  GET /cart  ............................................................
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      No incident was found.

      Looked at 1 file, 1260 lines, from 2025-05-06 10:00 to 11:59 UTC; operations: `GET /cart`, \
      `POST /pay`.

      Nearest to one: POST requests became fewer, 2025-05-06 10:49 to 11:29 UTC (requests stayed \
      out, and no failure is in the logs) (`checkout.log:604`).
      """)
    expectText(
      log.list,
      """
      No incident was found.
      """)
  }

  @Test func errorLines() throws {
    let log = try DrawnLog(
      """
      worker  "Cannot reach queue #"  ______________________________eeeee_________________________
      worker  "Job # was done"        llllllllllllllllllllllllllllllllllllllllllllllllllllllllllll
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      - _11:00_ - Lines like "Cannot reach queue \\#" rose from 0 to 6.1 a minute.
      - _11:10_ - Lines like "Cannot reach queue \\#" fell back to 0 a minute, after 60 lines; the \
      fall began after 11:09:57.
      - _11:40_ - Recovery confirmed: 30 min with 186 other lines and no such burst; resolved as \
      of 11:10.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what ended the error lines; it happened between 11:09:57 and 11:10:03]_
      """)
    expectText(
      log.list,
      """
      id                               state     start (UTC)          end       failures  title
      2025-05-06-cannot-reach-queue-1  resolved  2025-05-06 11:00:08  11:10:03        60  Lines \
      like "Cannot reach queue #" rose, 2025-05-06 11:00 to 11:10 UTC
      """)
    expectText(
      log.explanation,
      """
      How the times of 2025-05-06-cannot-reach-queue-1 were reached (all times UTC)

      start    between 2025-05-06T11:00:08.020Z and 2025-05-06T11:00:08.392Z
               most likely 2025-05-06T11:00:08.206Z; with 90 % within 2025-05-06T11:00:08.020Z to \
      2025-05-06T11:00:08.392Z
               failures among successes: where the share most likely changed, by the model; \
      confidence high
      end      between 2025-05-06T11:09:57.678Z and 2025-05-06T11:10:03.222Z
               most likely 2025-05-06T11:10:00.449Z; with 90 % within 2025-05-06T11:09:57.678Z to \
      2025-05-06T11:10:03.222Z
               failures among successes: where the share most likely changed, by the model; \
      confidence high
      resolved 2025-05-06T11:10:03.222Z
      detected no alert, on-call, chat or note was given

      The signal believed
         of worker: Cannot reach queue #
          2025-05-06T11:00:08.392Z to 2025-05-06T11:09:57.678Z, judged in cells of 60 s
          60 of 60 failed (100 %); outside of it 0 of 0, taken as 0 %; evidence 185 nats
      """)
  }

  @Test func linesThatStop() throws {
    let log = try DrawnLog(
      """
      stove  "Flame is steady at # bar"  llllllllllllllllllllllllllllll__________llllllllllllllllllll
      stove  "Pan # was stirred"         llllllllllllllllllllllllllllllllllllllllllllllllllllllllllll
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      - _11:01_ - Lines like "Flame is steady at \\# bar" of `stove` stopped (usually about 6 a \
      minute) while its other lines went on; the last of them came at 10:59:57.
      - _11:20_ - Lines like "Flame is steady at \\# bar" came again.
      - _11:50_ - Recovery confirmed: 30 min with 181 such lines; resolved as of 11:20.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what ended the silence; it happened between 11:19:56 and 11:20:01]_
      """)
    expectText(
      log.list,
      """
      id                                   state     start (UTC)          end       failures  title
      2025-05-06-flame-is-steady-at-bar-1  resolved  2025-05-06 11:01:58  11:20:01         0  \
      Lines like "Flame is steady at # bar" stopped, 2025-05-06 11:01 to 11:20 UTC
      """)
    expectText(
      log.explanation,
      """
      How the times of 2025-05-06-flame-is-steady-at-bar-1 were reached (all times UTC)

      start    between 2025-05-06T10:59:57.540Z and 2025-05-06T11:01:58.910Z
               most likely 2025-05-06T11:00:16.874Z; with 90 % within 2025-05-06T10:59:57.540Z to \
      2025-05-06T11:01:58.910Z
               the two events around it, and nothing between them: each moment is as likely; \
      confidence high
      end      between 2025-05-06T11:19:56.831Z and 2025-05-06T11:20:01.675Z
               most likely 2025-05-06T11:19:56.831Z; with 90 % within 2025-05-06T11:19:56.831Z to \
      2025-05-06T11:20:01.675Z
               the two events around it, and nothing between them: each moment is as likely; \
      confidence high
      resolved 2025-05-06T11:20:01.675Z
      detected no alert, on-call, chat or note was given
      """)
  }

  @Test func answersThatChange() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ..............................cccccccccc....................
      checkout  GET /cart  ............................................................
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      - _11:00_ - `POST /pay` answered as if all was well, but with a new member `stale` in 120 of \
      120 answers; this began after 10:59:57.
      - _11:20_ - `POST /pay` answered without `stale` again.
      - _11:50_ - Recovery confirmed: 30 min with 181 usual answers; resolved as of 11:20.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what ended the changed answers; it happened between 11:19:58 and \
      11:20:02]_
      """)
    expectText(
      log.list,
      """
      id                state     start (UTC)          end       failures  title
      2025-05-06-pay-1  resolved  2025-05-06 11:00:08  11:20:02         0  POST /pay answered with \
      a new member stale, 2025-05-06 11:00 to 11:20 UTC
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
      end      between 2025-05-06T11:19:58.548Z and 2025-05-06T11:20:02.142Z
               most likely 2025-05-06T11:20:00.344Z; with 90 % within 2025-05-06T11:19:58.548Z to \
      2025-05-06T11:20:02.142Z
               the two events around it, and nothing between them: each moment is as likely; \
      confidence high
      resolved 2025-05-06T11:20:02.142Z
      detected no alert, on-call, chat or note was given

      The signal believed
        POST /pay of checkout: a new member stale
          2025-05-06T11:00:08.240Z to 2025-05-06T11:19:58.548Z, judged event by event
          120 of 120 failed (100 %); outside of it 0 of 600, taken as 0.077 %; evidence 853 nats

      Factors considered, the nearest first (leads, none of them a cause)
        1. a new member stale (message)
          the failures' own message; the logs have it at no other time
      """)
  }

  @Test func aValueInAnswersThatStandsStill() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ..............................kkkkkkkkkk....................
      checkout  GET /cart  ............................................................
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      - _11:00_ - The value of `price` in answers of `POST /pay` was always the same, though every \
      call was answered as if all was well; this began after 10:59:57.
      - _11:47_ - The value of `price` in answers of `POST /pay` was as usual again. Held 12 of 30 \
      min; the logs end 11:59.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what ended the changed answers; it happened between 11:46:56 and \
      11:47:07]_
      """)
    expectText(
      log.list,
      """
      id                state      start (UTC)          end       failures  title
      2025-05-06-pay-1  recovered  2025-05-06 11:00:08  11:47:07         0  The value of price in \
      answers of POST /pay was always the same, 2025-05-06 11:00 to 11:47 UTC
      """)
  }

  @Test func aNumberInLinesThatStandsStill() throws {
    let log = try DrawnLog(
      """
      stove  "Flame is steady at # bar"  llllllllllllllllllllllllllllllkkkkkkkkkkllllllllllllllllllll
      stove  "Pan # was stirred"         llllllllllllllllllllllllllllllllllllllllllllllllllllllllllll
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      - _11:00_ - The number in lines like "Flame is steady at \\# bar" stood still while its \
      lines went on.
      - _11:20_ - The number in lines like "Flame is steady at \\# bar" moved again.
      - _11:50_ - Recovery confirmed: 30 min with 181 such lines; resolved as of 11:20.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what ended the stall; it happened between 11:19:56 and 11:20:05]_
      """)
    expectText(
      log.list,
      """
      id                                   state     start (UTC)          end       failures  title
      2025-05-06-flame-is-steady-at-bar-1  resolved  2025-05-06 11:00:17  11:20:05         0  The \
      number in lines like "Flame is steady at # bar" stood still, 2025-05-06 11:00 to 11:20 UTC
      """)
  }

  @Test func moreRequestsAreNoIncident() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ..............................^^^^^^^^^^....................
      checkout  GET /cart  ............................................................
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      No incident was found.

      Looked at 1 file, 1920 lines, from 2025-05-06 10:00 to 11:59 UTC; operations: `GET /cart`, \
      `POST /pay`.
      """)
  }

  @Test func aCalmDayIsNoIncident() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ............................................................
      checkout  GET /cart  ............................................................
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      No incident was found.

      Looked at 1 file, 1440 lines, from 2025-05-06 10:00 to 11:59 UTC; operations: `GET /cart`, \
      `POST /pay`.
      """)
    expectText(
      log.list,
      """
      No incident was found.
      """)
    expectText(
      log.explanation,
      """
      No incident was found, so there is no time to explain.
      """)
  }

  @Test func aSilenceOfEverythingIsNoIncident() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ..............................__________....................
      checkout  GET /cart  ..............................__________....................
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      No incident was found.

      Looked at 1 file, 1200 lines, from 2025-05-06 10:00 to 11:59 UTC; operations: `GET /cart`, \
      `POST /pay`.

      Nearest to one: requests stopped, 2025-05-06 11:00 to 11:20 UTC (requests stayed out, and no \
      failure is in the logs) (`checkout.log:720`).
      """)
    expectText(
      log.inputs,
      """
      file          format      service   source    zone  from (UTC)           to        gaps  \
      records  unread  warnings
      checkout.log  json-lines  checkout  checkout  UTC   2025-05-06 10:00:03  11:59:55     1     \
      1200       0         1

      checkout.log: coverage-gap: no lines for up to 1208 s, far longer than usual
      checkout.log: gap from 2025-05-06 10:59:57 to 11:20:06 (no lines)
      """)
  }
}
