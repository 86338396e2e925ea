import Testing

@testable import Inference

/// Failures of two services that are the same requests, and those that are not.
@Suite struct PeerServicesTests {
  /// Moments in the way of chance, about one in four seconds.
  private func moments(_ seed: UInt64, _ count: Int) -> [Double] {
    var state = seed
    return (0..<count).map { at in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(at) * 4 + Double(state >> 40) / Double(1 << 24) * 4
    }
  }

  @Test func failuresOfTheirOwnTimesAreApart() {
    #expect(PeerServices.areApart(moments(1, 200), moments(2, 150)))
  }

  @Test func aCallerLogsItsCalleesFailureALittleLater() {
    let callee = moments(1, 200)
    #expect(!PeerServices.areApart(callee.map { $0 + 0.03 }, callee))
    #expect(!PeerServices.areApart(callee.map { $0 + 0.8 }, callee))
  }

  @Test func clocksOfTwoInputsMayDifferByAConstant() {
    let callee = moments(1, 200)
    let ahead = callee.map { $0 + 7.03 }
    #expect(PeerServices.areApart(ahead, callee))
    #expect(!PeerServices.areApart(ahead, callee, shareClock: false))
    #expect(PeerServices.areApart(moments(1, 200), moments(2, 150), shareClock: false))
  }

  @Test func whereFailuresAreDenseNothingIsTold() {
    let dense = (0..<500).map { Double($0) * 0.1 }
    #expect(!PeerServices.areApart(dense, dense.map { $0 + 0.05 }))
  }

  @Test func aFewFailuresTellNothing() {
    #expect(!PeerServices.areApart(moments(1, 5), moments(2, 200)))
  }
}
