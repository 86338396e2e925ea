/// A drawing as the files that a user would have: logs, an events file, and logs of days before.
public struct DrawnFiles: Sendable {
  /// Logs by their names: one a service, and of a drawing with a hole one a rotation.
  public let logs: [(name: String, text: String)]
  /// JSON lines; `nil` where no event is drawn.
  public let events: String?

  /// - Parameters:
  ///   - text: see ``DrawnLog``.
  ///   - step: minutes of a step.
  ///   - perStep: records of a lane in an ordinary step.
  ///   - clock: hour at which the drawing begins, of Tuesday, 2025-05-06.
  ///   - daysBefore: how many days earlier that is.
  ///   - inOneFile: all services write one log, as behind a collector.
  public init(
    _ text: String, step: Int = 1, perStep: Int = 6, clock: Int = 10, daysBefore: Int = 0,
    inOneFile: Bool = false, as form: LogForm = .jsonLines
  ) throws {
    var records = DrawnRecords(
      drawing: try Drawing(text),
      origin: DrawnLog.day + Int64(clock) * 3600 - Int64(daysBefore) * 86_400, step: step * 60,
      perStep: perStep, form: form)
    records.inOneFile = inOneFile
    logs = records.logs.map { ($0.path, $0.text) }
    events = records.events
  }
}
