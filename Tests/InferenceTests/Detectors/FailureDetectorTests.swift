import Signals
import Testing

@testable import Inference

@Suite struct FailureDetectorTests {
  private func rate(_ count: String, per seconds: String) -> [Int]? {
    let key = SignatureKey(text: "500", noise: "known\u{1F}\(count)\u{1F}\(seconds)")
    return key.noiseRate.map { [$0.upToCount, $0.perSeconds] }
  }

  @Test func theRateOfKnownNoiseIsRead() {
    #expect(rate("2", per: "240") == [2, 240])
    #expect(rate("two", per: "240") == nil)
  }

  /// As a tally may hold it: thrice the seconds, or both multiplied, would overflow.
  @Test func aRateBeyondAllMeasureIsHeld() throws {
    for number in ["9223372036854775807", "-9223372036854775808"] {
      let held = try #require(rate(number, per: number))
      let (product, overflows) = held[0].multipliedReportingOverflow(by: 6 * held[1])
      #expect(!overflows && product >= 0 && held[1] > 0)
    }
  }
}
