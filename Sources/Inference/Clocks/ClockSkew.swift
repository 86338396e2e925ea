import LogModel

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

  /// What brings the source's stamps onto the reference's clock: whole milliseconds, or seconds
  /// where stamps are no finer.
  public var stepNanoseconds: Int64 {
    let unit = isCoarse ? 1.0 : 1e-3
    let units = Int64(exactly: (-offsetSeconds / unit).rounded()) ?? 0
    let (step, overflows) = units.multipliedReportingOverflow(by: Int64(unit * 1e9))
    return overflows ? 0 : step
  }

  /// `host-b's clock is 6.9 to 7.1 s ahead of host-a's (212 matched calls)`
  public var words: String {
    let bounds = [lowSeconds.magnitude, highSeconds.magnitude].sorted()
    let side = offsetSeconds < 0 ? "behind" : "ahead of"
    return "\(source)'s clock is \(NumberWords.hundredths(bounds[0])) to "
      + "\(NumberWords.hundredths(bounds[1])) s \(side) \(reference)'s (\(pairs) matched calls)"
  }
}
