/// What the audit compares with, and what is worth telling.
public struct AuditChoice: Hashable, Sendable {
  /// How much history is the baseline, in seconds.
  public var baselineSeconds: Int
  /// Incidents with fewer failures are not told; at least 1.
  public var minimumFailures: Int
  /// Incidents shorter than this, in seconds, are not told.
  public var minimumDurationSeconds: Int

  /// Eight weeks of baseline; at least 3 failures over at least a minute are told.
  public init(
    baselineSeconds: Int = 56 * 86_400, minimumFailures: Int = 3,
    minimumDurationSeconds: Int = 60
  ) {
    self.baselineSeconds = baselineSeconds
    self.minimumFailures = minimumFailures
    self.minimumDurationSeconds = minimumDurationSeconds
  }
}
