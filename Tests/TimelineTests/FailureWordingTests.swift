import Events
import Inference
import LogModel
import Testing
import Timeline

@Suite struct FailureWordingTests {
  @Test func anOutageIsToldFromTheLastSuccessToTheConfirmedRecovery() {
    #expect(
      story(orders()) == [
        "15:24 last_success: Last order that succeeded (15:24:55).",
        "15:25 first_failure: Orders began to fail: POST /api/order returned HTTP 500 "
          + "\"Failed to fulfill order at factory\"; failures began after 15:24:55.",
        "15:35 last_failure: Last order that failed (15:35:50); "
          + "12 of 12 attempts failed from the first failure to the last.",
        "15:36 recovered: Orders succeeded again; failures ended after 15:35:50.",
        "16:06 confirmed: Recovery confirmed: orders stayed healthy for 30 min "
          + "(36 successes). Resolved at 15:36.",
      ])
  }

  @Test func anOperationWithoutANameIsNamedByItsRoute() {
    let rows = story(orders(name: nil))
    #expect(rows.first == "15:24 last_success: Last POST /api/order that succeeded (15:24:55).")
    #expect(
      rows.dropFirst().first
        == "15:25 first_failure: POST /api/order began to fail: it returned HTTP 500 "
        + "\"Failed to fulfill order at factory\"; failures began after 15:24:55.")
  }

  @Test func theBracketIsLeftOutWhereThePrintedMinuteHoldsIt() {
    let rows = story(
      orders {
        $0.onset = boundary(line(1, "15:25:01"), line(2, "15:25:40"))
        $0.end = boundary(line(8, "15:36:02"), line(9, "15:36:30"))
      })
    #expect(!rows.contains { $0.contains("began after") || $0.contains("ended after") })
  }

  @Test func failuresThatWereOnAtTheFirstRecordHaveNoLastSuccess() {
    let rows = story(orders { $0.onset = boundary(nil, line(1, "15:25:05")) })
    #expect(
      rows.first == "15:25 first_failure: Orders were failing already at the first record: "
        + "POST /api/order returned HTTP 500 \"Failed to fulfill order at factory\".")
  }

  @Test func aPartialOutageIsToldByRates() {
    let rows = story(
      orders {
        $0.isPartial = true
        $0.ratioBefore = 0.02
        $0.ratioWithin = 0.355
      })
    let rose =
      "15:25 failures_rose: Failures of orders rose from about 2 % to 36 % of attempts: "
      + "POST /api/order returned HTTP 500 \"Failed to fulfill order at factory\"; "
      + "the rise began after 15:24:55."
    let fell =
      "15:36 failures_fell: Failures of orders fell back to their normal level "
      + "(about 2 % of attempts); the fall began after 15:35:50; "
      + "12 of 12 attempts failed meanwhile."
    #expect(rows.prefix(2) == [rose, fell])
  }

  @Test func aHoldThatTheLogsCutShortSaysHowFarItCame() {
    let rows = story(orders(state: .recovered)) {
      var reading = InputReading(path: "service.log.gz")
      reading.last = at("15:48:59")
      $0.inputs = [reading]
    }
    #expect(
      rows.last?.hasSuffix("Healthy for 12 of the required 30 min when the logs end (15:48).")
        == true)
    #expect(!rows.contains { $0.contains("confirmed") })
  }

  @Test(arguments: [
    (
      Incident.State.ongoing,
      "Orders were still failing at the last record (15:35:50); 12 of 12 attempts had failed."
    ),
    (
      .endUnknown,
      "The records of orders end while still failing; last failure (15:35:50); "
        + "when the failures ended is not in the evidence; 12 of 12 attempts had failed."
    ),
  ])
  func anIncidentWithoutAnEndSaysSo(_ state: Incident.State, _ text: String) {
    #expect(story(orders(state: state)).last == "15:35 last_failure: " + text)
  }

  @Test func aRelapseHasRowsForEachPhase() {
    let rows = story(
      orders {
        $0.phases = [
          Phase(
            lastGoodBefore: line(5123, "15:24:55"), firstBad: line(5130, "15:25:05"),
            lastBad: line(5180, "15:28:00"), firstGoodAfter: line(5190, "15:29:10"), failures: 4,
            attempts: 4),
          Phase(
            lastGoodBefore: line(5200, "15:30:00"), firstBad: line(5210, "15:31:20"),
            lastBad: line(5290, "15:35:50"), firstGoodAfter: line(5301, "15:36:41"),
            failures: 5, attempts: 6),
        ]
      })
    #expect(
      rows.filter { $0.contains("again") } == [
        "15:29 recovered: Orders succeeded again briefly; 4 of 4 attempts had failed.",
        "15:31 failure: Orders failed again: 5 of 6 attempts.",
        "15:36 recovered: Orders succeeded again; failures ended after 15:35:50.",
      ])
  }

  @Test func otherOperationsThatFailedAreNamed() {
    let rows = story(
      orders {
        for path in ["/a", "/b", "/c", "/d"] {
          $0.operations.append(
            OperationRef(service: "s", operation: "GET " + path, name: nil))
        }
      })
    #expect(
      rows.contains { $0.hasSuffix("Also failing: GET /a, GET /b, GET /c and 1 more.") })
  }

  @Test(arguments: [
    ("order", "Orders"), ("delivery", "Deliveries"), ("purchase", "Purchases"),
    ("address", "Addresses"), ("orders", "Orders"), ("play", "Plays"), ("v2", "V2 calls"),
  ])
  func namesAreSpokenOfInThePlural(_ name: String, _ plural: String) {
    #expect(story(orders(name: name)).contains { $0.contains("\(plural) began to fail") })
  }

  @Test func aLongMessageIsCut() {
    let rows = story(
      orders { $0.signatures[0].message = String(repeating: "x", count: 10_000) })
    #expect(rows.allSatisfy { $0.count < 400 })
    #expect(rows.contains { $0.contains("xxx…\"") })
  }
}
