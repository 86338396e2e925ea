import LogModel

/// What share of calls fails when nothing is wrong, by earlier logs.
public struct UsualShare: Hashable, Sendable {
  /// Drawn a little towards what all of the history says.
  public var share: Double
  /// Calls of the hours that the share was taken from, and how many of them failed.
  public var failures: Int
  public var attempts: Int
  /// From the first to the last record of the history.
  public var range: TimeRange
  /// Nothing where all hours count alike.
  public var hours: HistoryHours
  /// The worst of the history's days; its own incidents are left out.
  public var worstDay: Double
  /// The share of each hour of the week that the log has calls in, where hours differ.
  var byHour: [Int: Double] = [:]
  /// Of such hours as have more than the others: the worst of the history's days.
  var worstByHour: [Int: Double] = [:]

  /// What is usual at a moment in seconds since the epoch.
  func share(at moment: Double) -> Double {
    guard !byHour.isEmpty, let hour = Int64(exactly: (moment / 3600).rounded(.down)) else {
      return share
    }
    return byHour[HistoryHours.place(of: hour)] ?? share
  }

  /// The days and hours that it was taken from.
  public var days: HistoryDays { HistoryDays(range: range, hours: hours) }
}
