import Timeline

/// A finished run: the report, and whether all of it could be read.
public struct Draft: Sendable {
  public var report: IncidentReport
  public var status: ExitStatus
  /// What a person should know of the run and the report does not tell.
  public var notes: [String] = []
}

extension ExitStatus {
  /// Whether what was given was read well enough (exit 0) or only in part (exit 3).
  init(_ completeness: Completeness) { self = completeness.isPartial ? .partial : .done }
}
