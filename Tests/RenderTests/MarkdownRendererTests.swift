import Events
import Inference
import LogModel
import Render
import Testing
import Timeline

@Suite struct MarkdownRendererTests {
  private func draft(
    _ incidents: [Incident], _ options: RenderOptions = RenderOptions(),
    change: (inout ReportMaterial) -> Void = { _ in }
  ) -> String {
    MarkdownRenderer().render(report(incidents, change: change), options)
  }

  private func rows(_ draft: String) -> [Substring] {
    draft.split(separator: "\n").filter { $0.hasPrefix("- ") }
  }

  @Test func anOutageWithItsOnCallLogIsDraftedInTheCoursesForm() {
    #expect(
      draft([pagedOutage()]) == """
        ## Timeline

        All times are UTC. The date is 2025-04-08.

        - _~15:20_ - looked at the dashboard. (note) [^c1]
        - _15:24_ - Last order that succeeded (15:24:55). [^c2]
        - _15:25_ - Orders began to fail: `POST /api/order` returned HTTP 500 \
        "Failed to fulfill order at factory"; failures began after 15:24:55. [^c3]
        - _15:28_ - The on-call engineer was paged by SMS: Pizza Purchase Failures; \
        again at 15:33. (on-call log) [^c4][^c5]
        - _15:35_ - Last order that failed (15:35:50); \
        12 of 12 attempts failed from the first failure to the last. [^c6]
        - _15:36_ - Mitigation by Sam Doe: opened the link of a failed answer. (chat) [^c7]
        - _15:36_ - Orders succeeded again; failures ended after 15:35:50. [^c8][^c6]
        - _15:38_ - The on-call engineer was paged again by SMS: \
        Pizza Purchase Failures. (after the recovery at 15:36) (on-call log) [^c9]
        - _15:38_ - Sam Doe acknowledged the page. (after the fix at 15:36) (on-call log) [^c10]
        - _16:06_ - Recovery confirmed: orders stayed healthy for 30 min (36 \
        successes). Resolved at 15:36. [^c11][^c8]

        _Time to detect: 2 min 55 s to 3 min 5 s (impact start to first page; on-call log)._
        _Time to acknowledge: 10 min 30 s (first page to acknowledgement; on-call log)._
        _Time to mitigate: 11 min 15 s to 11 min 25 s \
        (impact start to the last mitigation; chat)._
        _Time to resolve: 11 min 36 s to 11 min 46 s \
        (impact start to the recovery that held; logs)._

        [^c1]: `oncall.jsonl:9`
        [^c2]: `service.log.gz:5123`
        [^c3]: `service.log.gz:5130`
        [^c4]: `oncall.jsonl:1`
        [^c5]: `oncall.jsonl:2`
        [^c6]: `service.log.gz:5290`
        [^c7]: `oncall.jsonl:5`
        [^c8]: `service.log.gz:5301`
        [^c9]: `oncall.jsonl:3`
        [^c10]: `oncall.jsonl:4`
        [^c11]: `service.log.gz:5800`

        """)
  }

  @Test func logsAloneLeaveGapsForAPerson() {
    #expect(
      draft([orders()]).contains(
        """
        [^c5][^c4]

        _[not in the evidence: when it was noticed, and by whom \
        (no alerts, on-call log, chat or notes given)]_
        _[not in the evidence: who was paged]_
        _[not in the evidence: who began to work on it, and when]_
        _[not in the evidence: what fixed it (between 15:35:50 and 15:36:41)]_

        [^c1]:
        """))
  }

  @Test func rowsOnAnotherDayCarryTheirDate() {
    let incident = orders {
      $0.onset = boundary(line(1, "23:58:10"), line(2, "23:59:20"))
      $0.lastFailure = line(8, "00:04:00", day: 9)
      $0.end = boundary(line(8, "00:04:00", day: 9), line(9, "00:06:00", day: 9))
      $0.resolution = nil
    }
    let text = draft([incident])
    #expect(text.contains("All times are UTC. The date is 2025-04-08 where a row has none.\n"))
    #expect(text.contains("- _23:59_ - Orders began"))
    #expect(text.contains("- _2025-04-09 00:06_ - Orders succeeded again; failures ended after"))
    #expect(text.contains("ended after 00:04:00. [^c"))
  }

  @Test func anotherZoneMovesEveryTimeOfTheText() {
    let denver = DisplayZone(name: "America/Denver") { _ in -6 * 3600 }
    let text = draft([orders()], RenderOptions(zone: denver))
    #expect(
      text.contains("All times are America/Denver (UTC-06:00). The date is 2025-04-08.\n"))
    #expect(text.contains("- _09:24_ - Last order that succeeded (09:24:55)."))
    #expect(!text.contains("15:"))
  }

  @Test(arguments: [
    (
      RenderOptions.CiteStyle.inline,
      "- _15:24_ - Last order that succeeded (15:24:55). (`service.log.gz:5123`)"
    ),
    (.none, "- _15:24_ - Last order that succeeded (15:24:55)."),
  ])
  func citationsCanStandInTheRowOrStayAway(_ cite: RenderOptions.CiteStyle, _ row: String) {
    let text = draft([orders()], RenderOptions(cite: cite))
    #expect(rows(text).first.map(String.init) == row)
    #expect(!text.contains("[^"))
  }

  @Test func tooManyRowsLeaveTheCourseAndSayHowManyMoreThereAre() {
    let notes = (0..<40).map {
      event("15:29:\($0 + 10)", .investigating, "step \($0)", row: $0 + 1)
    }
    let text = draft([orders(events: notes)])
    #expect(rows(text).count == 20)
    for words in ["Last order that succ", "began to fail", "Last order that f", "succeeded again"] {
      #expect(text.contains(words))
    }
    #expect(text.contains("\n\n_25 more rows are in the full report (`--format json`)._\n\n"))
  }

  @Test func theShortestDraftHasStartFirstPageEndAndRecovery() {
    let pages = (0..<4).map { page("15:3\($0):00", row: $0 + 1) }
    let notes = (0..<9).map { event("15:29:1\($0)", .investigating, "step \($0)", row: $0 + 20) }
    let text = draft([orders(events: pages + notes)], RenderOptions(rows: 1))
    for words in ["began to fail", "was paged", "Last order that f", "succeeded again"] {
      #expect(text.contains(words), "\(text)")
    }
    #expect(rows(text).count == 4)
  }

  @Test func rowsOfContextAreCountedAndNotPrinted() {
    let rest = event("15:30", .ruledOut, "not the database", row: 1)
    let text = draft([orders(events: [rest])])
    #expect(!text.contains("database"))
    #expect(text.contains("_1 more row is in the full report"))
  }

  @Test(arguments: [-1, 0])
  func noRowsAtAllIsStillADraft(_ limit: Int) {
    let text = draft([orders()], RenderOptions(rows: limit))
    #expect(rows(text).isEmpty)
    #expect(text.hasPrefix("## Timeline\n\nAll times are UTC. The date is 2025-04-08.\n\n_5 more"))
  }

  @Test func damagedInputIsSaidInTheFirstLines() {
    let text = draft([orders()]) {
      var cut = InputReading(path: "service.log.gz")
      cut.status = .partial
      cut.last = at("15:20:31")
      cut.account.records = 197
      cut.account.unread = 3
      cut.warnings = [
        InputWarning(.gzipTruncated, byteOffset: 81_234, message: "the gzip stream is cut short")
      ]
      var lost = InputReading(path: "b.log")
      lost.status = .unreadable
      $0.inputs = [cut, lost, InputReading(path: "good.log")]
      $0.eventFiles = [
        EventFile(path: "oncall.jsonl", kind: "json-lines", rows: [], unread: 1, warnings: [])
      ]
    }
    #expect(
      text.hasPrefix(
        """
        > **Incomplete input.** This draft may miss what was not read:
        >
        > - `b.log`: could not be read
        > - `service.log.gz`: read in part, up to 2025-04-08 15:20:31; \
        3 of 200 lines not understood; the gzip stream is cut short (byte 81234)
        > - events `oncall.jsonl`: 1 row not understood

        ## Timeline

        """))
  }

  @Test func theLargestIncidentIsDraftedUnlessOneIsAskedFor() {
    let small = orders {
      $0.onset = boundary(line(1, "11:00:10"), line(2, "11:01:00"))
      $0.lastFailure = line(3, "11:02:00")
    }
    let found = [small, orders()]
    #expect(draft(found).contains("Last order that succeeded (15:24:55)"))
    #expect(
      draft(found, RenderOptions(incident: "2025-04-08-order-1100")).contains("(11:00:10)"))
    #expect(
      draft(found, RenderOptions(incident: "x")) == """
        There is no incident `x`.

        Incidents found: `2025-04-08-order-1100`, `2025-04-08-order-1520`.

        """)
  }

  @Test func noIncidentSaysWhatWasLookedAt() {
    let text = draft([]) {
      var reading = InputReading(path: "service.log.gz")
      reading.account.records = 5123
      reading.first = at("14:00:05")
      reading.last = at("15:55:10")
      $0.inputs = [reading]
      $0.operations = ["POST /api/order", "GET /api/menu"].map {
        OperationRef(service: "s", operation: $0, name: nil)
      }
    }
    #expect(
      text == """
        No incident was found.

        Looked at 1 file, 5123 lines, from 2025-04-08 14:00 to 15:55 UTC; \
        operations: `GET /api/menu`, `POST /api/order`.

        """)
  }

  @Test func anAlertThatFiresAndClearsAgainAndAgainIsTwoRows() {
    func alert(_ clock: String, _ kind: EventKind, row: Int) -> EventRow {
      var alert = event(clock, kind, row: row, origin: .alerts)
      alert.rule = "Orders fail"
      return alert
    }
    let events = [
      alert("15:27:00", .alertPending, row: 1), alert("15:28:00", .alertFired, row: 2),
      page("15:28:01", row: 3), alert("15:29:00", .alertCleared, row: 4),
      alert("15:30:00", .alertFired, row: 5), alert("15:31:00", .alertCleared, row: 6),
      alert("15:32:00", .alertFired, row: 7),
    ]
    let told = rows(draft([orders(events: events)], RenderOptions(cite: .none)))
      .filter { $0.contains("Alert") }
    #expect(
      told == [
        "- _15:28_ - Alert fired: Orders fail; again at 15:30 and 15:32. (alert history)",
        "- _15:29_ - Alert cleared: Orders fail; again at 15:31. (alert history)",
      ])
  }

  @Test func pagesWithNothingBetweenFoldIntoOneRow() {
    let pages = [page("15:28:00", row: 1), page("15:31:00", row: 2), page("15:33:00", row: 3)]
    let folded = rows(draft([orders(events: pages)])).filter { $0.contains("paged") }
    #expect(
      folded == [
        "- _15:28_ - The on-call engineer was paged by SMS: Pizza Purchase Failures; "
          + "again at 15:31 and 15:33. (on-call log) [^c3][^c4][^c5]"
      ])
  }
}
