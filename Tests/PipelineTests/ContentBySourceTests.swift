import Inference
import LogModel
import TestSupport
import Testing
import Timeline

@testable import Pipeline
@testable import Signals

/// Answers that change on hosts of which each has a log of its own.
@Suite struct ContentBySourceTests {
  private func incidents(
    _ answers: ChangingAnswers, paths: Int, changed: Set<String>
  ) throws -> [ReportedIncident] {
    let folder = try ScratchFolder()
    var request = DraftRequest()
    request.inputs = try ["host-a", "host-b"].map { host in
      folder.path + "/"
        + (try folder.write(
          host + ".log",
          answers.log(host: host, isChanged: changed.contains(host), paths: paths)))
    }
    return try DraftPipeline(request).run().report.incidents
  }

  /// What was said may be counted in wider cells than calls are, where there is much of it: a
  /// view of changed answers then has another width than the series of its hosts.
  @Test("cells wider than buckets are counted as they are", arguments: [Int64(10), 60])
  func widths(_ width: Int64) throws {
    let answers = ChangingAnswers(seconds: 3000, everySeconds: 5, changed: 1000..<2000)
    let folder = try ScratchFolder()
    var request = DraftRequest()
    request.inputs = try ["host-a", "host-b"].map { host in
      folder.path + "/" + (try folder.write(host + ".log", answers.log(host: host)))
    }
    let plan = try RunPlan(request)
    let tally = try LogScan(plan).run().tally
    tally.templates.rebuild(in: tally, width: width)
    let found = IncidentFinder(plan.inferenceSettings).findings(in: tally, with: [], history: nil)
    #expect(found.incidents.count == 1)
    #expect(found.incidents.first?.impact.concentration.isEmpty == true)
  }

  @Test("answers that change on one host alone are told as that host's")
  func oneHost() throws {
    let answers = ChangingAnswers(seconds: 3000, everySeconds: 5, changed: 1000..<2000)
    let found = try incidents(answers, paths: 1, changed: ["host-b"])
    let told = found.first?.impact.concentration.map {
      "\($0.dimension) \($0.value) \($0.failures) of \($0.allFailures)"
    }
    #expect(told == ["host host-b 200 of 200"])
  }
}
