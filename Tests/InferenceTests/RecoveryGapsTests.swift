import Testing

@testable import Inference

/// Some successes in a row are no recovery where a share of the calls fails.
@Suite struct RecoveryGapsTests {
  /// Deterministic draws between 0 and 1.
  private struct Draws {
    var state: UInt64

    mutating func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / Double(UInt64(1) << 53)
    }
  }

  /// The gaps between failures of calls of which a share fails, so many a second.
  private func gaps(
    share: Double, calls: Int, perSecond: Double, seed: UInt64
  ) -> (gaps: [RecoveryGaps.Gap], failures: Int, seconds: Double) {
    var draws = Draws(state: seed)
    for _ in 0..<8 { _ = draws.next() }
    let bad = (0..<calls).filter { _ in draws.next() < share }
    let gaps = zip(bad, bad.dropFirst()).map {
      RecoveryGaps.Gap(good: $1 - $0 - 1, bad: 0, seconds: Double($1 - $0) / perSecond)
    }
    return (gaps, bad.count, Double((bad.last ?? 0) - (bad.first ?? 0)) / perSecond)
  }

  @Test(arguments: [0.3, 0.5, 0.7, 0.84, 0.9, 0.97, 0.99])
  func aSteadyShareNeverRecovers(share: Double) {
    for (seed, perSecond) in [(1, 8.0), (2, 8), (3, 1), (4, 0.1), (5, 0.02)] {
      let drawn = gaps(
        share: share, calls: max(60, Int(1200 * perSecond)), perSecond: perSecond,
        seed: UInt64(seed))
      let found = RecoveryGaps(
        gaps: drawn.gaps, failures: drawn.failures, seconds: drawn.seconds
      ).recoveries
      #expect(found.isEmpty, "\(share) at \(perSecond) a second")
    }
  }

  @Test func aMinuteOfSuccessesBetweenFailuresIsARecovery() {
    var gaps = [RecoveryGaps.Gap](repeating: .init(good: 0, bad: 0, seconds: 10), count: 30)
    gaps[10] = .init(good: 12, bad: 0, seconds: 120)
    gaps[20] = .init(good: 12, bad: 0, seconds: 120)
    #expect(RecoveryGaps(gaps: gaps, failures: 31, seconds: 540).recoveries == [10, 20])
  }

  @Test func aMomentIsNone() {
    var gaps = [RecoveryGaps.Gap](repeating: .init(good: 0, bad: 0, seconds: 1), count: 1200)
    gaps[600] = .init(good: 40, bad: 0, seconds: 5)
    #expect(RecoveryGaps(gaps: gaps, failures: 1201, seconds: 1204).recoveries.isEmpty)
  }

  @Test func fewFailuresAmongManySuccessesDoNotUndoARecovery() {
    let gap = RecoveryGaps.Gap(good: 300, bad: 1, seconds: 300)
    let found = RecoveryGaps(gaps: [gap], failures: 80, successes: 120, seconds: 900).recoveries
    #expect(found == [0])
  }
}
