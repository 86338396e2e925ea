import DrawnLogs
import Testing

/// Logs that hold little, and failures that hold most of one.
@Suite struct SparsePictures {
  @Test func oneCallFails() throws {
    let log = try DrawnLog(
      """
      volumes  POST /volumes  ........................y...................
      volumes  GET /volumes   ............................................
      """, perStep: 2)
    expectText(
      log.rows,
      """
      No incident was found.

      Looked at 1 file, 175 lines, from 2025-05-06 10:00 to 10:43 UTC; operations: `GET /volumes`, \
      `POST /volumes`.

      Closest candidate: `POST /volumes` failed, 2025-05-06 10:24 UTC: 1 of 1 attempt failed (1 \
      failure where 3 are asked for) (`volumes.log:98`).
      """)
  }

  @Test func theLogEndsAtTheFailure() throws {
    let log = try DrawnLog(
      """
      volumes  POST /volumes  .............y
      volumes  GET /volumes   ............._
      """, perStep: 2)
    expectText(
      log.rows,
      """
      No incident was found.

      Looked at 1 file, 53 lines, from 2025-05-06 10:00 to 10:13 UTC; operations: `GET /volumes`, \
      `POST /volumes`.

      Closest candidate: `POST /volumes` failed, 2025-05-06 10:13 UTC: 1 of 1 attempt failed (1 \
      failure where 3 are asked for; the log ends there) (`volumes.log:53`).
      """)
  }

  @Test func oneErrorLine() throws {
    let log = try DrawnLog(
      """
      volumes  POST /volumes             ............................................
      worker   "statistics updated # #"  llllllllllllllllllllllllllllllllllllllllllll
      worker   "upload # failed"         ____________________e_______________________
      """, perStep: 1)
    expectText(
      log.rows,
      """
      No incident was found.

      Looked at 2 files, 89 lines, from 2025-05-06 10:00 to 10:43 UTC; operations: `POST /volumes`.

      Closest candidate: Lines like "upload \\# failed" were logged, 2025-05-06 10:20 UTC (1 error \
      line at one time, none before or after, and no call is known to have failed) \
      (`worker.log:21`).
      """)
  }

  @Test func anOperationThatNeverSucceeds() throws {
    let log = try DrawnLog(
      """
      volumes  POST /attach   y___y___y___y____y___y____
      volumes  GET /volumes   ..........................
      """, perStep: 2)
    expectText(
      log.rows,
      """
      No incident was found.

      Looked at 1 file, 58 lines, from 2025-05-06 10:00 to 10:25 UTC; operations: `GET /volumes`, \
      `POST /attach`.

      Closest candidate: `POST /attach` failed, 2025-05-06 from 10:00 UTC, not over at 10:21: 6 of \
      6 attempts failed (all 6 calls failed from the first on, so nothing shows a change) \
      (`volumes.log:3`).
      """)
  }

  @Test func failuresHereAndThereAreNoMishap() throws {
    let log = try DrawnLog(
      """
      volumes  POST /volumes  ......y...................y.................
      volumes  GET /volumes   ............................................
      """, perStep: 2)
    expectText(
      log.rows,
      """
      No incident was found.

      Looked at 1 file, 174 lines, from 2025-05-06 10:00 to 10:43 UTC; operations: `GET /volumes`, \
      `POST /volumes`.
      """)
  }

  @Test func aProcessThatCrashes() throws {
    let log = try DrawnLog(
      """
      store   "saved # keys"                     lllllllllllllllll_______
      store   "crashed by signal # at address #" _________________e______
      volumes  GET /volumes                      ........................
      """, perStep: 1)
    expectText(
      log.rows,
      """
      - _10:17_ - Lines like "crashed by signal 10 at address \\#" were logged, and none before.
      - _10:17_ - The last of lines like "crashed by signal 10 at address \\#" was logged at \
      10:17:10; no recovery is in the evidence; 1 line so far.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: when the error lines ended]_
      """)
  }

  @Test func aPageThatBrokeAndStayedSo() throws {
    let log = try DrawnLog(
      """
      site  GET /old-shop  ..........xxxxxxx____xxxxxxxxxxxxxxxxx_____xxxxxxxxxxxxxxxxxx____xxxx
      site  GET /          .....................................................................
      """, step: 60, perStep: 3)
    expectText(
      log.list,
      """
      id                        state    start (UTC)          end  failures  title
      2025-05-06-old-shop-2010  ongoing  2025-05-06 20:17:47  -         138  GET /old-shop failed, \
      2025-05-06 from 20:17 UTC, not over at 2025-05-09 06:47
      """)
  }

  @Test func requestsThatFellWhileOthersWentOn() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ............::::............
      checkout  GET /cart  ............................
      """, step: 10, perStep: 60)
    expectText(
      log.rows,
      """
      - _12:00_ - `POST /pay` requests fell to about 1.5/min (normally about 6/min).
      - _12:40_ - `POST /pay` requests returned to normal. An estimated 152 to 208 never arrived.
      - _13:10_ - Recovery confirmed: requests normal for 30 min (181 requests). Resolved at 12:40.

      _[not in the evidence: when it was noticed, and by whom (no alerts, on-call log, chat or \
      notes given)]_
      _[not in the evidence: who was paged]_
      _[not in the evidence: who began to work on it, and when]_
      _[not in the evidence: what fixed it (between 12:39:30 and 12:40:02)]_
      """)
  }

  @Test func aFallOfEverythingIsContext() throws {
    let log = try DrawnLog(
      """
      checkout  POST /pay  ............::::............
      checkout  GET /cart  ............::::............
      """, step: 10, perStep: 60)
    expectText(
      log.list,
      """
      No incident was found.
      """)
  }
}
