import LogModel

/// One record of a drawing, before it is a line of some form.
struct DrawnRecord {
  var time: Timestamp
  var service: String
  var level = "info"
  var message: String
  /// `nil` for a line that is about no request.
  var request: Request?

  struct Request {
    var method: String
    var path: String
    var status: Int
    var milliseconds: Int
    /// JSON, in logs that keep answers.
    var answer: String?
    /// Who asked, where answers are kept.
    var user: Int
  }
}

/// Forms of lines that a drawing can be written in.
public enum LogForm: Sendable {
  case jsonLines, logfmt
  /// An access log: whole seconds and no durations.
  case combined
  /// A logger's lines: `2025-05-06 11:00:03,123 ERROR worker - Cannot reach queue 17`.
  case plain
  /// RFC 5424.
  case syslog

  func line(_ record: DrawnRecord) -> String {
    switch self {
    case .jsonLines: Self.jsonLine(record)
    case .logfmt: Self.logfmtLine(record)
    case .combined: Self.combinedLine(record)
    case .plain:
      record.time.rfc3339.prefix(10) + " "
        + record.time.rfc3339.dropFirst(11).dropLast().replacing(".", with: ",")
        + " \(record.level.uppercased()) \(record.service) - \(record.message)"
    case .syslog:
      "<\(record.level == "error" ? 11 : 14)>1 \(record.time.rfc3339) host-1 \(record.service)"
        + " 812 - - \(record.message)"
    }
  }

  private static func jsonLine(_ record: DrawnRecord) -> String {
    var line = #"{"time":"\#(record.time.rfc3339)","level":"\#(record.level)","#
    line += #""service":"\#(record.service)","msg":"\#(record.message)""#
    if let request = record.request {
      line += #","method":"\#(request.method)","path":"\#(request.path)","#
      line += #""status":\#(request.status),"duration_ms":\#(request.milliseconds)"#
      if let answer = request.answer {
        line += #","user":"u\#(request.user)","resBody":\#(answer)"#
      }
    }
    return line + "}"
  }

  private static func logfmtLine(_ record: DrawnRecord) -> String {
    var line = "time=\(record.time.rfc3339) level=\(record.level) service=\(record.service)"
    line += #" msg="\#(record.message)""#
    if let request = record.request {
      line += " method=\(request.method) path=\(request.path) status=\(request.status)"
      line += " duration=\(request.milliseconds)ms"
    }
    return line
  }

  private static func combinedLine(_ record: DrawnRecord) -> String {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"]
    let civil = CivilTime(secondsSinceEpoch: record.time.seconds)
    let clock = record.time.rfc3339.dropFirst(11).prefix(8)
    let day = record.time.rfc3339.dropFirst(8).prefix(2)
    let month = months[min(max(civil.month, 1), months.count) - 1]
    let request = record.request
    return "203.0.113.\(1 + (request?.user ?? 0) % 200) - - "
      + "[\(day)/\(month)/\(civil.year):\(clock) +0000] "
      + #""\#(request?.method ?? "GET") \#(request?.path ?? "/") HTTP/1.1" "#
      + #"\#(request?.status ?? 200) 512 "-" "app/3.1""#
  }
}
