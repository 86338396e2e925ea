import LogModel

extension Coverage.CoveredInput {
  /// What a reading says of the input itself: its silences, and the shift it was read with.
  init(of reading: InputReading) {
    var clock: Coverage.Clock?
    if reading.shiftSeconds != 0 {
      // Said by the user, so it is exact and rests on no pairs of records.
      clock = Coverage.Clock(
        offsetSeconds: reading.shiftSeconds, lowSeconds: reading.shiftSeconds,
        highSeconds: reading.shiftSeconds, pairs: 0, applied: true)
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
