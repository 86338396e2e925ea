/// How grave a log line says it is.
public enum Severity: UInt8, Comparable, Sendable, CaseIterable {
  case unknown, trace, debug, info, warning, error, fatal

  public static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }
}
