import Testing

@testable import Parse

/// How long work took, as a message that is about no request says.
@Suite struct WorkDurationTests {
  @Test(
    "what ended in a time, or took it, says its length",
    arguments: [
      ("job 7 done in 8123 ms", 8123), ("sync took 4.1s", 4100),
      ("sent the newsletter in 2 s", 2000), ("batch completed in 75ms", 75),
    ] as [(String, Double)])
  func said(_ message: String, _ milliseconds: Double) {
    let found = Array(message.utf8).withUnsafeBytes { MessageCall.workDuration($0) }
    #expect(found == milliseconds)
  }

  @Test(
    "what is to come, or has no unit, is none",
    arguments: [
      "retrying in 5 s", "token expires in 3600 seconds", "done in 3 steps", "took 3 of 7", "",
    ])
  func none(_ message: String) {
    #expect(Array(message.utf8).withUnsafeBytes { MessageCall.workDuration($0) } == nil)
  }
}
