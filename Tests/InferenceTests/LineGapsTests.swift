import Testing

@testable import Inference
@testable import Signals

/// How long a burst of lines must be silent to be over.
@Suite struct LineGapsTests {
  private func wait(_ seconds: [Double]) -> Double {
    let marks = seconds.map { second in
      EventRef(
        nanoseconds: Int64(second * 1e9), content: 0, input: 1, byteOffset: 0, line: 1, entry: 0,
        client: 0, fractionDigits: 3, latency: 0)
    }
    return LineGaps(marks[...]).waitSeconds
  }

  @Test func linesThatComeEverySecondCeaseWithinSeconds() {
    let wait = wait((0..<20).map { Double($0) })
    #expect(wait > 1 && wait < 5)
  }

  @Test func fewLinesAskForALongerSilence() {
    #expect(wait([0, 5, 10, 15, 20]) > 10)
    #expect(wait([0, 5, 10, 15, 20]) < 60)
    #expect(abs(wait([0, 20]) - 180) < 0.001)
  }

  @Test func whatAMishapWritesAtOnceIsOneLine() {
    let apart = (0..<6).map { Double($0) * 10 }
    let told = apart.flatMap { at in (0..<30).map { at + Double($0) / 100 } }
    #expect(wait(told) == wait(apart))
    #expect(wait(told) > 10)
  }

  @Test func aPauseThatTheBurstHadSaysNothing() {
    let wait = wait((0..<30).map { Double($0) } + (0..<10).map { 40 + Double($0) * 12 })
    #expect(wait >= 12)
  }

  @Test func neverLongerThanLinesOfOneBurstLieApart() {
    #expect(wait([0, 250]) == 300)
    #expect(wait([0]) == 1 && wait([]) == 1)
  }
}
