import Events
import LogModel
import Testing
import Timeline

@testable import Inference

@Suite struct EventRowsTests {
  private func told(_ events: [EventRow]) -> [TimelineRow] {
    (report([orders(events: events)]).incidents.first?.timeline ?? [])
      .filter { $0.source != .logs }
  }

  private func text(_ event: EventRow) -> String {
    told([event]).first?.text.plain(in: .utc, on: event.time) ?? "no row"
  }

  @Test func pagesAfterTheFirstRepeatIt() {
    let pages = [page("15:28:00", row: 1), page("15:33:00", row: 2), page("15:38:00", row: 3)]
    let timeline = report([orders(events: pages)]).incidents.first?.timeline ?? []
    let rows = timeline.filter { $0.kind == .engineerNotified }
    let first = timeline.firstIndex { $0.kind == .engineerNotified }
    #expect(rows.map(\.repeatOf) == [nil, first, first])
    #expect(
      rows.map { $0.text.plain(in: .utc, on: nil) } == [
        "The on-call engineer was paged by SMS: Pizza Purchase Failures.",
        "The on-call engineer was paged again by SMS: Pizza Purchase Failures.",
        "The on-call engineer was paged again by SMS: Pizza Purchase Failures. "
          + "(after the recovery at 15:36)",
      ])
  }

  @Test func anAcknowledgementAfterTheFixIsSaidToBeSo() {
    let fix = event("15:36", .mitigation, "turned the flag off", who: "Kim", row: 2)
    let ack = event("15:39", .acknowledged, who: "Kim", row: 3)
    let told = story(
      orders(events: [fix, ack]) {
        $0.mitigations = [MitigationAct(event: fix, effect: nil, held: true)]
      })
    #expect(told.contains { $0.hasSuffix("Kim acknowledged the page. (after the fix at 15:36)") })
    let early = event("15:30", .acknowledged, who: "Kim", row: 3)
    #expect(!story(orders(events: [early])).contains { $0.contains("after the") })
  }

  @Test func aPageSaysHowItIsTiedToTheFailures() {
    let first = page("15:28:00", row: 1)
    func told(_ tie: Detection.Tie) -> String {
      story(orders(events: [first]) { $0.ties = [first: tie] })
        .first { $0.contains("engineer_notified") } ?? "no row"
    }
    #expect(told(.init(.named, word: "pizza")).hasSuffix("(it names pizza)"))
    #expect(told(.init(.timeOnly)).hasSuffix("(relation not shown)"))
    #expect(told(.init(nil, word: "disk")).hasSuffix("(about disk, not tied to the failures)"))
  }

  @Test func aMitigationIsToldWithTheShareOfFailuresAroundIt() {
    let tried = event("15:30", .mitigation, "restarted the shop", who: "Kim", row: 2)
    let effect = MitigationAct.Effect(
      failedBefore: 5, attemptsBefore: 5, failedAfter: 7, attemptsAfter: 7, secondsBefore: 300,
      secondsAfter: 340)
    let told = story(
      orders(events: [tried]) {
        $0.mitigations = [MitigationAct(event: tried, effect: effect, held: false)]
      })
    #expect(
      told.contains {
        $0.hasSuffix(
          "(5 of 5 attempts failed in the 5 min before it, 7 of 7 in the 6 min after it; "
            + "it did not end them)")
      })
  }

  @Test func ofAChatOnlyWhatMattersIsKey() {
    var pinned = event("15:27", .note, "orders are down", row: 1, origin: .chat)
    pinned.marks.isFlagged = true
    let ack = event("15:29", .acknowledged, who: "Kim", row: 2)
    let owner = event("15:31", .note, "I see it too", who: "Kim", row: 3, origin: .chat)
    let other = event("15:32", .note, "lunch?", who: "Lou", row: 4, origin: .chat)
    let rows =
      report([orders(events: [pinned, ack, owner, other]) { $0.acknowledged = ack }])
      .incidents.first?.timeline.filter { $0.source == .chat } ?? []
    #expect(rows.map(\.level) == [.key, .key, .detail])
    #expect(rows.map(\.isChatter) == [false, false, true])
  }

  @Test func aPageByTwoChannelsAtOneStampIsFirstOnlyOnce() {
    var push = page("15:28:00", row: 2)
    push.channel = "push"
    let forward = told([page("15:28:00", row: 1), push])
    #expect(forward == told([push, page("15:28:00", row: 1)]))
    #expect(forward.map { $0.text.plain(in: .utc, on: nil).contains("again") } == [false, true])
  }

  @Test func aPageToAnotherPersonIsNoRepeat() {
    var other = page("15:33:00", row: 2)
    other.who = "Sam Doe"
    let rows = told([page("15:28:00", row: 1), other])
    #expect(rows.map(\.repeatOf) == [nil, nil])
    #expect(
      rows.last?.text.plain(in: .utc, on: nil)
        == "Sam Doe was paged by SMS: Pizza Purchase Failures.")
  }

  @Test func eventsAreWordedPlainlyInThePastTense() {
    var alert = event("15:27", .alertFired, row: 1, origin: .alerts)
    alert.rule = "Pizza Purchase Failures"
    alert.change = EventRow.AlertChange(from: "Pending", to: "Alerting")
    var deploy = event("15:20", .deploy, row: 1, origin: .deploy)
    deploy.service = "jwt-pizza-service"
    deploy.version = "v41"
    let cases: [(EventRow, String)] = [
      (alert, "Alert fired (Pending to Alerting): Pizza Purchase Failures."),
      (deploy, "Deployed jwt-pizza-service v41."),
      (event("15:34", .acknowledged, who: "Sam", row: 1), "Sam acknowledged the page."),
      (
        event("15:34", .acknowledged, "acknowledged by Sam", who: "Sam", row: 1),
        "Acknowledged by Sam."
      ),
      (
        event("15:36", .mitigation, "opened the report link", who: "Sam", row: 1),
        "Mitigation by Sam: opened the report link."
      ),
      (
        event("15:20", .note, "looked at the dashboard", row: 1, origin: .human),
        "looked at the dashboard."
      ),
      (event("15:21", .note, "all good. \n", row: 1), "all good. \n"),
      (event("15:21", .note, "is it down?", who: "Sam", row: 1), "Sam: is it down?"),
    ]
    for (row, words) in cases { #expect(text(row) == words) }
  }

  @Test func whoDidItIsKeptWhereARowHasNoWordsOfItsOwn() {
    let cases: [(EventKind, String, String)] = [
      (.causeFound, "cause found", "Cause stated by oncall-1."),
      (.causeFound, "root cause", "Cause stated by oncall-1."),
      (.causeFound, "cause is the cache", "Cause stated by oncall-1: cause is the cache."),
      (.mitigation, "mitigation", "Mitigation by oncall-1."),
      (.confirmed, "confirmed", "Confirmed by oncall-1."),
      (.acknowledged, "acknowledged", "oncall-1 acknowledged the page."),
      (.acknowledged, "Acknowledged by oncall-1", "Acknowledged by oncall-1."),
      (.investigating, "investigating", "Investigated by oncall-1."),
      (.resolved, "resolved at last", "Declared resolved by oncall-1: resolved at last."),
    ]
    for (kind, said, words) in cases {
      #expect(text(event("15:34", kind, said, who: "oncall-1", row: 1)) == words)
    }
  }

  @Test func theServiceAndTheValueThatARowCarriesAreKept() {
    var fired = event("15:28", .alertFired, row: 1, origin: .alerts)
    fired.rule = "Error rate"
    fired.service = "payments"
    fired.value = "0.42"
    #expect(text(fired) == "Alert fired for payments at 0.42: Error rate.")
    var note = event("15:30", .note, "restarted it", who: "Ann", row: 2, origin: .human)
    note.service = "payments"
    #expect(text(note) == "Ann: restarted it (payments).")
    note.text = "restarted payments"
    #expect(text(note) == "Ann: restarted payments.")
  }

  @Test func whatAPersonDidAndToWhatAreToldInOrder() {
    var fix = event("15:30", .mitigation, "mitigation", who: "Ann", row: 1)
    fix.service = "payments"
    #expect(text(fix) == "Mitigation by Ann on payments.")
  }

  @Test func nothingIsSaidTwice() {
    var deploy = event("15:20", .deploy, "4.2.0", who: "priya", row: 1, origin: .deploy)
    deploy.service = "payments"
    deploy.version = "4.2.0"
    #expect(text(deploy) == "Deployed payments 4.2.0 by priya.")
    var fired = event(
      "15:28", .alertFired, "Orders fail: Pending to Alerting", row: 1, origin: .alerts)
    fired.rule = "Orders fail"
    fired.change = .init(from: "Pending", to: "Alerting")
    #expect(text(fired) == "Alert fired (Pending to Alerting): Orders fail.")
    #expect(
      text(event("15:40", .alertCleared, "alert cleared", row: 1, origin: .alerts))
        == "Alert cleared.")
  }

  @Test func aPageThatANoteTellsIsSaidInTheWordsOfTheNote() {
    var told = event(
      "15:28", .engineerNotified, "Ann was paged", who: "Ann", row: 1, origin: .human)
    told.isTold = true
    #expect(text(told) == "Ann was paged.")
    told.who = "Bo"
    told.text = "started looking"
    #expect(text(told) == "Bo: started looking.")
    #expect(text(event("15:28", .engineerNotified, "Ann", who: "Ann", row: 1)) == "Ann was paged.")
  }

  @Test func anAlertThatNeverFiredIsDetailAndOneThatFiresAgainARepeat() {
    func alert(_ clock: String, _ kind: EventKind, _ from: String, _ to: String) -> EventRow {
      var row = event(
        clock, kind, "Orders fail: \(from) to \(to)", row: 1, origin: .alerts)
      row.rule = "Orders fail"
      row.change = .init(from: from, to: to)
      return row
    }
    let rows = told([
      alert("15:26", .alertPending, "Normal", "Pending"),
      alert("15:27", .alertCleared, "Pending", "Normal"),
      alert("15:28", .alertFired, "Pending", "Alerting"),
      alert("15:29", .alertCleared, "Alerting", "Normal"),
      alert("15:30", .alertFired, "Pending", "Alerting"),
      alert("15:31", .alertCleared, "Alerting", "Normal"),
    ])
    #expect(rows.map(\.level) == [.detail, .detail, .key, .key, .key, .key])
    #expect(rows.map { $0.repeatOf != nil } == [false, false, false, false, true, true])
    #expect(
      rows[1].text.plain(in: .utc, on: nil)
        == "Alert no longer pending (Pending to Normal): Orders fail.")
    #expect(rows[4].text.plain(in: .utc, on: nil).hasPrefix("Alert fired again (Pending"))
  }

  @Test func aPageTiedByTimeAloneIsWordedAsSuch() {
    let first = page("15:28:00", row: 1)
    let incident = orders(events: [first]) {
      $0.detection = Detection(
        status: .found, event: first, observer: .alert, relation: .timeOnly,
        basis: .related(.timeOnly))
      $0.notified = first
    }
    #expect(
      story(incident).contains {
        $0.hasSuffix("Pizza Purchase Failures. (first page after the start; relation not shown)")
      })
  }

  @Test func aRowSaysWhichRecordItComesFromAndHowSureItsTimeIs() {
    var note = event("15:20", .note, "looked at the dashboard", row: 1, origin: .human)
    note.approximate = true
    let row = told([note]).first
    #expect(row?.source == .human)
    #expect(row?.approximate == true)
    #expect(row?.confidence == .low)
  }

  @Test func thePageThatDetectionRestsOnHasARowOfItsOwn() {
    let early = page("15:10:00", row: 1)
    let incident = orders {
      $0.notified = early
      $0.detection = Detection(
        status: .found, event: early, observer: .alert, relation: .mapped, basis: .related(.mapped))
    }
    #expect(story(incident).filter { $0.contains("engineer_notified") }.count == 1)
  }
}
