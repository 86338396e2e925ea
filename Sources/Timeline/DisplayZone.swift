import LogModel

/// The zone a draft prints its times in: a name, and how far it is from UTC at a moment.
///
/// The offset is a function of the moment, because a zone that keeps summer time has two.
public struct DisplayZone: Sendable {
  /// As it stands in the draft: `UTC`, `America/Denver`.
  public var name: String
  /// Seconds to add to UTC at the given moment.
  public var offset: @Sendable (Timestamp) -> Int

  /// A zone of the given name; `offset` gives seconds east of UTC.
  public init(name: String, offset: @escaping @Sendable (Timestamp) -> Int) {
    self.name = name
    self.offset = offset
  }

  /// Coordinated universal time, the zone of every machine-readable form.
  public static let utc = DisplayZone(name: "UTC") { _ in 0 }

  /// The date and time of day shown for a moment.
  public func civil(_ time: Timestamp) -> CivilTime {
    CivilTime(secondsSinceEpoch: time.seconds &+ Int64(offset(time)))
  }

  /// `15:24`, or `2025-04-09 00:10` when that is another day than `day`; minutes are floored.
  public func minute(_ time: Timestamp, on day: Timestamp?) -> String {
    datePrefix(time, on: day) + civil(time).hourAndMinute
  }

  /// `15:24:55`, with the date in front when that is another day than `day`.
  public func clock(_ time: Timestamp, on day: Timestamp?) -> String {
    datePrefix(time, on: day) + civil(time).clock
  }

  /// `2025-04-08`
  public func date(_ time: Timestamp) -> String { civil(time).date }

  /// `UTC-06:00` at the given moment.
  public func offsetLabel(at time: Timestamp) -> String {
    let seconds = offset(time)
    let minutes = Int(seconds.magnitude / 60)
    let sign = seconds < 0 ? "-" : "+"
    return "UTC" + sign + CivilTime(secondsSinceEpoch: Int64(minutes) &* 60).hourAndMinute
  }

  private func datePrefix(_ time: Timestamp, on day: Timestamp?) -> String {
    let date = date(time)
    guard let day, self.date(day) != date else { return "" }
    return date + " "
  }
}
