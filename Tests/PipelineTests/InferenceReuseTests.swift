import LogModel
import Testing

@testable import Inference
@testable import Pipeline

/// What was inferred before, and on how many threads, changes nothing of what is inferred.
@Suite struct InferenceReuseTests {
  private func text(_ result: InferenceResult) -> [String] {
    (result.incidents + result.nearMisses.map(\.incident)).map { incident in
      """
      \(incident.symptom) \(incident.onset) \(String(describing: incident.end)) \
      \(incident.impact) \(incident.signals) \(incident.phases)
      """
    } + result.crowded.map { "\($0)" }
  }

  @Test func anotherLogIsJudgedAfresh() throws {
    let shared = IncidentFinder()
    var tallies = try EveryIncident.all.map { try $0.scanned().tally }
    tallies += tallies
    for tally in tallies {
      let fresh = text(IncidentFinder().findings(in: tally, with: []))
      #expect(text(shared.findings(in: tally, with: [])) == fresh)
      #expect(!fresh.isEmpty)
    }
  }

  @Test(arguments: EveryIncident.all)
  func threadsDoNotShow(_ log: EveryIncident) throws {
    let tally = try log.scanned().tally
    let drafts = [1, 2, 5].map { threads in
      var settings = InferenceSettings()
      settings.threads = threads
      return text(IncidentFinder(settings).findings(in: tally, with: []))
    }
    #expect(drafts[0] == drafts[1])
    #expect(drafts[0] == drafts[2])
  }
}
