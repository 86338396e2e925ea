import Inference
import Testing

@testable import Timeline

@Suite struct OpenQuestionsTests {
  private func whatEndedIt(_ last: String, _ next: String) -> String? {
    let incident = orders { $0.end = boundary(line(5290, last), line(5301, next)) }
    return OpenQuestions(incident).all.map { $0.plain(in: .utc, on: nil) }
      .first { $0.hasPrefix("what fixed it") }
  }

  @Test func whatEndedItIsAskedForBetweenTheLastFailureAndTheNextSuccess() {
    #expect(
      whatEndedIt("15:35:50", "15:36:41")?
        .hasSuffix("what fixed it (between 15:35:50 and 15:36:41)") == true)
  }

  @Test func aSpanWithinASecondIsOneTime() {
    #expect(whatEndedIt("15:35:50", "15:35:50")?.hasSuffix("what fixed it (at 15:35:50)") == true)
  }
}
