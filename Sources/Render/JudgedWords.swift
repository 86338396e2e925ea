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
    switch one.nature {
    case .failures:
      let failure = one.failure.isEmpty ? "all failures together" : one.failure
      return "\(operation)\(service): \(failure)"
    case .lines:
      let said = one.failure.isEmpty ? operation : one.failure
      return (said.isEmpty ? "error lines" : "lines like \"\(said)\"") + service
    case .stopped: return "lines like \"\(operation)\"\(service): none came"
    case .slow: return "\(operation)\(service): slow calls"
    case .absent: return "\(operation)\(service): no requests"
    case .fewer: return "\(operation)\(service): fewer requests"
    case .answered:
      return "\(operation)\(service): changed responses"
        + (one.failure.isEmpty ? "" : ", \(one.failure)")
    case .stalled:
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
    switch one.nature {
    case .failures: return "\(bad) of \(all) failed (\(share)); \(outside), \(usual)"
    case .lines: return "\(bad) such lines; outside of it \(one.usualFailures)"
    case .stopped: return "none came; at other times \(one.usualAttempts) lines"
    case .slow:
      let took = one.thresholdMilliseconds.map { "took \(ExplanationText.number($0)) ms or longer" }
      return "\(bad) of \(all) calls \(took ?? "were slow") (\(share)); \(outside), \(usual)"
    case .absent, .fewer:
      guard let missing = one.missing else { return "requests did not come" }
      let due = "\(missing.low) to \(missing.high) more were due"
      let came = missing.came == 0 ? "none came" : "\(missing.came) came"
      return one.nature == .absent
        ? "\(came) while \(bad) other requests did; \(due)" : "\(came); \(due)"
    case .answered: return "\(bad) of \(all) responses had it (\(share)); \(outside), \(usual)"
    case .stalled: return "\(bad) of \(all) had the same (\(share)); \(outside), \(usual)"
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
