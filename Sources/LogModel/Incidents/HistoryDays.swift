/// The days and hours of earlier logs that say what is normal.
public struct HistoryDays: Hashable, Sendable {
  /// From the first to the last record of the history.
  public var range: TimeRange
  public var hours: HistoryHours

  public init(range: TimeRange, hours: HistoryHours = HistoryHours()) {
    self.range = range
    self.hours = hours
  }
}

/// The hours of a week or of a day, in UTC, that a level was taken from; nothing where the hour
/// decided nothing.
public struct HistoryHours: Hashable, Sendable {
  /// Hours of a week.
  public static let inWeek = 168

  /// Monday's first hour is 0.
  public private(set) var ofWeek: Set<Int> = []
  /// 0 to 23 of workdays, then of weekend days.
  public private(set) var ofKind: Set<Int> = []
  public private(set) var ofDay: Set<Int> = []
  /// Some of it was taken from all hours alike.
  public private(set) var isWhole = false

  public init() {}

  /// The hour of the week, in UTC, that an hour since the epoch is; that began on a Thursday.
  public static func place(of hour: Int64) -> Int {
    let days = Int64(3 * 24)
    let moved = hour + days
    return Int(moved - moved.flooredDivision(by: Int64(inWeek)) * Int64(inWeek))
  }

  public mutating func add(week place: Int) { ofWeek.insert(place) }
  public mutating func add(kind hour: Int) { ofKind.insert(hour) }
  public mutating func add(day hour: Int) { ofDay.insert(hour) }
  public mutating func addWhole() { isWhole = true }
}
