import LogModel

/// The times of a case, as the programs of a site write them; all in UTC.
struct Clock {
  let begin: Timestamp

  /// - Parameter hour: of a Tuesday.
  init(hour: Double) {
    begin = Timestamp(seconds: 1_741_651_200 + Int64(hour * 3600))
  }

  func rfc3339(_ seconds: Double) -> String {
    let milliseconds = Int64((seconds * 1000).rounded())
    return Timestamp(
      nanoseconds: begin.nanoseconds + milliseconds * 1_000_000, fractionDigits: 3
    ).rfc3339
  }

  /// `2025-03-11`, `13:55:36`, `123`: the parts of a stamp.
  private func parts(_ seconds: Double) -> (date: [String], time: String, fraction: String) {
    let text = rfc3339(seconds)
    let date = text.prefix(10).split(separator: "-").map(String.init)
    return (date, String(text.dropFirst(11).prefix(8)), String(text.dropFirst(20).prefix(3)))
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private func month(_ number: String) -> String { Self.months[(Int(number) ?? 1) - 1] }

  /// `11/Mar/2025:13:55:36 +0000`, of an access log.
  func access(_ seconds: Double) -> String {
    let (date, time, _) = parts(seconds.rounded(.down))
    return "\(date[2])/\(month(date[1]))/\(date[0]):\(time) +0000"
  }

  /// `2025/03/11 13:55:36`, of nginx's error log.
  func nginx(_ seconds: Double) -> String {
    let (date, time, _) = parts(seconds.rounded(.down))
    return "\(date.joined(separator: "/")) \(time)"
  }

  /// `Tue Mar 11 13:55:36.123000 2025`, of Apache's error log.
  func apache(_ seconds: Double) -> String {
    let (date, time, fraction) = parts(seconds)
    let day = Int((begin.seconds + Int64(seconds)) / 86_400 + 3) % 7
    let name = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][day]
    return "\(name) \(month(date[1])) \(date[2]) \(time).\(fraction)000 \(date[0])"
  }

  /// `2025-03-11 13:55:36,123`, of Python's logging.
  func python(_ seconds: Double) -> String {
    let (date, time, fraction) = parts(seconds)
    return "\(date.joined(separator: "-")) \(time),\(fraction)"
  }

  /// `Mar 11 13:55:36`, of syslog.
  func syslog(_ seconds: Double) -> String {
    let (date, time, _) = parts(seconds.rounded(.down))
    let day = date[2].hasPrefix("0") ? " " + date[2].dropFirst() : date[2]
    return "\(month(date[1])) \(day) \(time)"
  }
}
