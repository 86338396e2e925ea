import DrawnLogs
import Testing

/// Several operations and services.
@Suite struct ServicePictures {
  @Test func twoServicesInAChain() throws {
    let log = try DrawnLog(
      """
      front>shop  POST /order  ..............................xxxxxxxxxx....................
      front  GET /menu         ............................................................
      shop  POST /bake         ..............................xxxxxxxxxx....................
      shop  GET /stock         ............................................................
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      - _10:59_ - Last `POST /order` that succeeded (10:59:58).
      - _11:00_ - `POST /order` began to fail: it answered 500 "call to shop failed"; failures \
      began after 10:59:58. Also failing: `POST /bake`.
      - _11:19_ - Last `POST /order` that failed (11:19:52); 120 of 120 attempts failed from the \
      first failure to the last.
      - _11:20_ - `POST /order` succeeded again; failures ended after 11:19:52.
      - _11:50_ - Recovery confirmed: `POST /order` held for 30 min with 182 successes; resolved \
      as of 11:20.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what ended the failures; it happened between 11:19:52 and 11:20:05]_
      """)
    expectText(
      log.list,
      """
      id                  state     start (UTC)          end       failures  title
      2025-05-06-order-1  resolved  2025-05-06 11:00:07  11:20:05       120  POST /order failed, \
      2025-05-06 11:00 to 11:20 UTC
      """)
    expectText(
      log.explanation,
      """
      How the times of 2025-05-06-order-1 were reached (all times UTC)

      start    between 2025-05-06T10:59:58.226Z and 2025-05-06T11:00:07.166Z
               most likely 2025-05-06T11:00:02.696Z; with 90 % within 2025-05-06T10:59:58.226Z to \
      2025-05-06T11:00:07.166Z
               the two events around it, and nothing between them: each moment is as likely; \
      confidence high
      end      between 2025-05-06T11:19:52.652Z and 2025-05-06T11:20:05.236Z
               most likely 2025-05-06T11:19:58.944Z; with 90 % within 2025-05-06T11:19:52.652Z to \
      2025-05-06T11:20:05.236Z
               the two events around it, and nothing between them: each moment is as likely; \
      confidence high
      resolved 2025-05-06T11:20:05.236Z
      detected no alert, on-call, chat or note was given

      The signal believed
        POST /order of front: 500 call to shop failed
          2025-05-06T11:00:07.166Z to 2025-05-06T11:19:52.652Z, judged event by event
          120 of 120 failed (100 %); outside of it 0 of 600, taken as 0.077 %; evidence 853 nats

      Considered and not believed
        POST /bake of shop: 500 internal error
          2025-05-06T11:00:07.145Z to 2025-05-06T11:19:52.632Z, judged event by event
          120 of 120 failed (100 %); outside of it 0 of 600, taken as 0.077 %; evidence 853 nats
          not believed: says the same as the one believed, which comes first by name or time

      Which service failed first (each with the 90 % interval of its onset)
        1. shop (tie): 2025-05-06T10:59:58.206Z to 2025-05-06T11:00:07.146Z, 120 of 120 failed
        1. front (tie): 2025-05-06T10:59:58.226Z to 2025-05-06T11:00:07.166Z, 120 of 120 failed; \
      via shop

      Factors considered, the nearest first (leads, none of them a cause)
        1. shop (dependency)
          120 of 120 failures of POST /order in front name shop; 120 of 120 of its own calls \
      failed as well
        2. call to shop failed (message)
          the failures' own message; the logs have it at no other time
      """)
  }

