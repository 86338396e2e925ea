import Events
import Inference
import LogModel
import Testing
import Timeline

@Suite struct TimelineBuilderTests {
  @Test func citationsAreNumberedInTheOrderOfTheTimeline() {
    let built = report([orders(events: [page("15:28:00", row: 1)])])
    #expect(
      built.citations.map(\.place) == [
        "service.log.gz:5123", "service.log.gz:5130", "oncall.jsonl:1", "service.log.gz:5290",
        "service.log.gz:5301", "service.log.gz:5800",
      ])
    let start = built.incidents.first?.impactStart.citations.map(\.name)
    #expect(start == ["c1", "c2"])
  }

  @Test func citationsGoOnThroughTheNextIncident() {
    let second = orders {
      $0.onset = boundary(line(9000, "19:00:00"), line(9001, "19:01:00"))
      $0.end = boundary(line(9010, "19:05:00"), line(9011, "19:06:00"))
      $0.lastFailure = line(9010, "19:05:00")
      $0.resolution = nil
    }
    let built = report([orders(), second])
    #expect(built.incidents.map(\.id) == ["2025-04-08-order-1520", "2025-04-08-order-1900"])
    #expect(built.incidents.last?.timeline.first?.citations.first.name == "c6")
    #expect(built.citation(CitationID(6))?.line == 9000)
    #expect(built.citation(CitationID(0)) == nil)
    #expect(built.citation(CitationID(99)) == nil)
  }

  @Test func excerptsStandWithTheirPlacesOnlyWhereKnown() {
    let known = line(5123, "15:24:55").source
    let built = report([orders()]) { $0.excerpts = [known: "POST /api/order 200"] }
    #expect(built.citations.first?.excerpt == "POST /api/order 200")
    #expect(built.citations.dropFirst().allSatisfy { $0.excerpt == nil })
  }

  @Test(arguments: [
    ("order", "POST /api/order", "order"), (nil, "POST /api/order", "order"),
    (nil, "GET /api/franchise/:id", "franchise"), (nil, "POST / {items,storeId}", "items"),
    (nil, "shop.Orders/PlaceOrder", "placeorder"), (nil, "GET /", "get"),
    (nil, "could not reach <*>", "could-not-reach"), ("Pizza Order!", "x", "pizza-order"),
    (nil, "GET /%2e%2e/<script>", "script"), (nil, "日本", "incident"),
  ])
  func idsAreMadeOfWordsThatCanBeSaid(_ name: String?, _ operation: String, _ id: String) {
    let built = report([orders(name: name, operation: operation)])
    #expect(built.incidents.first?.id == "2025-04-08-\(id)-1520")
  }

  @Test func titlesSayWhatWhereAndWhen() {
    func title(_ incident: Incident) -> String? {
      report([incident]).incidents.first?.title.plain(in: .utc, on: at("12:00"))
    }
    #expect(title(orders()) == "Orders failed at the factory, 2025-04-08 15:25 to 15:36 UTC")
    #expect(
      title(orders(name: nil) { $0.dependencies = ["pay.example:443"] })
        == "POST /api/order failed at pay.example:443, 2025-04-08 15:25 to 15:36 UTC")
    #expect(
      title(orders(state: .ongoing))
        == "Orders failed at the factory, 2025-04-08 from 15:25 UTC, not over at 15:35")
    #expect(
      title(orders(state: .endUnknown))
        == "Orders failed at the factory, 2025-04-08 from 15:25 UTC, end unknown")
  }

  @Test func durationsAreRangesBetweenNamedFields() throws {
    let pages = [page("15:28:00", row: 1)]
    let ack = event("15:34:00", .acknowledged, row: 4)
    let incident = orders(events: pages + [ack]) {
      $0.notified = pages.first
      $0.acknowledged = ack
      $0.detection = Detection(
        status: .found, event: pages.first, observer: .alert, relation: .named,
        basis: .related(.named))
    }
    let durations = try #require(report([incident]).incidents.first?.durations)
    func said(_ span: Durations.Span?) -> String {
      guard let span else { return "unknown" }
      let high = span.highSeconds.map { "\($0)" } ?? "open"
      return "\(span.lowSeconds) to \(high): \(span.from) to \(span.to)"
    }
    #expect(said(durations.impact) == "645.0 to 706.0: impact_start to impact_end")
    #expect(said(durations.timeToDetect) == "175.0 to 185.0: impact_start to detected")
    #expect(said(durations.timeToAcknowledge) == "360.0 to 360.0: notified to acknowledged")
    #expect(said(durations.timeToMitigate) == "645.0 to 706.0: impact_start to impact_end")
    #expect(said(durations.timeToResolve) == "696.0 to 706.0: impact_start to resolved")
  }

  @Test func anOpenEndLeavesTheDurationOpen() throws {
    let told = try #require(report([orders(state: .ongoing)]).incidents.first)
    #expect(told.durations.impact?.lowSeconds == 645)
    #expect(told.durations.impact?.highSeconds == nil)
    #expect(told.durations.timeToResolve == nil)
    #expect(told.impactEnd == nil)
    #expect(told.resolved == nil)
  }

  @Test func aRecoveryThatIsNotConfirmedIsNotResolved() throws {
    let told = try #require(report([orders(state: .recovered)]).incidents.first)
    #expect(told.resolved == nil)
    #expect(told.durations.timeToResolve == nil)
    #expect(told.impactEnd?.time == at("15:36:41"))
  }

  @Test func whatTheLogsCannotShowIsSaid() {
    let built = report([orders()]) { $0.notKnowable = ["first", "first"] }
    #expect(
      built.coverage.notKnowable == [
        "first",
        "When 2025-04-08-order-1520 was mitigated, and how: the moment lies outside the logs, "
          + "between the last failure at 2025-04-08T15:35:50Z and the first success at "
          + "2025-04-08T15:36:41Z.",
      ])
    let open = built.incidents.first?.notInEvidence.map { $0.plain(in: .utc, on: nil) }
    #expect(open?.contains("who was paged") == true)
  }

  @Test func theOrderOfArrivalDoesNotShow() {
    let pages = [page("15:28:00", row: 1), page("15:33:00", row: 2)]
    var inputs = ["b.log", "a.log"].map { InputReading(path: $0) }
    inputs[0].account.records = 3
    inputs[1].account.unread = 1
    let files = ["z.csv", "y.csv"].map {
      EventFile(path: $0, kind: "csv", rows: pages, unread: 0, warnings: [])
    }
    func build(_ flip: Bool) -> IncidentReport {
      report([orders(events: flip ? pages.reversed() : pages)]) {
        $0.inputs = flip ? inputs.reversed() : inputs
        $0.eventFiles = flip ? files.reversed() : files
        $0.redactions = ["jwt": 3, "url-key": 12]
      }
    }
    let (a, b) = (build(false), build(true))
    #expect(a.incidents.first?.timeline == b.incidents.first?.timeline)
    #expect(a.citations == b.citations)
    #expect(a.coverage.inputs.map(\.reading) == b.coverage.inputs.map(\.reading))
    #expect(a.coverage.events.map(\.path) == ["y.csv", "z.csv"])
    #expect(a.coverage.events.map(\.used) == [2, 2])
    #expect(a.coverage.totals.account.lines == 4)
    #expect(a.redactions.map(\.kind) == ["jwt", "url-key"])
  }

  @Test func otherIncidentsOfTheDayDoNotRenameOne() {
    let early = orders {
      $0.onset = boundary(line(1, "09:00:10"), line(2, "09:01:00"))
      $0.lastFailure = line(3, "09:02:00")
    }
    let alone = report([orders()]).incidents.map(\.id)
    #expect(alone == ["2025-04-08-order-1520"])
    #expect(report([early, orders()]).incidents.map(\.id) == ["2025-04-08-order-0900"] + alone)
    let later = orders { $0.lastFailure = line(9010, "19:05:00") }
    #expect(report([later]).incidents.map(\.id) == alone)
  }

  @Test func theLargestIncidentIsTheOneThatCostMostOperationMinutes() {
    let part = orders { $0.impact.byOperation[0].failures = 3 }
    #expect(report([part, orders()]).largestIncident?.id == "2025-04-08-order-1521")
    #expect(report([]).largestIncident == nil)
  }

  @Test func fiveLostOrdersBeatASlowMenuAndAnHourOfItBeatsAMinuteOfFailures() {
    func lasting(_ minutes: Int, slow: Bool) -> Incident {
      orders {
        $0.lastFailure.time = at("15:25:05").advanced(bySeconds: Double(minutes) * 60)
        guard slow else { return }
        $0.impact.degraded = (count: 1800, thresholdMilliseconds: 61)
        ($0.impact.attempts, $0.impact.failures) = (1827, 0)
        $0.impact.byOperation[0].failures = 0
        $0.symptom = .slowCalls(
          Slowness(
            thresholdMilliseconds: 61, baselineMilliseconds: 47, seenMilliseconds: 279,
            baselineShare: 0.01, share: 0.98))
      }
    }
    let menu = lasting(30, slow: true)
    #expect(menu.lostOperationMinutes < lasting(10, slow: false).lostOperationMinutes)
    #expect(
      lasting(60, slow: true).lostOperationMinutes > lasting(1, slow: false).lostOperationMinutes)
    let report = report([menu, lasting(10, slow: false)])
    #expect(report.largestIncident?.impact.failures == 12)
  }

  @Test func stampsAtTheEdgesOfTimeDoNotTrap() {
    let edge = orders {
      let old = CitedEvent(
        time: Timestamp(nanoseconds: -9_000_000_000_000_000_000),
        source: SourceRef(path: "a", line: 1, byteOffset: 0))
      let late = CitedEvent(
        time: Timestamp(nanoseconds: 9_000_000_000_000_000_000), source: old.source)
      $0.onset.earliest = old
      $0.end?.latest = late
    }
    let high = report([edge]).incidents.first?.durations.impact?.highSeconds
    #expect(high == 18e9)
  }
}
