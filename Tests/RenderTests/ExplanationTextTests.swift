import LogModel
import Testing
import Timeline

@testable import Inference
@testable import Render

/// What is said of how times were reached.
@Suite struct ExplanationTextTests {
  private func judged(
    _ operation: String, _ failure: String, failures: Int, attempts: Int
  ) -> Reasoning.Judged {
    Reasoning.Judged(
      operation: OperationRef(service: "pizza", operation: operation, name: nil),
      failure: failure, from: at("15:25:05"), to: at("15:35:50"), attempts: attempts,
      failures: failures, usualAttempts: 1203, usualFailures: 1, usualRatio: 0.0012,
      evidence: 62.6, stretches: 2, cellSeconds: failures > 100 ? 10 : 0)
  }

  private func reasoning() -> Reasoning {
    Reasoning(
      believed: judged("POST /api/order", "500 Failed to fulfill", failures: 12, attempts: 12),
      start: .bracket, end: .posterior,
      rivals: [(judged("POST /", "", failures: 112, attempts: 400), "takes in more")])
  }

  @Test func bracketsEvidenceAndRivalsAreTold() {
    let text = ExplanationText.text(report([orders { $0.reasoning = reasoning() }]))
    for part in [
      "between 2025-04-08T15:24:55Z and 2025-04-08T15:25:05Z", "nothing between them",
      "by the model; confidence high", "resolved 2025-04-08T15:36:41Z",
      "POST /api/order of pizza: 500 Failed to fulfill", "2 stretches, judged event by event",
      "12 of 12 failed (100 %); outside of it 1 of 1203, taken as 0.12 %; evidence 63 nats",
      "POST / of pizza: all failures together", "judged in cells of 10 s",
      "112 of 400 failed (28 %)", "not believed: takes in more",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test func whatLiesOutsideOfTheLogsIsSaidSo() {
    let open = orders {
      $0.onset.earliest = nil
      $0.end = nil
      $0.resolution = nil
      $0.state = .ongoing
    }
    let text = ExplanationText.text(report([open]))
    #expect(text.contains("between before the logs and 2025-04-08T15:25:05Z"))
    #expect(text.contains("end      not in the logs: still failing at the last event"))
    #expect(!text.contains("resolved"))
    #expect(ExplanationText.text(report([])).hasPrefix("No incident was found"))
  }

  @Test func wordsOfALogStayWords() {
    var hostile = reasoning()
    hostile.believed.failure = "500 \u{1B}[2Jgone\nHow the times of x were reached"
    let text = ExplanationText.text(report([orders { $0.reasoning = hostile }]))
    #expect(!text.unicodeScalars.contains("\u{1B}"))
    #expect(text.split(separator: "\n").count { $0.hasPrefix("How the times of") } == 1)
  }
}
