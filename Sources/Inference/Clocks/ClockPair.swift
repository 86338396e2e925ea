/// What the requests that two sources share say of their clocks.
///
/// Who called waited for who was called, so the span of the callee lies within the caller's when
/// both clocks agree. Each request bounds by how much they may not: the callee cannot have begun
/// before its caller, nor ended after it.
struct ClockPair {
  /// Fewer requests say nothing.
  static let leastRequests = 8
  /// What clocks that are kept by the usual means differ by, in seconds.
  static let baselineSeconds = 0.2
  /// Share of requests on either side that may be odd: answered late, or named alike by chance.
  private static let oddShare = 0.05
  /// What rounding and the way between two hosts may take.
  private static let slackSeconds = 0.02
  /// What a request may take of which no log tells how long it took.
  private static let unknownSeconds = 1.0

  private var lows: [Double] = []
  private var highs: [Double] = []
  private var lengths: [Double] = []
  private(set) var isCoarse = false

  var count: Int { lows.count }

  /// - Parameters:
  ///   - low: seconds that the second source's clock is ahead of the first's, at least.
  ///   - length: how long the caller's span is.
  mutating func add(low: Double, high: Double, length: Double, isCoarse: Bool) {
    lows.append(low)
    highs.append(high)
    lengths.append(length)
    self.isCoarse = self.isCoarse || isCoarse
  }

  enum Verdict {
    case agree
    /// Seconds that the second source's clock is ahead of the first's.
    case differ(ClockOffset)
  }

  /// `nil` where the requests are too few, or contradict one another.
  var verdict: Verdict? {
    guard count >= Self.leastRequests else { return nil }
    let length = Self.quantile(lengths, 0.5)
    guard let found = length > 0 ? bounded : between else { return nil }
    // One after the other, and both for a third, looks like one within the other and clocks
    // that differ by about the length of a call.
    let least = max(Self.baselineSeconds, 2 * length)
    guard found.low > 0 || found.high < 0, found.estimate.magnitude >= least else {
      return .agree
    }
    return .differ(found)
  }

  /// What all requests leave, but for the odd ones.
  private var bounded: ClockOffset? {
    let slack = Self.slackSeconds + (isCoarse ? 1 : 0)
    let low = Self.quantile(lows, 1 - Self.oddShare)
    let high = Self.quantile(highs, Self.oddShare)
    guard low - high <= 2 * slack else { return nil }
    return ClockOffset(
      estimate: (low + high) / 2, low: min(low, high) - slack, high: max(low, high) + slack)
  }

  /// Stamps alone: a request's two lines stand as far apart as it took, whichever was first.
  private var between: ClockOffset {
    let middle = Self.quantile(lows, 0.5)
    let scatter = Self.quantile(lows, 1 - Self.oddShare) - Self.quantile(lows, Self.oddShare)
    let slack = Self.unknownSeconds + scatter + (isCoarse ? 1 : 0)
    return ClockOffset(estimate: middle, low: middle - slack, high: middle + slack)
  }

  /// - Precondition: there are values.
  private static func quantile(_ values: [Double], _ share: Double) -> Double {
    let sorted = values.sorted()
    // Towards the middle, so that one of a few counts as odd.
    let at = share * Double(sorted.count - 1)
    let index = share > 0.5 ? at.rounded(.down) : at.rounded(.up)
    return sorted[max(0, min(sorted.count - 1, Int(index)))]
  }
}

/// Seconds that one clock is ahead of another, with what they lie between.
struct ClockOffset: Hashable {
  var estimate: Double
  var low: Double
  var high: Double
}
