import Testing

@testable import Inference

/// What a failure was waiting for, by its own words.
@Suite struct DependencyNameTests {
  @Test(arguments: [
    ("Failed to fulfill order at factory", "factory"),
    ("no answer from payment-gateway: timed out", "payment-gateway"),
    ("connection refused to inventory, giving up", "inventory"),
    ("cannot move from here to warehouse", "warehouse"),
  ])
  func isTheWordThatEndsAClause(_ message: String, _ name: String) {
    #expect(DependencyName.inMessage(message) == name)
  }

  @Test(arguments: [
    "Failed to connect", "unable to parse the body", "not found", "", "looked at the clock",
    "listening at 8080",
  ])
  func isNotGuessed(_ message: String) {
    #expect(DependencyName.inMessage(message) == nil)
  }

  @Test func isNothingWithoutAMessage() {
    #expect(DependencyName.inMessage(nil) == nil)
  }
}
