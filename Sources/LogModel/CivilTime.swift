/// A date and time of day in the proleptic Gregorian calendar, without a zone.
///
/// The conversions are the era-based integer formulas of the civil calendar (400-year eras of
/// 146,097 days, years that start in March), valid for every `Int64` second used here.
public struct CivilTime: Hashable, Sendable {
  public var year: Int
  /// 1 to 12.
  public var month: Int
  /// 1 to 31.
  public var day: Int
  public var hour: Int
  public var minute: Int
  public var second: Int

  public init(
    year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0
  ) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
  }

  /// The civil time of a count of seconds since 1970-01-01T00:00:00.
  public init(secondsSinceEpoch: Int64) {
    let days = secondsSinceEpoch.flooredDivision(by: 86_400)
    let rest = Int(secondsSinceEpoch - days * 86_400)
    let shifted = days + 719_468
    let era = shifted.flooredDivision(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    day = Int(dayOfYear - (153 * monthIndex + 2) / 5 + 1)
    month = Int(monthIndex < 10 ? monthIndex + 3 : monthIndex - 9)
    year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
    hour = rest / 3600
    minute = rest / 60 % 60
    second = rest % 60
  }

  /// Seconds since 1970-01-01T00:00:00, reading the fields as UTC.
  public var secondsSinceEpoch: Int64 {
    Self.daysSinceEpoch(year: year, month: month, day: day) * 86_400
      + Int64(hour * 3600 + minute * 60 + second)
  }

  /// Days from 1970-01-01 to the given date.
  public static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int64 {
    let shiftedYear = Int64(month <= 2 ? year - 1 : year)
    let era = shiftedYear.flooredDivision(by: 400)
    let yearOfEra = shiftedYear - era * 400
    let monthIndex = Int64(month > 2 ? month - 3 : month + 9)
    let dayOfYear = (153 * monthIndex + 2) / 5 + Int64(day) - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Whether month, day and clock are within their ranges (a leap second `:60` is).
  public var isValid: Bool {
    guard (1...12).contains(month), day >= 1, (0...23).contains(hour),
      (0...59).contains(minute), (0...60).contains(second)
    else { return false }
    return day <= Self.daysInMonth(month, of: year)
  }

  public static func daysInMonth(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// `2025-04-08`
  public var date: String {
    Self.padded(year, 4) + "-" + Self.padded(month) + "-" + Self.padded(day)
  }
  /// `15:24:55`
  public var clock: String { hourAndMinute + ":" + Self.padded(second) }
  /// `15:24`
  public var hourAndMinute: String { Self.padded(hour) + ":" + Self.padded(minute) }

  private static func padded(_ value: Int, _ width: Int = 2) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
