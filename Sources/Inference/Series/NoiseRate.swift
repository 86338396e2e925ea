import Signals

/// Failures that a definition knows as noise, while they keep to the rate it states.
///
/// A rate is of a window: three times that of the definition, or ten minutes. In no window may
/// more than twice as many come, and three, or all of the failures count as any other does.
struct NoiseRate {
  private var exceeded: Set<Int> = []
  private var known: Set<Int> = []

  init(_ operation: OperationTimeline) {
    for (index, signature) in operation.signatures.enumerated() where !signature.noise.isEmpty {
      known.insert(index)
      guard let rate = signature.noiseRate else { continue }
      let window = max(600, 3 * rate.perSeconds)
      let allowed = 3 + 2 * rate.upToCount * window / max(1, rate.perSeconds)
      var seen: [(start: Int64, count: Int)] = []
      var oldest = 0
      var sum = 0
      for slot in operation.slots {
        let count = operation.failureCount([index], in: slot)
        guard count > 0 else { continue }
        let start = slot.start * operation.width
        seen.append((start, count))
        sum += count
        // Slots are in order of time, and the one just added is within the window.
        while seen[oldest].start < start - Int64(window) {
          sum -= seen[oldest].count
          oldest += 1
        }
        if sum > allowed { exceeded.insert(index) }
      }
    }
  }

  /// Known and no more frequent than the definition allows.
  func isWithinRate(_ signature: Int) -> Bool {
    known.contains(signature) && !exceeded.contains(signature)
  }
}
