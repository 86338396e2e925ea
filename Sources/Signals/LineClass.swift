import LogModel
import Parse

/// How a line without a request is counted. Its template is used as the operation name.
public enum LineClass: String, Sendable, CaseIterable {
  /// Neither error nor warning: it shows that the log went on.
  case quiet = ""
  case warning
  /// Error or worse.
  case error

  /// Seconds of a quiet line's bucket at least: most lines of a log are quiet, and buckets as
  /// narrow as those of what failed would crowd these out of the budget.
  public static let quietSeconds: Int64 = 60

  /// Only lines whose message was kept complain: calls of probes are quiet whatever they say.
  @inline(__always)
  init(_ record: UnsafePointer<LogRecord>) {
    let complains = record.pointee.signature.count > 0
    switch record.pointee.severity {
    case .error, .fatal: self = complains ? .error : .quiet
    case .warning: self = complains ? .warning : .quiet
    case .unknown, .trace, .debug, .info: self = .quiet
    }
  }

  /// A number for a hash.
  @inline(__always)
  var rank: UInt64 { self == .quiet ? 0 : self == .warning ? 1 : 2 }
}

extension SeriesKey {
  /// Lines that show no more than that a log went on.
  public var isQuietLines: Bool { kind == .message && operation == LineClass.quiet.rawValue }
}
