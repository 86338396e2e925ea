import LogModel
import TestSupport
import Testing
import Timeline

@testable import Pipeline

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

  /// So many pairs of statement and second that what was said is counted in wider cells than
  /// calls are: a view of changed answers then has another width than the series of its hosts.
  @Test func cellsWiderThanBucketsAreCountedAsTheyAre() throws {
    let answers = ChangingAnswers(seconds: 4200, changed: 1800..<2400)
    let found = try incidents(answers, paths: 9, changed: ["host-a", "host-b"])
    #expect(found.count == 1)
    #expect(found.first?.impact.concentration == [])
    #expect(found.first?.title.plain(in: .utc, on: nil).contains("stale") == true)
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