  @Test func operationsOfDifferentShares() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay   ..............................4444444444....................
      checkout  POST /book  ..............................xxxxxxxxxx....................
      checkout  GET /cart   ............................................................
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      - _10:59_ - Last `POST /book` that succeeded (10:59:51).
      - _11:00_ - `POST /book` began to fail: it answered 500 "internal error"; failures began \
      after 10:59:51. Also failing: `POST /pay`.
      - _11:19_ - Last `POST /book` that failed (11:19:58); 160 of 239 attempts failed from the \
      first failure to the last.
      - _11:20_ - `POST /book` succeeded again; failures ended after 11:19:58.
      - _11:50_ - Recovery confirmed: `POST /book` held for 30 min with 182 successes; resolved as \
      of 11:20.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what ended the failures; it happened between 11:19:58 and 11:20:07]_
      """)
    expectText(
      log.list,
      """
      id                 state     start (UTC)          end       failures  title
      2025-05-06-book-1  resolved  2025-05-06 11:00:07  11:20:07       160  POST /book failed, \
      2025-05-06 11:00 to 11:20 UTC
      """)
  }

  @Test func operationsThatFailOneAfterTheOther() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay   ..............................xxxxxxxx......................
      checkout  POST /book  .............................xxxxxxx........................
      checkout  GET /cart   ...............................xxxxxxxxxx...................
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      - _10:59_ - Last `POST /pay` that succeeded (10:59:57).
      - _11:00_ - `POST /pay` began to fail: it answered 500 "internal error"; failures began \
      after 10:59:57. Also failing: `GET /cart`, `POST /book`.
      - _11:15_ - Last `POST /pay` that failed (11:15:53); 251 of 285 attempts failed from the \
      first failure to the last.
      - _11:16_ - `POST /pay` succeeded again; failures ended after 11:15:53.
      - _11:46_ - Recovery confirmed: `POST /pay` held for 30 min with 181 successes; resolved as \
      of 11:16.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what ended the failures; it happened between 11:15:53 and 11:16:01]_
      """)
    expectText(
      log.list,
      """
      id                state     start (UTC)          end       failures  title
      2025-05-06-pay-1  resolved  2025-05-06 11:00:08  11:16:01       251  POST /pay failed, \
      2025-05-06 11:00 to 11:16 UTC
      """)
  }

  @Test func aSmallFailureAndALongSlowness() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ..........ssssssssssssssssssssssssssssss....................
      mail  POST /send     ..................................................x.........
      """, step: 2, perStep: 12)
    expectText(
      log.rows,
      """
      - _11:39_ - Last `POST /send` that succeeded (11:39:54).
      - _11:40_ - `POST /send` began to fail: it answered 500 "internal error"; failures began \
      after 11:39:54.
      - _11:41_ - Last `POST /send` that failed (11:41:54); 12 of 12 attempts failed from the \
      first failure to the last.
      - _11:42_ - `POST /send` succeeded again; failures ended after 11:41:54. Held 17 of 30 min; \
      the logs end 11:59.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what ended the failures; it happened between 11:41:54 and 11:42:04]_
      """)
    expectText(
      log.list,
      """
      id                 state      start (UTC)          end       failures  title
      2025-05-06-pay-1   resolved   2025-05-06 10:20:06  11:20:02         0  POST /pay was slow, \
      2025-05-06 10:20 to 11:20 UTC
      2025-05-06-send-1  recovered  2025-05-06 11:40:01  11:42:04        12  POST /send failed, \
      2025-05-06 11:40 to 11:42 UTC
      """)
  }

  @Test func twoOutagesHoursApart() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ..........xx.................................xxxxx..........
      checkout  GET /cart  ............................................................
      """, step: 5, perStep: 12)
    expectText(
      log.rows,
      """
      - _13:44_ - Last `POST /pay` that succeeded (13:44:41).
      - _13:45_ - `POST /pay` began to fail: it answered 500 "internal error"; failures began \
      after 13:44:41.
      - _14:09_ - Last `POST /pay` that failed (14:09:40); 60 of 60 attempts failed from the first \
      failure to the last.
      - _14:10_ - `POST /pay` succeeded again; failures ended after 14:09:40.
      - _14:40_ - Recovery confirmed: `POST /pay` held for 30 min with 73 successes; resolved as \
      of 14:10.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what ended the failures; it happened between 14:09:40 and 14:10:15]_
      """)
    expectText(
      log.list,
      """
      id                state     start (UTC)          end       failures  title
      2025-05-06-pay-1  resolved  2025-05-06 10:50:16  11:00:04        24  POST /pay failed, \
      2025-05-06 10:50 to 11:00 UTC
      2025-05-06-pay-2  resolved  2025-05-06 13:45:04  14:10:15        60  POST /pay failed, \
      2025-05-06 13:45 to 14:10 UTC
      """)
  }
}
