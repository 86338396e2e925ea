import LogModel
import Scan

/// Reads lines of one form.
///
/// A pure function of the line: the same bytes give the same fields. A line of another form is
/// refused, never half read; the caller then tries the next format.
public protocol LogFormat: Sendable {
  /// The name in reports and definitions.
  var name: String { get }
  /// A record may go on over lines that are none themselves: stack traces, statements.
  var hasContinuations: Bool { get }
  /// Whether a line that begins with these bytes, at most eight, may be of this form.
  ///
  /// Most lines begin like one before them, for which all forms were asked: a form that does not
  /// take such bytes costs those lines nothing.
  func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool
  /// Fills `fields` from one line without its line end; false when it has another form.
  func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool
}

extension LogFormat {
  public var hasContinuations: Bool { false }
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
  /// In the order in which they are tried.
  public static let all: [any LogFormat] = LineForm.allCases.map(\.format)
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

/// The forms of lines that are tried, in this order: strictest first.
///
/// The switches name the types, for the compiler: a call through a protocol would copy and destroy
/// a box for every line.
enum LineForm: Int, CaseIterable {
  case json, envoy, loadBalancer, s3, squid, haproxy, gin, nginxError, apacheError, combined,
    uvicorn, morgan, rails, lenientJSON, logfmt, swiftLog, redis, postgresCSV, postgres,
    uwsgi, weblogic, mysqlSlow, nest, ltsv, plainText, looseAccess

  var format: any LogFormat {
    switch self {
    case .json: JSONLines()
    case .envoy: EnvoyAccess()
    case .loadBalancer: LoadBalancerAccess()
    case .s3: S3Access()
    case .squid: SquidAccess()
    case .haproxy: HAProxy()
    case .gin: GinAccess()
    case .nginxError: NginxError()
    case .apacheError: ApacheError()
    case .combined: CombinedAccess()
    case .uvicorn: UvicornAccess()
    case .morgan: MorganAccess()
    case .rails: RailsCompleted()
    case .lenientJSON: LenientJSONLines()
    case .logfmt: Logfmt()
    case .swiftLog: SwiftLog()
    case .redis: Redis()
    case .postgresCSV: PostgresCSV()
    case .postgres: Postgres()
    case .uwsgi: UWSGI()
    case .weblogic: WebLogic()
    case .mysqlSlow: MySQLSlow()
    case .nest: NestLogger()
    case .ltsv: LTSV()
    case .plainText: PlainText()
    case .looseAccess: LooseAccess()
    }
  }

  /// Whether its lines have so many marks of their own that no form and no envelope, though tried
  /// before it, takes one of them.
  @inline(__always)
  var isTelling: Bool { self == .combined }

  /// The same as ``read(_:into:)``, by what `stamps` remember of the lines before.
  @inline(__always)
  func read(
    _ line: UnsafeRawBufferPointer, into fields: inout RecordFields, _ stamps: inout StampReader
  ) -> Bool {
    self == .combined
      ? CombinedAccess().read(line, into: &fields, &stamps) : read(line, into: &fields)
  }

  /// Fills `fields` from a line; false when it has another form.
  @inline(__always)
  func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    switch self {
    case .json: JSONLines().read(line, into: &fields)
    case .envoy: EnvoyAccess().read(line, into: &fields)
    case .loadBalancer: LoadBalancerAccess().read(line, into: &fields)
    case .s3: S3Access().read(line, into: &fields)
    case .squid: SquidAccess().read(line, into: &fields)
    case .haproxy: HAProxy().read(line, into: &fields)
    case .gin: GinAccess().read(line, into: &fields)
    case .nginxError: NginxError().read(line, into: &fields)
    case .apacheError: ApacheError().read(line, into: &fields)
    case .combined: CombinedAccess().read(line, into: &fields)
    case .uvicorn: UvicornAccess().read(line, into: &fields)
    case .morgan: MorganAccess().read(line, into: &fields)
    case .rails: RailsCompleted().read(line, into: &fields)
    case .lenientJSON: LenientJSONLines().read(line, into: &fields)
    case .logfmt: Logfmt().read(line, into: &fields)
    case .swiftLog: SwiftLog().read(line, into: &fields)
    case .redis: Redis().read(line, into: &fields)
    case .postgresCSV: PostgresCSV().read(line, into: &fields)
    case .postgres: Postgres().read(line, into: &fields)
    case .uwsgi: UWSGI().read(line, into: &fields)
    case .weblogic: WebLogic().read(line, into: &fields)
    case .mysqlSlow: MySQLSlow().read(line, into: &fields)
    case .nest: NestLogger().read(line, into: &fields)
    case .ltsv: LTSV().read(line, into: &fields)
    case .plainText: PlainText().read(line, into: &fields)
    case .looseAccess: LooseAccess().read(line, into: &fields)
    }
  }
}
