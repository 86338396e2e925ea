import LogModel
import Timeline

/// A finished run: the report, and whether all of it could be read.
public struct Draft: Sendable {
  public var report: IncidentReport
  public var status: ExitStatus
  /// What a person should know of the run and the report does not tell.
  public var notes: [String] = []

  /// Whether the inputs were read well enough (exit 0) or only in part (exit 3).
  static func status(of readings: [InputReading]) -> ExitStatus {
    readings.contains(where: isPartial) ? .partial : .done
  }

  private static func isPartial(_ reading: InputReading) -> Bool {
    if reading.status == .partial || reading.status == .unreadable { return true }
    if reading.warnings.contains(where: { $0.code == .lineTooLong }) { return true }
    let account = reading.account
    let said = account.lines - account.blank
    return account.unread >= 3 && account.unread * 100 > said
  }
}
