/// The first moment at which a reasonable alert would have fired in an incident.
///
/// Found by replaying rules on the same history: a help to choose one, and never a fact of the
/// incident itself.
public struct AlertMoment: Hashable, Sendable {
  public var time: Timestamp
  /// As it is typed: `failures(order)/attempts(order) > 5% for 2m`.
  public var rule: String
  /// How much of the history outside of incidents it was tried on, in seconds.
  public var historySeconds: Double
  /// How often it would have fired there; `nil` where that is too little to tell.
  public var falseAlarms: Int?
  /// Buckets that its threshold was fitted on.
  public var buckets: Int

  public init(
    time: Timestamp, rule: String, historySeconds: Double, falseAlarms: Int?, buckets: Int
  ) {
    self.time = time
    self.rule = rule
    self.historySeconds = historySeconds
    self.falseAlarms = falseAlarms
    self.buckets = buckets
  }

  /// `2 h of history: false alarms unknown`
  public var history: String {
    let length = NumberWords.duration(historySeconds) + " of history"
    guard let falseAlarms else { return length + ": false alarms unknown" }
    return falseAlarms == 0
      ? length + ": no false alarm" : length + ": " + NumberWords.count(falseAlarms, "false alarm")
  }
}
