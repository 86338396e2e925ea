import LogModel

/// Which planted faults are found, how late, and how well the intervals hold there.
public struct DetectionPower: Sendable {
  /// Faults of one size, planted at several times.
  public struct Size: Sendable {
    public var operation: String
    /// Share of the calls that fail.
    public var share: Double
    public var durationSeconds: Int
    public var planted: Int
    public var found: Int
    /// Seconds from the planted start to the first bad event of the incident, of those that were
    /// found, in order.
    public var delays: [Double]
    /// Of those that were found, how often the 90 % interval of the start held the planted start.
    public var startsHeld: Int
    public var endsHeld: Int

    public init(operation: String, share: Double, durationSeconds: Int) {
      self.operation = operation
      self.share = share
      self.durationSeconds = durationSeconds
      (planted, found, delays, startsHeld, endsHeld) = (0, 0, [], 0, 0)
    }

    public var medianDelay: Double? { delays.isEmpty ? nil : delays.sorted()[delays.count / 2] }
  }

  public var sizes: [Size]
  public var seed: UInt64

  public init(sizes: [Size], seed: UInt64) {
    self.sizes = sizes
    self.seed = seed
  }
}
