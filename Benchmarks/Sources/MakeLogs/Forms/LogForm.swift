/// A form in which the requests are logged.
protocol LogForm: Sendable {
  /// Bytes, about, of entries that are not written yet.
  var held: Int { get }
  mutating func put(_ request: Request, into log: inout String)
  /// Writes what is held, if anything.
  mutating func endFile(into log: inout String)
}

extension LogForm {
  var held: Int { 0 }
  mutating func endFile(into log: inout String) {}
}

/// All forms, by the names of the command line.
enum LogForms {
  static let all: [String: any LogForm] = [
    "json": JSONForm(), "access": AccessForm(), "logfmt-cri": LogfmtForm(),
    "query-range": QueryRangeForm(),
  ]
}
