extension OperationTimeline {
  /// What all sources know of one bucket: where its cells stand among the timeline's.
  ///
  /// A plain value, and small: a day has many of them, and they are walked again and again.
  struct Slot {
    var start: Int64
    var successCount: Int
    var arrivals: Int
    /// All its attempts are known one by one.
    var isExact: Bool
    private var places: (good: Places, bad: Places, declined: Places, unended: Places)

    init(
      start: Int64, successes: Range<Int>, successCount: Int = 0, failures: Range<Int>,
      declined: Range<Int> = 0..<0, unended: Range<Int> = 0..<0, arrivals: Int = 0,
      isExact: Bool = true
    ) {
      self.start = start
      self.successCount = successCount
      self.arrivals = arrivals
      self.isExact = isExact
      places = (Places(successes), Places(failures), Places(declined), Places(unended))
    }

    /// The sources' successes.
    var successes: Range<Int> {
      get { places.good.range }
      set { places.good = Places(newValue) }
    }

    /// The sources' failures, one cell a signature.
    var failures: Range<Int> {
      get { places.bad.range }
      set { places.bad = Places(newValue) }
    }

    /// By status, one cell a source.
    var declined: Range<Int> {
      get { places.declined.range }
      set { places.declined = Places(newValue) }
    }

    /// The sources' calls of which the log does not say how they ended.
    var unended: Range<Int> {
      get { places.unended.range }
      set { places.unended = Places(newValue) }
    }

    /// Places in half the bytes: no log has so many cells that more were needed.
    private struct Places {
      private let from: UInt32
      private let to: UInt32

      init(_ range: Range<Int>) {
        from = UInt32(clamping: range.lowerBound)
        to = UInt32(clamping: range.upperBound)
      }

      var range: Range<Int> { Int(from)..<Int(to) }
    }
  }
}
