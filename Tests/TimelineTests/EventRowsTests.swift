import Events
import Inference
import LogModel
import Testing
import Timeline

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
        "The on-call engineer was paged again by SMS: Pizza Purchase Failures.",
      ])
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

  @Test func aPageTiedByTimeAloneIsWordedAsSuch() {
    let first = page("15:28:00", row: 1)
    let incident = orders(events: [first]) {
      $0.detection = Detection(
        status: .found, event: first, observer: .alert, relation: .timeOnly, basis: "by time")
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
        status: .found, event: early, observer: .alert, relation: .mapped, basis: "mapped")
    }
    #expect(story(incident).filter { $0.contains("engineer_notified") }.count == 1)
  }
}
