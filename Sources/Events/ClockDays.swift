import LogModel

/// Counts the days that a list of bare clocks runs through: `23:50`, `00:10` cross midnight.
///
/// A step back of more than twelve hours is a midnight, and such a step forward is a row that
/// belongs before it. Smaller steps back are rows out of order.
struct ClockDays {
  private var days: Int64 = 0
  private var last: Int64?

  /// The date of the next clock of the list, and whether it is not the first day.
  mutating func day(of second: Int64, from first: CivilTime) -> (CivilTime, isShifted: Bool) {
    if let last {
      if last - second > 43_200 { days += 1 }
      if second - last > 43_200, days > 0 { days -= 1 }
    }
    last = second
    let start = CivilTime.daysSinceEpoch(year: first.year, month: first.month, day: first.day)
    return (CivilTime(secondsSinceEpoch: (start + days) * 86_400), days > 0)
  }
}
