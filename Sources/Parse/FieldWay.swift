/// How the value of a key is to be read, where its meaning alone does not say.
enum FieldWay: UInt8 {
  case plain
  /// Durations: the unit that the key states.
  case nanoseconds, microseconds, milliseconds, seconds
  /// Milliseconds, as web loggers mean it; loggers that write durations otherwise are told apart.
  case web
  /// A duration whose unit the logger decides.
  case unstated
  /// Levels: numbers of syslog (0 to 7), OpenTelemetry (1 to 24), Python (10 to 50), logback
  /// (10000 to 40000) and .NET (0 to 5).
  case syslog, otlp, python, logback, dotnet
  /// A word too common to mean the answer's status inside of any object.
  case weak
  /// A status of whatever kind the record is about.
  case code
  /// An address with a port, which is another at each connection.
  case port
  /// A time that only the compact form of Serilog has.
  case clef
  /// Whole seconds, their nanoseconds under another key.
  case wholeSeconds
  /// A request line, or a body.
  case requestLine
  /// Which of the dimensions; in the order of ``RecordDimension``.
  case tenant, region, zone, version
}
