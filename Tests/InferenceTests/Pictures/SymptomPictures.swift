import DrawnLogs
import Testing

/// What goes wrong without a failed request.
@Suite struct SymptomPictures {
  @Test func rejectedRequests() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ............rrrrrrrrrr..................................
      checkout  GET /cart  ........................................................
      """)
    expectText(
      log.rows,
      """
      - _10:11_ - Last `POST /pay` that succeeded (10:11:56).
      - _10:12_ - `POST /pay` began to fail: it returned HTTP 403; failures began after 10:11:56.
      - _10:21_ - Last `POST /pay` that failed (10:21:56); 60 of 60 attempts failed from the first \
      failure to the last.
      - _10:22_ - `POST /pay` succeeded again; failures ended after 10:21:56.
      - _10:52_ - Recovery confirmed: `POST /pay` stayed healthy for 30 min (181 successes). \
      Resolved at 10:22.

      _1 more row is in the full report (`--format json`)._

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what fixed it (between 10:21:56 and 10:22:02)]_
      """)
    expectText(
      log.list,
      """
      id                   state     start (UTC)          end       failures  title
      2025-05-06-pay-1010  resolved  2025-05-06 10:12:05  10:22:02        60  POST /pay failed, \
      2025-05-06 10:12 to 10:22 UTC
      """)
  }

  @Test func slowRequests() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ............ssssssssss..................................
      checkout  GET /cart  ........................................................
      """)
    expectText(
      log.rows,
      """
      - _10:12_ - `POST /pay` became slow: median latency rose from 51 ms to 410 ms; every call \
      took at least 61 ms (normally 0.2 %); it began after 10:11:56.
      - _10:22_ - Latency of `POST /pay` returned to normal, after 60 slow calls of 60; it ended \
      after 10:21:56.
      - _10:52_ - Recovery confirmed: latency normal for 30 min (181 calls). Resolved at 10:22.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what fixed it (between 10:21:56 and 10:22:02)]_
      """)
    expectText(
      log.list,
      """
      id                   state     start (UTC)          end       failures  title
      2025-05-06-pay-1010  resolved  2025-05-06 10:12:05  10:22:02         0  POST /pay was slow, \
      2025-05-06 10:12 to 10:22 UTC
      """)
  }

  @Test func requestsThatStop() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ............__________..................................
      checkout  GET /cart  ........................................................
      """)
    expectText(
      log.rows,
      """
      - _10:11_ - Last `POST /pay` before traffic stopped (10:11:56).
      - _10:12_ - `POST /pay` requests stopped after 10:11:56 (normally about 6/min); other \
      requests continued.
      - _10:22_ - `POST /pay` requests resumed. An estimated 43 to 79 never arrived.
      - _10:52_ - Recovery confirmed: requests normal for 30 min (182 requests). Resolved at 10:22.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what fixed it (between 10:21:54 and 10:22:05)]_
      """)
    expectText(
      log.list,
      """
      id                   state     start (UTC)          end       failures  title
      2025-05-06-pay-1010  resolved  2025-05-06 10:12:31  10:22:05         0  POST /pay requests \
      stopped, 2025-05-06 10:12 to 10:22 UTC
      """)
  }

  @Test func fewerRequestsAreANearMiss() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ............::::::::::::::::::::........................
      checkout  GET /cart  ........................................................
      """)
    expectText(
      log.list,
      """
      No incident was found.
      """)
    #expect(log.rows.contains("No incident was found."))
    #expect(log.rows.contains("became fewer, 2025-05-06 10:1"))
  }

  @Test(
    "lines without a level that tell of a failure in words",
    arguments: [("oven 7 could not be lit", true), ("oven 7 is lit, 0 failed", false)])
  func toldInWords(said: String, isTold: Bool) throws {
    let lines = (0..<720).map { index in
      let (minute, second) = (index / 12, index % 12 * 5)
      let clock = (minute < 10 ? "0" : "") + "\(minute):" + (second < 10 ? "0" : "") + "\(second)"
      return "2025-05-06 10:\(clock) " + (12..<18 ~= minute ? said : "oven \(second) is warm")
    }
    let rows = try DrawnLog(lines: [("worker.log", lines.joined(separator: "\n") + "\n")]).rows
    #expect(rows.contains("they have no level, and tell of a failure in words") == isTold)
  }

  @Test func errorLines() throws {
    let log = try DrawnLog(
      """
      worker  "Cannot reach queue #"  ____________eeeeee______________________________________
      worker  "Job # was done"        llllllllllllllllllllllllllllllllllllllllllllllllllllllll
      """)
    expectText(
      log.rows,
      """
      - _10:12_ - Lines like "Cannot reach queue \\#" rose from 0 to 6.2/min; the rise began after \
      10:11:52.
      - _10:18_ - Lines like "Cannot reach queue \\#" stopped (36 in total); the last was logged \
      at 10:17:56.
      - _10:48_ - Recovery confirmed: no further lines like "Cannot reach queue \\#" for 30 min \
      (181 other lines). Resolved at 10:18.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what fixed it (between 10:17:56 and 10:18:20)]_
      """)
    expectText(
      log.list,
      """
      id                                  state     start (UTC)          end       failures  title
      2025-05-06-cannot-reach-queue-1010  resolved  2025-05-06 10:12:05  10:18:20        36  Lines \
      like "Cannot reach queue #" rose, 2025-05-06 10:12 to 10:18 UTC
      """)
  }

  @Test func aBurstEndsWhenItsLinesEnd() throws {
    let log = try DrawnLog(
      """
      worker  "Cannot reach queue #"  ____________e___________________________________________
      worker  "Job # was done"        _________,__________,__________,__________,__________,__
      """, perStep: 30)
    expectText(
      log.list,
      """
      id                                  state     start (UTC)          end       failures  title
      2025-05-06-cannot-reach-queue-1010  resolved  2025-05-06 10:12:01  10:13:05        30  Lines \
      like "Cannot reach queue #" rose, 2025-05-06 10:12 to 10:13 UTC
      """)
    #expect(log.rows.contains("_10:13_ - Lines like"))
  }

  @Test func linesThatStop() throws {
    let log = try DrawnLog(
      """
      stove  "Flame is steady at # bar"  llllllllllll__________llllllllllllllllllllllllllllllllll
      stove  "Pan # was stirred"         llllllllllllllllllllllllllllllllllllllllllllllllllllllll
      """)
    expectText(
      log.rows,
      """
      - _10:12_ - `stove` stopped logging "Flame is steady at \\# bar" (normally about 6.1/min) \
      but other messages continued. Last seen 10:11:54.
      - _10:22_ - "Flame is steady at \\# bar" messages resumed.
      - _10:52_ - Recovery confirmed: messages normal for 30 min (181 messages). Resolved at 10:22.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what fixed it (between 10:21:58 and 10:22:02)]_
      """)
    expectText(
      log.list,
      """
      id                                      state     start (UTC)          end       failures  \
      title
      2025-05-06-flame-is-steady-at-bar-1010  resolved  2025-05-06 10:12:55  10:22:02         0  \
      Lines like "Flame is steady at # bar" stopped, 2025-05-06 10:12 to 10:22 UTC
      """)
    expectText(
      log.explanation,
      """
      How the times of 2025-05-06-flame-is-steady-at-bar-1010 were reached (all times UTC)

      start    between 2025-05-06T10:11:54.019Z and 2025-05-06T10:12:55.750Z
               most likely 2025-05-06T10:12:02.856Z; with 90 % within 2025-05-06T10:11:54.019Z to \
      2025-05-06T10:12:55.750Z
               the two events around it, and nothing between them: each moment is as likely; \
      confidence high
      end      between 2025-05-06T10:21:58.115Z and 2025-05-06T10:22:02.392Z
               most likely 2025-05-06T10:21:58.115Z; with 90 % within 2025-05-06T10:21:58.115Z to \
      2025-05-06T10:22:02.392Z
               the two events around it, and nothing between them: each moment is as likely; \
      confidence high
      resolved 2025-05-06T10:22:02.392Z
      detected no alert, on-call, chat or note was given

      The signal believed
        lines like "Flame is steady at # bar" of stove: none came
          2025-05-06T10:11:54.019Z to 2025-05-06T10:22:02.392Z, judged event by event
          none came; at other times 276 lines; log likelihood ratio 23 nats
      """)
  }

  @Test func answersThatChange() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ............cccccccccc..................................
      checkout  GET /cart  ........................................................
      """)
    expectText(
      log.rows,
      """
      - _10:12_ - 60 of 60 successful responses of `POST /pay` contained a new field `stale`; this \
      began after 10:11:56.
      - _10:22_ - Responses of `POST /pay` no longer contained `stale`.
      - _10:52_ - Recovery confirmed: responses normal for 30 min (181 responses). Resolved at \
      10:22.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what fixed it (between 10:21:56 and 10:22:02)]_
      """)
    expectText(
      log.list,
      """
      id                   state     start (UTC)          end       failures  title
      2025-05-06-pay-1010  resolved  2025-05-06 10:12:05  10:22:02         0  POST /pay returned a \
      new field stale, 2025-05-06 10:12 to 10:22 UTC
      """)
  }

  @Test func aValueInAnswersThatStandsStill() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ............kkkkkkkkkk..................................
      checkout  GET /cart  ........................................................
      """)
    expectText(
      log.rows,
      """
      - _10:12_ - The value of `price` in responses of `POST /pay` stopped changing; no errors \
      were returned; this began after 10:11:56.
      - _10:22_ - The value of `price` in responses of `POST /pay` returned to normal.
      - _10:52_ - Recovery confirmed: responses normal for 30 min (177 responses). Resolved at \
      10:22.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what fixed it (between 10:21:56 and 10:22:02)]_
      """)
    expectText(
      log.list,
      """
      id                   state     start (UTC)          end       failures  title
      2025-05-06-pay-1010  resolved  2025-05-06 10:12:05  10:22:02         0  The value of price \
      in responses of POST /pay stopped changing, 2025-05-06 10:12 to 10:22 UTC
      """)
  }

  @Test func aValueThatComesOnceMoreIsNoLongerStill() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ............KKKKKKKKKK..................................
      checkout  GET /cart  ........................................................
      """)
    #expect(log.rows.contains("_10:22_ - The value of `price`"))
  }

  @Test func aNumberInLinesThatStandsStill() throws {
    let log = try DrawnLog(
      """
      stove  "Flame is steady at # bar"  llllllllllllkkkkkkkkkkllllllllllllllllllllllllllllllllll
      stove  "Pan # was stirred"         llllllllllllllllllllllllllllllllllllllllllllllllllllllll
      """)
    expectText(
      log.rows,
      """
      - _10:12_ - The number in lines like "Flame is steady at \\# bar" stopped changing; records \
      continued.
      - _10:22_ - The number in lines like "Flame is steady at \\# bar" changed again.
      - _10:52_ - Recovery confirmed: values normal for 30 min (182 messages). Resolved at 10:22.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what fixed it (between 10:21:55 and 10:22:04)]_
      """)
    expectText(
      log.list,
      """
      id                                      state     start (UTC)          end       failures  \
      title
      2025-05-06-flame-is-steady-at-bar-1010  resolved  2025-05-06 10:12:13  10:22:04         0  \
      The number in lines like "Flame is steady at # bar" stopped changing, 2025-05-06 10:12 to \
      10:22 UTC
      """)
  }

  @Test func moreRequestsAreNoIncident() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ............^^^^^^^^^^..................................
      checkout  GET /cart  ........................................................
      """)
    expectText(
      log.rows,
      """
      No incident was found.

      Looked at 1 file, 912 lines, from 2025-05-06 10:00 to 10:55 UTC; operations: `GET /cart`, \
      `POST /pay`.
      """)
  }

  @Test func aCalmDayIsNoIncident() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ........................................................
      checkout  GET /cart  ........................................................
      """)
    expectText(
      log.rows,
      """
      No incident was found.

      Looked at 1 file, 672 lines, from 2025-05-06 10:00 to 10:55 UTC; operations: `GET /cart`, \
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
      checkout  POST /pay  ............__________..................................
      checkout  GET /cart  ............__________..................................
      """)
    expectText(
      log.rows,
      """
      > **Gap in the logs.** No record of any service between 2025-05-06 10:11:58 and 10:22:05 UTC \
      (normally about 12/min): it is not knowable whether nothing happened or nothing was logged.

      No incident was found.

      Looked at 1 file, 552 lines, from 2025-05-06 10:00 to 10:55 UTC; operations: `GET /cart`, \
      `POST /pay`.
      """)
    expectText(
      log.inputs,
      """
      file          records  unread  from (UTC)           to
      checkout.log      552       0  2025-05-06 10:00:08  10:55:58

      json-lines, service checkout, source checkout, zone UTC: checkout.log

      checkout.log: coverage-gap: no lines for up to 10 min, far longer than usual
      checkout.log: gap from 2025-05-06 10:11:58 to 10:22:05 (no lines)
      """)
  }
}
