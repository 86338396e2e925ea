import Testing

@testable import Pipeline

@Suite struct InputShiftTests {
  @Test(
    "a shift is a pattern, a sign or none, and a duration",
    arguments: [
      ("*=4s", 4_000_000_000), ("*=+1h30m", 5_400_000_000_000), ("a=b/*=-250ms", -250_000_000),
      ("x=\u{2212}2d", -172_800_000_000_000),
    ] as [(String, Int64)])
  func read(text: String, nanoseconds: Int64) throws {
    #expect(try InputShift(text).nanoseconds == nanoseconds)
  }

  @Test(
    "anything else is refused in a sentence",
    arguments: ["", "4s", "=4s", "a=", "a=4", "a=--4s", "a=4 apples", "a=200y"])
  func refused(text: String) {
    #expect(throws: RunError.self) { try InputShift(text) }
  }

  @Test("the last shift that matches a path counts, and others do not move")
  func lastWins() throws {
    var request = DraftRequest()
    request.shifts = ["*=1s", "b/*=-4s"]
    let plan = try RunPlan(request)
    #expect(plan.shift(of: "a/x.log") == 1_000_000_000)
    #expect(plan.shift(of: "b/x.log.gz") == -4_000_000_000)
    #expect(try plan.parseOptions(for: "b/x.log.gz").shiftNanoseconds == -4_000_000_000)
  }
}
