import LogModel
import Simulator
import TestSupport
import Testing

/// A log of the paged outage, how it is written and how it is read.
struct PagedLog: CustomTestStringConvertible, Sendable {
  /// What hungry diners do meanwhile.
  enum HungryOrders: String, CaseIterable {
    case none
    /// They are refused at once, too, while the factory is down.
    case touchedByTheOutage
    /// They are refused for their size, as ever, between the failures of the outage.
    case refusedAsEver
  }

  var form: RecordForm
  var hungry: HungryOrders
  var pathStyle: WriteOptions.PathStyle
  var withDefinition: Bool

  var testDescription: String {
    "\(form), hungry orders \(hungry), \(pathStyle) paths"
      + (withDefinition ? ", with a definition" : "")
  }

  var scenario: Scenario { Self.scenarios[hungry] ?? .quietDay }

  static let all: [PagedLog] = RecordForm.allCases.flatMap { form in
    HungryOrders.allCases.flatMap { hungry in
      WriteOptions.PathStyle.allCases.flatMap { style in
        [false, true].map {
          PagedLog(form: form, hungry: hungry, pathStyle: style, withDefinition: $0)
        }
      }
    }
  }

  private static let scenarios: [HungryOrders: Scenario] = {
    let hungry = Scenario.outagePagedInThreeMinutes.thin(hungry: true)
    return [
      .none: Scenario.outagePagedInThreeMinutes.thin(), .touchedByTheOutage: hungry,
      .refusedAsEver: hungry.withHungryOrdersRefusedAsEver,
    ]
  }()

  func report() throws -> (report: Report, errors: String, status: Int32) {
    let folder = try ScratchFolder()
    var options = WriteOptions()
    options.pathStyle = pathStyle
    try folder.write("service.log", scenario.log(as: form, options: options))
    try folder.write("oncall.jsonl", scenario.eventRows)
    var arguments = ["draft", "service.log", "--events", "oncall.jsonl", "--format", "json"]
    if withDefinition { arguments += ["--pipeline", Self.definition] }
    let run = try folder.inProcess(arguments)
    return (try Report(run.output), run.errorText, run.status)
  }

  static let definition: String = {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return "/" + root + "/pipelines/jwt-pizza.yaml"
  }()
}

/// What is found of simulated outages is what happened in them.
@Suite struct TruthTests {
  @Test("the paged outage is found as it was, in every form", arguments: PagedLog.all)
  func paged(_ log: PagedLog) throws {
    let truth = try #require(log.scenario.truth)
    let (report, errors, status) = try log.report()
    #expect(status == 0)
    // In some forms nothing says which requests the definition means; that is said, and no more.
    let said = errors.split(separator: "\n").filter { !$0.contains("no record is matched by") }
    #expect(said.isEmpty, "\(errors)")
    try #require(report.incidents.count == 1, "\(report.ids)")
    let incident = report.incidents[0]
    #expect(FoundTruth(incident) == FoundTruth(truth, in: log.form))
    if log.hungry != .touchedByTheOutage { #expect(truth.failures == 12 && truth.attempts == 12) }
    #expect(incident["state"] as? String == "resolved")
    let pages = Report.rows(incident).filter { $0["kind"] as? String == "engineer_notified" }
    #expect(
      pages.compactMap { $0["time"] as? String } == [
        "2025-04-08T15:28:04Z", "2025-04-08T15:33:04Z", "2025-04-08T15:38:04Z",
      ])
    #expect(Report.value("detected.status", in: incident) as? String == "found")
    #expect(Report.value("detected.by", in: incident) as? String == "alert")
    #expect(Report.value("detected.time", in: incident) as? String == "2025-04-08T15:28:04Z")
    if log.withDefinition, log.form != .combined {
      #expect(Report.value("impact.units.pizzas", in: incident) as? Int == truth.pizzas)
    }
    if log.form == .combined || log.form == .jsonLinesSynonyms {
      #expect(Report.value("impact.users.count", in: incident) as? Int == truth.users)
    }
    for row in Report.rows(incident) {
      let cited = row["citations"] as? [String] ?? []
      #expect(!cited.isEmpty, "\(row)")
      #expect(cited.allSatisfy { report.citations[$0]?.excerpt != nil }, "\(row)")
    }
  }

