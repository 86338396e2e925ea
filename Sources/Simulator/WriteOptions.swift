/// How a simulated log is written, where its form leaves a choice.
public struct WriteOptions: Hashable, Sendable {
  /// Which path the logger saw.
  public enum PathStyle: String, CaseIterable, Hashable, Sendable {
    /// `/api/order`
    case full
    /// `/` for an order and for everything about accounts, `/menu` for the menu.
    case routerRelative
  }

  /// All forms.
  public var pathStyle = PathStyle.full
  /// Whether a record of type `factory` stands before each order's answer.
  public var factoryRecords = false
  /// Whether a record of type `db` stands before each answer; in the forms of Loki and Grafana
  /// its line is a bare JSON string.
  public var databaseRecords = false
  /// `logcliJsonl` only: whether the newest record comes first, as is its habit.
  public var newestFirst = true
  /// `lokiPush` only: how many records one push carries; below 1 counts as 1.
  public var recordsPerPush = 1
  /// `queryRange` only: how many documents, newest first; below 1 counts as 1.
  public var pages = 1
  /// `combined` only: the zone of the stamps, in minutes east of UTC.
  public var zoneMinutes = 0

  /// Answers only, full paths, each form in its habitual order.
  public init() {}
}
