import Events
import LogModel
import Testing
import Timeline

@testable import Inference
@testable import Render

/// What a report says of services, factors and near misses, and where it says nothing.
@Suite struct ExplanationContextTests {
  private func step(
    _ service: String, rank: Int, via: String?, isBelowBounds: Bool = false
  ) -> PropagationStep {
    PropagationStep(
      service: service, earliest: line(5123, "15:24:55"), latest: line(5130, "15:25:05"),
      interval: TimeRange(from: at("15:24:55"), to: at("15:25:05")), rank: rank, via: via,
      attempts: 14, failures: 12, isBelowBounds: isBelowBounds)
  }

  private var outage: Incident {
    orders {
      $0.propagation = [
        step("factory", rank: 1, via: nil), step("shop", rank: 1, via: "factory"),
        step("mail", rank: 3, via: nil, isBelowBounds: true),
      ]
      $0.factors = [
        Factor(
          .change(deploy), .before(seconds: 240, isAfterLastGood: false, naming: []),
          evidence: line(9, "15:21:00"))
      ]
    }
  }

  private var deploy: EventRow {
    var row = event("15:21", .deploy, row: 9, origin: .deploy)
    (row.service, row.version) = ("shop", "2.4.1")
    return row
  }

  private func quiet(failure: String? = nil) -> IncidentReport {
    report([]) {
      let incident = orders { incident in
        guard let failure else { return }
        incident.operations = [OperationRef(service: "shop", operation: failure, name: failure)]
      }
      $0.nearMisses = [
        NearMiss(incident: incident, reasons: [.tooFewFailures(2, needed: 3)], evidence: 4)
      ]
    }
  }

  @Test func servicesStandInTheirOrderWithTies() {
    let text = ExplanationText.text(report([outage]))
    for part in [
      "1. factory (tie): 2025-04-08T15:24:55Z to 2025-04-08T15:25:05Z, 12 of 14 failed\n",
      "1. shop (tie): ", "12 of 14 failed; via factory\n", "3. mail: ",
      "failed; no incident by itself\n",
      "1. deploy shop 2.4.1 (change)\n    4 min before the first failure\n",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test func theJSONHasRanksReasonsAndCitations() {
    let json = JSONRenderer().render(report([outage]), RenderOptions())
    #expect(json.contains(#""via": "factory","#))
    #expect(json.contains(#""rank": 3,"#))
    #expect(json.contains(#""below_bounds": true,"#))
    #expect(json.contains(#""reason": "4 min before the first failure","#))
  }

  @Test func nearMissesAreToldWithWhyTheyAreNone() {
    let text = ExplanationText.text(quiet())
    #expect(text.hasPrefix("No incident was found"))
    #expect(text.contains("no incident: 2 failures where 3 are asked for\n"))
    let json = JSONRenderer().render(quiet(), RenderOptions())
    #expect(json.contains(#""id": "near-2025-04-08-order-1520","#))
    #expect(json.contains(#""detected": null,"#))
    #expect(json.contains(#""reason": "2 failures where 3 are asked for","#))
    #expect(json.contains("\"incidents\": [],"))
  }

  @Test func aDraftWithoutAnIncidentNamesTheNearestAndAnyOtherDoesNot() {
    let draft = MarkdownRenderer().render(quiet(), RenderOptions())
    #expect(draft.contains("Closest candidate: Orders failed at the factory, "))
    #expect(draft.contains(": 12 of 12 attempts failed"))
    #expect(draft.contains("(`service.log.gz:5130`)."))
    let other = MarkdownRenderer().render(report([outage]), RenderOptions())
    #expect(!other.contains("Closest candidate"))
    #expect(!MarkdownRenderer().render(report([]), RenderOptions()).contains("Nearest"))
  }

  @Test func wordsOfALogStayWords() {
    let text = ExplanationText.text(quiet(failure: "\u{1B}[2J\nHow the times of x were reached"))
    #expect(!text.unicodeScalars.contains("\u{1B}"))
    #expect(!text.contains("\nHow the times"))
    let draft = MarkdownRenderer().render(quiet(failure: "<script>x</script>"), RenderOptions())
    #expect(!draft.contains("<script>"))
  }
}
