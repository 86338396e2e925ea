import LogModel
import Scan

/// What tells the year of stamps that state none, and by which words it is known.
///
/// The year is a function of the stamp and of this alone, so reading parts of a stream again
/// gives the same.
public struct YearReference: Hashable, Sendable {
  /// How a stamp lies to the moment that is known.
  enum Rule: Hashable, Sendable {
    /// Not later, but for a day: the stamp was written before the file was closed.
    case before
    /// The nearest, on either side.
    case nearest
  }

  var seconds: Int64
  var rule: Rule
  /// For the warning: `the date in the file's name`.
  var basis: String
  /// The input states that moment itself, in its lines or its name.
  var isOwn = false
  /// The second at which the day begins that the file is named by.
  var day: Int64?
  /// What its dates show of the order of their numbers.
  var orders = DateOrders()

  /// The stamp with its year, `nil` where no year near the reference has that day.
  ///
  /// - Parameter time: counted in 1972; a time that states its year is handed back.
  func dated(_ time: ParsedTime) -> ParsedTime? {
    guard time.lacksYear else { return time }
    guard time.seconds.magnitude < 1 << 40, seconds.magnitude < 1 << 40 else { return nil }
    let day = time.seconds.flooredDivision(by: 86_400)
    let civil = CivilTime(secondsSinceEpoch: day * 86_400)
    guard civil.year == 1972 || civil.year == 1973 else { return nil }
    // The second after New Year's Eve's last is counted in 1973.
    let carried = civil.year - 1972
    let center = CivilTime(secondsSinceEpoch: seconds).year
    var best: Int64?
    for year in (center - 8)...(center + 8) {
      guard civil.day <= CivilTime.daysInMonth(civil.month, of: year + carried) else { continue }
      let start = CivilTime.daysSinceEpoch(
        year: year + carried, month: civil.month, day: civil.day)
      let moment = start * 86_400 + (time.seconds - day * 86_400)
      switch rule {
      case .before:
        // A day for zones and for lines written while the file was being closed.
        if moment <= seconds + 86_400 { best = moment }
      case .nearest:
        if best.map({ (moment - seconds).magnitude < ($0 - seconds).magnitude }) ?? true {
          best = moment
        }
      }
    }
    guard let best else { return nil }
    var dated = time
    dated.seconds = best
    dated.lacksYear = false
    return dated
  }
}
