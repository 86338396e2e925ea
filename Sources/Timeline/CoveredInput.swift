import Inference
import LogModel

extension Coverage.CoveredInput {
  /// What a reading says of the input itself: its silences, and the shift it was read with.
  ///
  /// - Parameter skew: how far the clock of its source was found to be off.
  init(of reading: InputReading, skew: ClockSkew? = nil) {
    var clock = skew.map {
      Coverage.Clock(
        offsetSeconds: $0.offsetSeconds, lowSeconds: $0.lowSeconds, highSeconds: $0.highSeconds,
        pairs: $0.pairs, applied: $0.isApplied)
    }
    if clock == nil, reading.shiftSeconds != 0 {
      // Said by the user, so it is exact and rests on no pairs of records.
      clock = Coverage.Clock(
        offsetSeconds: -reading.shiftSeconds, lowSeconds: -reading.shiftSeconds,
        highSeconds: -reading.shiftSeconds, pairs: 0, applied: true)
    }
    self.init(
      reading: reading,
      gaps: reading.gaps.compactMap { gap in
        guard gap.from.nanoseconds <= gap.to.nanoseconds else { return nil }
        return Coverage.Gap(range: TimeRange(from: gap.from, to: gap.to), basis: gap.basis)
      },
      clock: clock)
  }
}
