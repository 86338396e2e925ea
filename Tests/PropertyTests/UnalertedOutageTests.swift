import Simulator
import TestSupport
import Testing

/// Of the outage that nobody was alerted to: what is said of other traffic, and of who noticed.
@Suite struct UnalertedOutageTests {
  private static let scenario = Scenario.outageNobodyWasAlertedTo

  private func incident(
    _ more: [String] = [], form: RecordForm = .jsonLines
  ) throws -> (json: [String: Any], markdown: String) {
    let folder = try ScratchFolder()
    try folder.write("service.log", Self.scenario.log(as: form))
    try folder.write("notes.jsonl", Self.scenario.eventRows)
    let json = try folder.inProcess(["draft", "service.log", "--format", "json"] + more)
    let report = try Report(json.output)
    try #require(report.incidents.count == 1, "\(report.ids)")
    let markdown = try folder.inProcess(["draft", "service.log"] + more)
    return (report.incidents[0], markdown.text)
  }

  @Test(
    "the bracket is that of the orders: other traffic does not narrow it",
    arguments: RecordForm.allCases)
  func bracket(form: RecordForm) throws {
    let truth = try #require(Self.scenario.truth)
    #expect(try FoundTruth(incident(form: form).json) == FoundTruth(truth, in: form))
  }

  @Test("the spike is a row with its usual and observed rate", arguments: RecordForm.allCases)
  func spike(form: RecordForm) throws {
    let (incident, markdown) = try incident(form: form)
    let row = try #require(
      Report.rows(incident).first {
        $0["kind"] as? String == "request_spike" && $0["level"] as? String == "key"
      })
    #expect((row["time"] as? String)?.hasPrefix("2025-04-08T15:09:") == true)
    // All requests; the menu alone goes from 9 to 48.
    #expect((row["text"] as? String)?.contains("rose from about 13 to 52/min") == true)
    #expect(markdown.contains("- _15:09_ - "))
    let spikes = (incident["signals"] as? [[String: Any]] ?? [])
      .filter { $0["kind"] as? String == "request_spike" }
    let menu = spikes.first { ($0["series"] as? String)?.contains("menu") == true }
    let usual = try #require(menu?["baseline"] as? Double)
    let observed = try #require(menu?["observed"] as? Double)
    #expect((8.5...9.5).contains(usual) && (47...49).contains(observed))
  }

  @Test("the spike followed or cannot be told apart; nothing is ever said to be caused")
  func order() throws {
    let (incident, markdown) = try incident(["--events", "notes.jsonl"])
    let correlations = incident["correlations"] as? [[String: Any]] ?? []
    let verdicts = correlations.compactMap { $0["verdict"] as? String }
    #expect(!verdicts.isEmpty)
    #expect(correlations.allSatisfy { ["a_first", "tie"].contains($0["order"] as? String) })
    let words = (markdown + String(describing: incident)).lowercased()
    for word in ["caused", "because of the", "due to ", " led to ", "triggered"] {
      let isSaid = words.contains(word)
      #expect(!isSaid, "\(word)")
    }
  }

  @Test("a person noticed when a note says so")
  func noted() throws {
    for given in [
      ["--events", "notes.jsonl"], ["--note", "~15:20 Ann: looked at the dashboard"],
    ] {
      let detected = try #require(
        try incident(given).json["detected"] as? [String: Any])
      #expect(detected["status"] as? String == "found")
      #expect(detected["by"] as? String == "person")
      #expect((detected["time"] as? String)?.hasPrefix("2025-04-08T15:20:00") == true)
      #expect((detected["citations"] as? [String])?.isEmpty == false)
    }
  }

  @Test("without any note nobody is said not to have noticed")
  func nothingGiven() throws {
    let (incident, markdown) = try incident()
    let detected = try #require(incident["detected"] as? [String: Any])
    #expect(detected["status"] as? String == "no_evidence_given")
    #expect(Report.value("time", in: detected) == nil && Report.value("by", in: detected) == nil)
    #expect(markdown.contains("no alerts, on-call log, chat or notes given"))
  }

  @Test("a page about something else, hours before, detects nothing")
  func unrelated() throws {
    let folder = try ScratchFolder()
    try folder.write("service.log", Self.scenario.log(as: .jsonLines))
    try folder.write(
      "oncall.jsonl",
      #"{"time":"2025-04-08T09:00:00Z","kind":"notified","who":"sre","text":"disk full on db-3"}"#
        + "\n"
        + #"{"time":"2025-04-08T18:00:00Z","kind":"note","text":"weekly cleanup"}"# + "\n")
    let run = try folder.inProcess(
      ["draft", "service.log", "--events", "oncall.jsonl", "--format", "json"])
    let incident = try #require(try Report(run.output).incidents.first)
    #expect(Report.value("detected.status", in: incident) as? String == "none_in_evidence")
    #expect(Report.value("notified", in: incident) == nil)
  }
}
