import LogModel
import Timeline

/// Words a signal that was judged, by what its bad events are: only of failures it is said that
/// they failed.
enum JudgedWords {
  typealias Judged = ReportedIncident.Reasons.Judged

  /// `order (POST /api/order) of shop: 500 Failed`, with no part empty.
  static func head(_ one: Judged) -> String {
    let name = one.operation.name.map { "\($0) (\(one.operation.operation))" }
    let operation = name ?? one.operation.operation
    let service = one.operation.service.isEmpty ? "" : " of \(one.operation.service)"
    switch one.symptom {
    case .failures, .clientErrors:
      let failure = one.failure.isEmpty ? "all failures together" : one.failure
      return "\(operation)\(service): \(failure)"
    case .errorLines:
      let said = one.failure.isEmpty ? operation : one.failure
      return (said.isEmpty ? "error lines" : "lines like \"\(said)\"") + service
    case .silentMessage: return "lines like \"\(operation)\"\(service): none came"
    case .slowCalls: return "\(operation)\(service): slow calls"
    case .missingRequests(let missing):
      return "\(operation)\(service): \(missing.isSilence ? "no" : "fewer") requests"
    case .changedResponses:
      return "\(operation)\(service): changed responses"
        + (one.failure.isEmpty ? "" : ", \(one.failure)")
    case .stuckValue:
      let lines = operation.isEmpty ? "lines" : "lines like \"\(operation)\""
      return "\(lines)\(service): a number stood still"
    }
  }

  /// What was counted within and outside.
  static func counts(_ one: Judged) -> String {
    let (bad, all) = (one.failures, one.attempts)
    let share = percent(bad, of: all)
    let outside = "outside of it \(one.usualFailures) of \(one.usualAttempts)"
    let usual = "taken as \(percent(one.usualRatio))"
    switch one.symptom {
    case .failures, .clientErrors: return "\(bad) of \(all) failed (\(share)); \(outside), \(usual)"
    case .errorLines: return "\(bad) such lines; outside of it \(one.usualFailures)"
    case .silentMessage: return "none came; at other times \(one.usualAttempts) lines"
    case .slowCalls(let slowness):
      let took = "took \(ExplanationText.number(slowness.thresholdMilliseconds)) ms or longer"
      return "\(bad) of \(all) calls \(took) (\(share)); \(outside), \(usual)"
    case .missingRequests(let missing):
      let due = "\(missing.low) to \(missing.high) more were due"
      let came = missing.seen == 0 ? "none came" : "\(missing.seen) came"
      return missing.isSilence
        ? "\(came) while \(bad) other requests did; \(due)" : "\(came); \(due)"
    case .changedResponses:
      return "\(bad) of \(all) responses had it (\(share)); \(outside), \(usual)"
    case .stuckValue: return "\(bad) of \(all) had the same (\(share)); \(outside), \(usual)"
    }
  }

  private static func percent(_ part: Int, of whole: Int) -> String {
    whole == 0 ? "no attempts" : percent(Double(part) / Double(whole))
  }

  /// `100 %`, `4.3 %`, `0.05 %`.
  private static func percent(_ ratio: Double) -> String {
    ExplanationText.number(ratio * 100) + " %"
  }
}
