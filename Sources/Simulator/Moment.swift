import LogModel

/// The simulated service stamps in whole milliseconds, as a JavaScript service does.
extension Timestamp {
  init(milliseconds: Int64) {
    self.init(nanoseconds: milliseconds &* 1_000_000, fractionDigits: 3)
  }

  var milliseconds: Int64 { nanoseconds.flooredDivision(by: 1_000_000) }

  /// A clock time of 2025-04-08, the day on which all named scenarios play.
  static func clock(_ hour: Int, _ minute: Int, _ second: Int = 0) -> Timestamp {
    let civil = CivilTime(
      year: 2025, month: 4, day: 8, hour: hour, minute: minute, second: second)
    return Timestamp(milliseconds: civil.secondsSinceEpoch &* 1000)
  }
}
