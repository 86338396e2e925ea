import Events
import Testing

@Suite struct EventKindTests {
  @Test(arguments: EventKind.allCases)
  func readsEveryKindOfTheTimeline(_ kind: EventKind) {
    let row = Reading.row("\"kind\":\"\(kind.rawValue)\",\"text\":\"words\"")
    #expect(row?.kind == kind)
    #expect(row?.text == "words")
  }

  @Test(arguments: [
    ("notified", EventKind.engineerNotified), ("notify", .engineerNotified),
    ("page", .engineerNotified), ("paged", .engineerNotified), ("ack", .acknowledged),
    ("Acknowledge", .acknowledged), ("detected_human", .detected), ("Detected Human", .detected),
    ("deployment", .deploy), ("rolled-back", .rollback), ("firing", .alertFired),
    ("escalation", .escalated), ("root cause", .causeFound), ("fixed", .mitigation),
    ("USER_REPORT", .userReport), ("back to normal", .becameNormal), ("comment", .note),
  ])
  func knowsOtherWordsForThem(_ word: String, _ kind: EventKind) {
    #expect(Reading.row("\"event\":\"\(word)\",\"text\":\"x\"")?.kind == kind)
  }

  @Test func keepsAnUnknownWordInTheText() {
    let row = Reading.row("\"type\":\"pizza_party\",\"text\":\"in the kitchen\"")
    #expect(row?.kind == .note)
    #expect(row?.text == "pizza_party: in the kitchen")
    #expect(Reading.row("\"type\":\"pizza_party\"")?.text == "pizza_party")
  }

  @Test(arguments: [
    ("Normal", "Pending", EventKind.alertPending), ("Pending", "Alerting", .alertFired),
    ("Alerting", "Normal", .alertCleared), ("Normal", "NoData", .alertFired),
    ("Normal", "Error", .alertFired), ("inactive", "firing", .alertFired),
    ("firing", "resolved", .alertCleared), ("Pending", "Normal (MissingSeries)", .alertCleared),
    ("Normal (NoData)", "Alerting (Error)", .alertFired),
  ])
  func takesAnAlertsChangeOfState(_ from: String, _ to: String, _ kind: EventKind) {
    let row = Reading.row("\"rule\":\"Orders fail\",\"from\":\"\(from)\",\"to\":\"\(to)\"")
    #expect(row?.kind == kind)
    #expect(row?.change == .init(from: from, to: to))
    #expect(row?.origin == .alerts)
    #expect(row?.rule == "Orders fail")
    #expect(row?.text == "Orders fail: \(from) to \(to)")
  }

  @Test(arguments: ["resolved", "change", "state_change", "alert", "status"])
  func believesTheStateMoreThanAVagueWord(_ word: String) {
    let row = Reading.row("\"kind\":\"\(word)\",\"rule\":\"r\",\"to\":\"resolved\"")
    #expect(row?.kind == .alertCleared)
  }

  @Test func believesAPreciseWordMoreThanTheState() {
    let row = Reading.row("\"kind\":\"notified\",\"from\":\"Normal\",\"to\":\"Alerting\"")
    #expect(row?.kind == .engineerNotified)
    #expect(row?.change?.to == "Alerting")
  }

  @Test func takesOtherStepsForWhatTheyAre() {
    let row = Reading.row("\"kind\":\"deploy\",\"service\":\"api\",\"from\":\"v1\",\"to\":\"v2\"")
    #expect(row?.kind == .deploy)
    #expect(row?.change == nil)
    #expect(row?.version == "v2")
    #expect(row?.text == "v1 to v2")
    let moved = Reading.row("\"text\":\"moved\",\"from\":\"rack 1\",\"to\":\"rack 2\"")
    #expect(moved?.kind == .note)
    #expect(moved?.text == "moved (rack 1 to rack 2)")
  }

  @Test(arguments: [
    ("\"kind\":\"notified\",\"channel\":\"sms\"", EventRow.Origin.oncall),
    ("\"kind\":\"ack\"", .oncall), ("\"kind\":\"escalated\",\"channel\":\"#ops\"", .oncall),
    ("\"kind\":\"deploy\"", .deploy), ("\"kind\":\"rollback\"", .deploy),
    ("\"kind\":\"restart\"", .deploy), ("\"kind\":\"change\"", .deploy),
    ("\"kind\":\"alert_fired\"", .alerts), ("\"text\":\"x\",\"channel\":\"#ops\"", .chat),
    ("\"text\":\"x\",\"channel\":\"Slack\"", .chat),
    ("\"text\":\"x\",\"channel\":\"phone\"", .human),
    ("\"kind\":\"detected\",\"text\":\"x\"", .human),
  ])
  func tellsWhereARowIsFrom(_ members: String, _ origin: EventRow.Origin) {
    #expect(Reading.row(members)?.origin == origin)
  }

  @Test func takesARowOfADeployListForADeploy() {
    let file = Reading.file("deployed_at,service,version\n2025-04-08T14:02:00Z,api,1.4.2\n")
    #expect(file.rows.first?.kind == .deploy)
    #expect(file.rows.first?.version == "1.4.2")
    #expect(file.rows.first?.text == "1.4.2")
  }

  @Test func neverLeavesARowWithoutWords() {
    #expect(Reading.row("\"kind\":\"engineer_notified\"")?.text == "engineer notified")
    #expect(Reading.row("\"kind\":\"notified\",\"rule\":\"Orders fail\"")?.text == "Orders fail")
  }
}
