import Synchronization

/// The answers of models to questions that were asked before.
///
/// A model is a pure function of its series and its settings, so an answer holds for ever. Where
/// inputs are read again next to a boundary, most series stay as they were, and only the others are
/// judged again; and what two detectors ask of one series is worked out once.
package final class ModelCache: Sendable {
  private struct State {
    var ratios: [SeriesDigest: RatioResult] = [:]
    var counts: [SeriesDigest: CountResult] = [:]
    var fits: [SeriesDigest: CountFit] = [:]
  }

  private let state = Mutex(State())

  package init() {}

  /// Drops what is only of use while the detectors run: it holds whole series.
  package func forgetFits() { state.withLock { $0.fits = [:] } }

  func ratio(_ question: SeriesDigest, _ answer: () -> RatioResult) -> RatioResult {
    if let known = state.withLock({ $0.ratios[question] }) { return known }
    let found = answer()
    state.withLock { $0.ratios[question] = found }
    return found
  }

  func counts(_ question: SeriesDigest, _ answer: () -> CountResult) -> CountResult {
    if let known = state.withLock({ $0.counts[question] }) { return known }
    let found = answer()
    state.withLock { $0.counts[question] = found }
    return found
  }

  func fit(_ question: SeriesDigest, _ made: () -> CountFit) -> CountFit {
    if let known = state.withLock({ $0.fits[question] }) { return known }
    let fit = made()
    state.withLock { $0.fits[question] = fit }
    return fit
  }
}

/// What a model is asked, in 128 bits: its settings and every number of its series.
struct SeriesDigest: Hashable, Sendable {
  private var low: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var high: UInt64 = 0xC2B2_AE3D_27D4_EB4F

  /// Odd numbers with as many ones as zeros, a different one for each half.
  private static let lowFactor: UInt64 = 0xA076_1D64_78BD_642F
  private static let highFactor: UInt64 = 0xE703_7ED1_A0B4_28DB

  @inline(__always)
  mutating func add(_ word: UInt64) {
    low = Self.folded((low ^ word).multipliedFullWidth(by: Self.lowFactor)) &+ word
    high = Self.folded((high &+ word).multipliedFullWidth(by: Self.highFactor)) ^ word
  }

  @inline(__always)
  mutating func add(_ number: Double) { add(number.bitPattern) }

  @inline(__always)
  mutating func add(_ number: Int) { add(UInt64(bitPattern: Int64(number))) }

  mutating func add(_ cells: [RatioCell]) {
    add(cells.count)
    for cell in cells {
      add(cell.time)
      add(cell.attempts)
      add(cell.failures)
    }
  }

  mutating func add(_ numbers: [Double]) {
    add(numbers.count)
    for number in numbers { add(number) }
  }

  mutating func add(_ series: CountSeries) {
    add(series.origin)
    add(series.width)
    add(series.counts.count)
    // No count is as low as that.
    for count in series.counts { add(count ?? .min) }
  }

  private static func folded(_ product: (high: UInt64, low: UInt64)) -> UInt64 {
    product.high ^ product.low
  }
}
