import LogModel
import Simulator
import TestSupport
import Testing

/// No secret of a log leaves it: the simulator's all hold the word FAKE.
@Suite struct SecretTests {
  private static let forms: [RecordForm] = RecordForm.allCases.filter { $0 != .combined }

  @Test("no output and no tally holds a secret", arguments: forms, OutagePlan.LinkForm.allCases)
  func outputs(form: RecordForm, link: OutagePlan.LinkForm) throws {
    for key in OutagePlan.ReportKey.allCases {
      let usual = Workplace.scenario
      var plan = usual.plan
      plan.reportKey = key
      plan.linkForm = link
      let scenario = Scenario(
        name: "secrets", seed: usual.seed, from: usual.window.from, to: usual.window.to,
        traffic: usual.traffic, plan: plan)
      let folder = try ScratchFolder()
      let log = scenario.log(as: form)
      try folder.write("order.log", log)
      let secrets = String(decoding: log, as: UTF8.self).ranges(of: "FAKE").count
      #expect(secrets > 100, "there is something to hide")
      for arguments in [
        ["draft", "order.log", "--format", "json"], ["draft", "order.log", "--cite", "inline"],
        ["inputs", "order.log"],
      ] {
        let run = try folder.program(arguments)
        #expect(run.status == 0)
        let isKept = run.text.contains("FAKE") || run.errorText.contains("FAKE")
        #expect(!isKept, "\(arguments) \(key)")
      }
      let tally = try folder.program(["tally", "order.log", "-o", "order.tally"])
      #expect(tally.status == 0)
      let kept = try #require(folder.read("order.tally"))
      let isKept = String(decoding: kept, as: UTF8.self).contains("FAKE")
      #expect(!isKept, "the tally, \(key)")
    }
  }

  @Test("a shown line holds no secret", arguments: forms)
  func shown(form: RecordForm) throws {
    let folder = try ScratchFolder()
    let scenario = Workplace.scenario
    try folder.write("order.log", scenario.log(as: form))
    let draft = try folder.program(["draft", "order.log", "--format", "json"])
    for citation in try Report(draft.output).citations.values {
      let run = try folder.program(["show", citation.place])
      let isKept = run.text.contains("FAKE")
      #expect(!isKept, "\(citation.place)")
    }
  }
}
