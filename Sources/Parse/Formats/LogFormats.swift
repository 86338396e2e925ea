/// Reads lines of one form.
///
/// A pure function of the line: the same bytes give the same fields. A line of another form is
/// refused, never half read; the caller then tries the next format.
public protocol LogFormat: Sendable {
  /// The name in reports and definitions.
  var name: String { get }
  /// A record may go on over lines that are none themselves: stack traces, statements.
  var hasContinuations: Bool { get }
  /// Whether a line that begins with these bytes, at most eight, may be of this form; most lines
  /// begin like the one before.
  func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool
  /// Fills `fields` from one line without its line end; false when it has another form.
  func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool
}

extension LogFormat {
  public var hasContinuations: Bool { false }
  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool { true }
}

/// A form whose columns a line of the stream names.
public protocol HeadedFormat: Sendable {
  /// The name in reports and definitions.
  var name: String { get }
  /// The form of the lines that follow `line`, when that names the columns of this form.
  ///
  /// Asked for the first line of a stream and for lines that begin with `#`.
  func format(headedBy line: UnsafeRawBufferPointer) -> (any LogFormat)?
  /// The same where a header has several lines, and `previous` is what those before it made.
  func format(
    headedBy line: UnsafeRawBufferPointer, after previous: (any LogFormat)?
  ) -> (any LogFormat)?
}

extension HeadedFormat {
  public func format(
    headedBy line: UnsafeRawBufferPointer, after previous: (any LogFormat)?
  ) -> (any LogFormat)? { format(headedBy: line) }
}

/// Every form of line recount reads.
public enum LogFormats {
  /// Tried in this order: strictest first.
  public static let all: [any LogFormat] = [
    JSONLines(),
    EnvoyAccess(), LoadBalancerAccess(), S3Access(), SquidAccess(), HAProxy(), GinAccess(),
    NginxError(), ApacheError(), CombinedAccess(), UvicornAccess(), MorganAccess(),
    RailsCompleted(),
    LenientJSONLines(),
    Logfmt(), SwiftLog(), Redis(), PostgresCSV(), Postgres(), PlainText(),
  ]
  public static let headed: [any HeadedFormat] = [W3CExtended()]

  public static var names: [String] { choices + headed.map(\.name) }

  /// Those that somebody may state: forms whose columns the log names itself are always looked for.
  public static var choices: [String] { all.map(\.name) }

  /// Bit n: the line may be of the n-th of ``all``.
  static func opening(_ line: UnsafeRawBufferPointer) -> UInt32 {
    all.enumerated().reduce(0) {
      $1.element.mayOpen(with: line.prefix(8)) ? $0 | 1 << UInt32($1.offset) : $0
    }
  }
}
