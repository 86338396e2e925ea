/// How far the clock of one source differs from another's, by requests that both logged.
public struct ClockSkew: Hashable, Sendable {
  public var source: String
  /// Whose clock it is compared with. Which of the two is right, no log tells.
  public var reference: String
  /// Seconds by which the source's clock is ahead; negative where it is behind.
  public var offsetSeconds: Double
  public var lowSeconds: Double
  public var highSeconds: Double
  /// Requests that it rests on.
  public var pairs: Int
  /// Stamps of whole seconds are among those compared.
  public var isCoarse: Bool
  /// The source's stamps were moved by it.
  public var isApplied = false

  public init(
    source: String, reference: String, offsetSeconds: Double, lowSeconds: Double,
    highSeconds: Double, pairs: Int, isCoarse: Bool
  ) {
    self.source = source
    self.reference = reference
    self.offsetSeconds = offsetSeconds
    self.lowSeconds = lowSeconds
    self.highSeconds = highSeconds
    self.pairs = pairs
    self.isCoarse = isCoarse
  }

  /// What brings the source's stamps onto the reference's clock: whole milliseconds, or seconds
  /// where stamps are no finer.
  public var stepNanoseconds: Int64 {
    let unit = isCoarse ? 1.0 : 1e-3
    let units = Int64(exactly: (-offsetSeconds / unit).rounded()) ?? 0
    let (step, overflows) = units.multipliedReportingOverflow(by: Int64(unit * 1e9))
    return overflows ? 0 : step
  }
}
