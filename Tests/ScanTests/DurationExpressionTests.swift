import Scan
import Testing

@Suite struct DurationExpressionTests {
  @Test(arguments: [
    ("30m", 1800), ("90s", 90), ("1h30m", 5400), ("1h 30m", 5400), ("4m", 240), ("5min", 300),
    ("2 hours", 7200), ("2d", 172_800), ("1w", 604_800), ("1.5h", 5400), ("250ms", 0.25),
    ("0s", 0), ("0.000001s", 0.000001), ("1.999999999w", 1_209_599.9993952),
    ("36500d", 3_153_600_000),
  ])
  func addsItsParts(_ text: String, _ seconds: Double) throws {
    #expect(try DurationExpression(text).seconds == seconds)
  }

  @Test(arguments: [
    "", "30", "m", "-30m", "+30m", "1h30", "30x", "1..5h", "1.h", ".5h", "30M", "1e3s", "36526d",
    "9999999999999s", "999999999999w", "30m!",
  ])
  func refusesTheRest(_ text: String) {
    let error = #expect(throws: ExpressionError.self) { try DurationExpression(text) }
    #expect(error?.description.contains("'\(text)' is not a duration; use") == true)
  }
}
