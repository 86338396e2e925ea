import LogModel
import Testing

/// Spans and numbers are worded in one way everywhere.
@Suite struct NumberWordsTests {
  @Test(arguments: [
    (0.0, "0 s"), (4.63, "4.6 s"), (5, "5 s"), (45.4, "45 s"), (119, "119 s"), (240, "4 min"),
    (3540, "59 min"), (3900, "65 min"), (10_800, "3 h"), (11_100, "3 h 5 min"), (-240, "4 min"),
    (86_400, "24 h"), (172_800, "2 days"), (180_000, "2 days 2 h"), (.infinity, "an unknown time"),
  ])
  func aSpanIsSaidInTheUnitThatFits(_ seconds: Double, _ words: String) {
    #expect(NumberWords.duration(seconds) == words)
  }

  @Test(arguments: [
    (17.0, 64.0, "17 to 64 s"), (64, -17, "17 to 64 s"), (180, 720, "3 to 12 min"),
    (30, 720, "1 to 12 min"), (1800, 10_800, "30 min to 3 h"), (1, .infinity, "an unknown time"),
  ])
  func aRangeOfSpansHasOneUnitWhereItCan(_ a: Double, _ b: Double, _ words: String) {
    #expect(NumberWords.range(a, b) == words)
  }

  @Test(arguments: [
    (61.44, "61 ms"), (4.63, "4.6 ms"), (999.6, "1000 ms"), (1240, "1.2 s"), (30_000, "30 s"),
    (180_000, "3 min"),
  ])
  func aLatencyHasNoMoreDigitsThanItCanHold(_ milliseconds: Double, _ words: String) {
    #expect(NumberWords.milliseconds(milliseconds) == words)
  }

  @Test func aHoldIsFlooredAndSaidInHoursWhereItLastsHours() {
    #expect(NumberWords.hold(1859) == "30 min")
    #expect(NumberWords.hold(90) == "90 s")
    #expect(NumberWords.hold(10_800) == "3 h")
    #expect(NumberWords.hold(11_159) == "3 h 5 min")
    #expect(NumberWords.hold(759, of: 1800) == "12 of the required 30 min")
    #expect(NumberWords.hold(30, of: 90) == "30 of the required 90 s")
    #expect(NumberWords.hold(3000, of: 10_800) == "50 min of the required 3 h")
    #expect(NumberWords.hold(-1, of: 1800) == "0 of the required 30 min")
  }

  @Test func whatWasGivenIsSaidAsItWasGiven() {
    #expect(NumberWords.exact(3600) == "3600 s" && NumberWords.exact(-4) == "4 s")
    #expect(NumberWords.exact(0.25) == "0.25 s" && NumberWords.exact(1.005) == "1.005 s")
  }

  @Test func sharesAndRatesAreRounded() {
    #expect(NumberWords.share(0.354) == "35 %")
    #expect(NumberWords.share(0.0251) == "2.5 %")
    #expect(NumberWords.share(0.0001) == "less than 0.1 %")
    #expect(NumberWords.share(0) == "none")
    #expect(NumberWords.rate(48.4) == "48" && NumberWords.rate(9.04) == "9")
    #expect(NumberWords.tenths(-4.56) == "-4.6" && NumberWords.tenths(-0.01) == "0.0")
    #expect(NumberWords.hundredths(0.617) == "0.62" && NumberWords.hundredths(7.05) == "7.05")
    #expect(NumberWords.hundredths(.nan) == "?")
  }
}
