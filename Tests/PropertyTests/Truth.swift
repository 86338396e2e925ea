import LogModel
import Simulator
import TestSupport

/// What a report should say of an outage, and what it says.
struct FoundTruth: Equatable, CustomStringConvertible {
  var lastSuccessBefore: String?
  var firstFailure: String?
  var lastFailure: String?
  var firstSuccessAfter: String?
  var failures: Int?
  var attempts: Int?

  /// - Parameter form: some forms carry whole seconds only.
  init(_ truth: IncidentTruth, in form: RecordForm) {
    func text(_ time: Timestamp?) -> String? {
      guard let time else { return nil }
      let carried = form == .combined ? Timestamp(seconds: time.seconds) : time
      return Self.milliseconds(carried.rfc3339)
    }
    lastSuccessBefore = text(truth.lastSuccessBefore)
    firstFailure = text(truth.firstFailure)
    lastFailure = text(truth.lastFailure)
    firstSuccessAfter = text(truth.firstSuccessAfter)
    failures = truth.failures
    attempts = truth.attempts
  }

  /// What an incident of a report says.
  init(_ incident: [String: Any]) {
    func time(_ path: String) -> String? {
      (Report.value(path, in: incident) as? String).map(Self.milliseconds)
    }
    lastSuccessBefore = time("impact_start.earliest")
    firstFailure = time("impact_start.latest")
    let isOver = Report.value("impact_end", in: incident) != nil
    lastFailure = isOver ? time("impact_end.earliest") : Self.lastRow(of: incident)
    firstSuccessAfter = time("impact_end.latest")
    failures = Report.value("impact.failures", in: incident) as? Int
    attempts = Report.value("impact.attempts", in: incident) as? Int
  }

  var description: String {
    "\(lastSuccessBefore ?? "-") | \(firstFailure ?? "-") … \(lastFailure ?? "-") | "
      + "\(firstSuccessAfter ?? "-"), \(failures ?? -1) of \(attempts ?? -1)"
  }

  /// While an outage goes on, its last failure is a row and no boundary.
  private static func lastRow(of incident: [String: Any]) -> String? {
    let row = Report.rows(incident).last { $0["kind"] as? String == "last_failure" }
    return (row?["time"] as? String).map(milliseconds)
  }

  /// Three digits of a second, however many there were: a form may carry nine, or none.
  private static func milliseconds(_ time: String) -> String {
    let parts = time.dropLast().split(separator: ".")
    let digits = parts.count > 1 ? parts[1].prefix(3) : ""
    return parts[0] + "." + digits + String(repeating: "0", count: 3 - digits.count) + "Z"
  }
}
