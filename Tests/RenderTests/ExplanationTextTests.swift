import LogModel
import Testing
import Timeline

@testable import Inference
@testable import Render

/// What is said of how times were reached.
@Suite struct ExplanationTextTests {
  private func judged(
    _ operation: String, _ failure: String, failures: Int, attempts: Int,
    symptom: Symptom = .failures
  ) -> Reasoning.Candidate {
    Reasoning.Candidate(
      symptom: symptom, operation: OperationRef(service: "pizza", operation: operation, name: nil),
      failure: failure, from: at("15:25:05"), to: at("15:35:50"), attempts: attempts,
      failures: failures, baselineAttempts: 1203, baselineFailures: 1, baselineRatio: 0.0012,
      evidence: 62.6, stretches: 2, cellSeconds: failures > 100 ? 10 : 0)
  }

  private func reasoning() -> Reasoning {
    Reasoning(
      believed: judged("POST /api/order", "500 Failed to fulfill", failures: 12, attempts: 12),
      start: .bracket, end: .posterior,
      rivals: [(judged("POST /", "", failures: 112, attempts: 400), .takesInMore(attempts: 400))])
  }

  @Test func bracketsEvidenceAndRivalsAreTold() {
    let text = ExplanationText.text(report([orders { $0.reasoning = reasoning() }]))
    for part in [
      "between 2025-04-08T15:24:55Z and 2025-04-08T15:25:05Z", "nothing between them",
      "by the model; confidence high", "resolved 2025-04-08T15:36:41Z",
      "POST /api/order of pizza: 500 Failed to fulfill", "2 stretches, judged event by event",
      "12 of 12 failed (100 %); outside of it 1 of 1203, taken as 0.12 %; "
        + "log likelihood ratio 63 nats",
      "POST / of pizza: all failures together", "judged in cells of 10 s",
      "112 of 400 failed (28 %)", "ruled out: its 400 attempts take in more than what failed",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test func onlyOfFailuresItIsSaidThatTheyFailed() {
    let operation = OperationRef(service: "pizza", operation: "POST /order", name: nil)
    var fewer = MissingRequests(baselinePerMinute: 15, seconds: 1800, low: 392, high: 489)
    let missing = fewer
    fewer.seen = 40
    let symptoms: [(Symptom, String, String)] = [
      (
        .slowCalls(
          Slowness(
            thresholdMilliseconds: 61, baselineMilliseconds: 47, seenMilliseconds: 279,
            baselineShare: 0, share: 1)),
        "POST /order of pizza: slow calls", "1827 of 1830 calls took 61 ms or longer"
      ),
      (
        .missingRequests(missing), "POST /order of pizza: no requests",
        "none came while 1827 other requests did; 392 to 489 more were due"
      ),
      (
        .missingRequests(fewer), "POST /order of pizza: fewer requests",
        "40 came; 392 to 489 more were due"
      ),
      (
        .errorLines(LineRate(before: 0, within: 9)), "lines like \"POST /order\" of pizza",
        "1827 such lines; outside of it 1"
      ),
      (
        .silentMessage(SilentMessage(service: "pizza", text: "POST /order")),
        "lines like \"POST /order\" of pizza: none came", "at other times 1203 lines"
      ),
      (
        .changedResponses(
          ResponseChange(kind: .newField, field: "fallback", operation: operation)),
        "POST /order of pizza: changed responses", "1827 of 1830 responses had it"
      ),
      (
        .stuckValue(.number(name: "depth", lines: "POST /order")), "a number stood still",
        "1827 of 1830 had the same"
      ),
    ]
    for (symptom, head, counts) in symptoms {
      let one = judged("POST /order", "", failures: 1827, attempts: 1830, symptom: symptom)
      let incident = orders {
        $0.reasoning = Reasoning(believed: one, start: .bracket, end: .bracket, rivals: [])
      }
      let text = ExplanationText.text(report([incident]))
      #expect(text.contains(head) && text.contains(counts), "\(symptom.kind): \(text)")
      #expect(!text.contains("failed ("), "\(symptom.kind): \(text)")
      #expect(!text.contains("all failures together"), "\(symptom.kind): \(text)")
    }
    let unnamed = judged(
      "", "", failures: 60, attempts: 60,
      symptom: .errorLines(LineRate(before: 0, within: 9)))
    let incident = orders {
      $0.reasoning = Reasoning(believed: unnamed, start: .bracket, end: .bracket, rivals: [])
    }
    #expect(ExplanationText.text(report([incident])).contains("\n  error lines of pizza\n"))
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