  @Test("outages drawn by chance are found as they were", arguments: UInt64(100)..<120)
  func random(seed: UInt64) throws {
    let form = RecordForm.allCases[Int(seed) % RecordForm.allCases.count]
    let scenario =
      seed % 5 == 0 ? Scenario.random(seed: seed) : Scenario.random(seed: seed).thin()
    let truth = try #require(scenario.truth)
    let report = try self.report(of: scenario, form)
    try #require(report.incidents.count == 1, "\(report.ids), \(truth.failures) failures")
    #expect(FoundTruth(report.incidents[0]) == FoundTruth(truth, in: form))
  }

  @Test("an outage that goes on has no end", arguments: RecordForm.allCases)
  func goingOn(form: RecordForm) throws {
    let scenario = Scenario.outageStillGoingOn.thin()
    let truth = try #require(scenario.truth)
    let report = try self.report(of: scenario, form)
    try #require(report.incidents.count == 1, "\(report.ids)")
    let incident = report.incidents[0]
    #expect(FoundTruth(incident) == FoundTruth(truth, in: form))
    #expect(["ongoing", "end_unknown"].contains(incident["state"] as? String))
    #expect(Report.value("impact_end", in: incident) == nil)
    #expect(Report.value("resolved", in: incident) == nil)
  }

  @Test("a relapse before the hold is met is a phase of one incident")
  func relapse() throws {
    let scenario = Scenario.outages([(60, 68), (80, 90)], minutes: 140, seed: 12)
    let truth = try #require(scenario.truth)
    #expect(truth.phases.count == 2)
    let report = try self.report(of: scenario, .jsonLines)
    try #require(report.incidents.count == 1, "\(report.ids)")
    #expect(FoundTruth(report.incidents[0]) == FoundTruth(truth, in: .jsonLines))
  }

  @Test("two outages hours apart are two incidents, each as if it were alone")
  func twoOutages() throws {
    let scenario = Scenario.outages([(60, 72), (210, 234)], minutes: 280, seed: 21)
    let truth = try #require(scenario.truth)
    let report = try self.report(of: scenario, .jsonLines)
    try #require(report.incidents.count == 2, "\(report.ids)")
    let found = report.incidents.map { FoundTruth($0) }
    #expect(found == truth.phases.map { FoundTruth($0, in: .jsonLines) })
    for incident in report.incidents {
      let kinds = Report.rows(incident).compactMap { $0["kind"] as? String }
      #expect(kinds.prefix(2) == ["last_success", "first_failure"])
    }
  }

  @Test("a request that the edge and the service both log is counted once")
  func layers() throws {
    let scenario = Scenario.outagePagedInThreeMinutes.thin()
    let truth = try #require(scenario.truth)
    let folder = try ScratchFolder()
    try folder.write("orders.log", scenario.log(as: .jsonLines))
    try folder.write("nginx-access.log", scenario.log(as: .combined))
    let run = try folder.inProcess([
      "draft", "orders.log", "nginx-access.log", "--format", "json",
    ])
    let report = try Report(run.output)
    try #require(report.incidents.count == 1, "\(report.ids)")
    let incident = report.incidents[0]
    #expect(Report.value("impact.failures", in: incident) as? Int == truth.failures)
    #expect(Report.value("impact.attempts", in: incident) as? Int == truth.attempts)
    let layers = Report.value("impact.by_layer", in: incident) as? [[String: Any]] ?? []
    #expect(layers.compactMap { $0["failures"] as? Int } == [truth.failures, truth.failures])
  }

  @Test("days on which nothing breaks have no incident", arguments: RecordForm.allCases)
  func nothing(form: RecordForm) throws {
    for scenario in [Scenario.quietDay.thin(), .benignSpike.thin()] {
      let report = try self.report(of: scenario, form)
      #expect(report.incidents.isEmpty, "\(scenario.name): \(report.ids)")
    }
  }

  private func report(of scenario: Scenario, _ form: RecordForm) throws -> Report {
    let folder = try ScratchFolder()
    try folder.write("service.log", scenario.log(as: form))
    let run = try folder.inProcess(["draft", "service.log", "--format", "json"])
    #expect(run.status == 0, "\(run.errorText)")
    return try Report(run.output)
  }
}
