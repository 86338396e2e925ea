import LogModel

/// The rule at the end of a zone file, for the years after its table: `CET-1CEST,M3.5.0,M10.5.0/3`.
///
/// The form is that of the TZ variable of POSIX, with the hours from -167 to 167 that RFC 8536
/// adds. Offsets are kept as seconds east of UTC, which is the opposite of how they are written.
struct PosixZone {
  struct Daylight {
    var offset: Int32
    var abbreviation: String
    var start: YearlyMoment
    var end: YearlyMoment
  }

  /// A day of each year, and a time of it by the clock in force before.
  struct YearlyMoment {
    enum Day {
      /// 1 to 365; the 29th of February is never counted.
      case julian(Int)
      /// 0 to 365.
      case ofYear(Int)
      /// Weekday (0 is Sunday) of a week (5 is the last) of a month.
      case weekday(Int, week: Int, month: Int)
    }
    var day: Day
    var seconds: Int64
  }

  var offset: Int32
  var abbreviation: String
  var daylight: Daylight?

  /// The changes of one year, the earlier first: when, and whether daylight time begins.
  func changes(in year: Int) -> [(at: Int64, begins: Bool)] {
    guard let daylight else { return [] }
    let start = daylight.start.localSeconds(in: year) - Int64(offset)
    let end = daylight.end.localSeconds(in: year) - Int64(daylight.offset)
    let changes = [(at: start, begins: true), (at: end, begins: false)]
    return start <= end ? changes : changes.reversed()
  }
}

extension PosixZone.YearlyMoment {
  /// Seconds since 1970-01-01T00:00:00 of the local clock.
  func localSeconds(in year: Int) -> Int64 {
    let newYear = CivilTime.daysSinceEpoch(year: year, month: 1, day: 1)
    let dayNumber: Int64
    switch day {
    case .julian(let number):
      let leaps = CivilTime.daysInMonth(2, of: year) == 29 && number >= 60
      dayNumber = newYear + Int64(number - 1) + (leaps ? 1 : 0)
    case .ofYear(let number):
      dayNumber = newYear + Int64(number)
    case .weekday(let weekday, let week, let month):
      let first = CivilTime.daysSinceEpoch(year: year, month: month, day: 1)
      // 1970-01-01 was a Thursday, weekday 4.
      let firstWeekday = Int((first + 4) - (first + 4).flooredDivision(by: 7) * 7)
      var inMonth = (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
      if inMonth >= CivilTime.daysInMonth(month, of: year) { inMonth -= 7 }
      dayNumber = first + Int64(inMonth)
    }
    return dayNumber * 86_400 + seconds
  }
}
