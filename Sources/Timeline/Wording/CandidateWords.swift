import Inference
import LogModel

/// How a signal that was judged is told, by its symptom: only of failures it is said that they
/// failed.
extension Reasoning.Candidate {
  /// `order (POST /api/order) of shop: 500 Failed`, with no part empty.
  public var head: String {
    let name = operation.name.map { "\($0) (\(operation.operation))" }
    let called = name ?? operation.operation
    let service = operation.service.isEmpty ? "" : " of \(operation.service)"
    switch symptom {
    case .failures, .clientErrors:
      let what = failure.isEmpty ? "all failures together" : failure
      return "\(called)\(service): \(what)"
    case .errorLines:
      let said = failure.isEmpty ? called : failure
      return (said.isEmpty ? "error lines" : "lines like \"\(said)\"") + service
    case .silentMessage: return "lines like \"\(called)\"\(service): none came"
    case .slowCalls: return "\(called)\(service): slow calls"
    case .missingRequests(let missing):
      return "\(called)\(service): \(missing.isSilence ? "no" : "fewer") requests"
    case .changedResponses:
      return "\(called)\(service): changed responses"
        + (failure.isEmpty ? "" : ", \(failure)")
    case .stuckValue:
      let lines = called.isEmpty ? "lines" : "lines like \"\(called)\""
      return "\(lines)\(service): a number stood still"
    }
  }

  /// What was counted within and outside.
  public var counts: String {
    let (bad, all) = (failures, attempts)
    let share = percent(bad, of: all)
    let outside = "outside of it \(baselineFailures) of \(baselineAttempts)"
    let usual = "taken as \(percent(baselineRatio))"
    switch symptom {
    case .failures, .clientErrors: return "\(bad) of \(all) failed (\(share)); \(outside), \(usual)"
    case .errorLines: return "\(bad) such lines; outside of it \(baselineFailures)"
    case .silentMessage: return "none came; at other times \(baselineAttempts) lines"
    case .slowCalls(let slowness):
      let took = "took \(NumberWords.figure(slowness.thresholdMilliseconds)) ms or longer"
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

  private func percent(_ part: Int, of whole: Int) -> String {
    whole == 0 ? "no attempts" : percent(Double(part) / Double(whole))
  }

  /// `100 %`, `4.3 %`, `0.05 %`.
  private func percent(_ ratio: Double) -> String {
    NumberWords.figure(ratio * 100) + " %"
  }
}

extension Reasoning.Ground {
  /// What a boundary rests on, in words.
  ///
  /// - Parameter isSilence: of requests that did not arrive.
  public func words(ofSilence isSilence: Bool) -> String {
    switch self {
    case .bracket where isSilence:
      "near to the request before or after it: another was due within a few usual gaps"
    case .bracket: "the two events around it, and nothing between them: each moment is as likely"
    case .posterior: "bad among good ones: where the share most likely changed, by the model"
    case .ramp: "a slow change: a line fits the share better than a step"
    case .unknown: "it lies outside of the logs"
    }
  }

  /// Why the likely moment does not lie between the two events.
  public func whyOutside(ofSilence isSilence: Bool) -> String {
    switch self {
    case .bracket where isSilence:
      "not between the two: it may have been back for a while before it was asked for"
    case .bracket, .unknown:
      "not between the two: these calls took long and count from their begin, "
        + "and the stamps of the two are of their end"
    case .posterior, .ramp:
      "not between the two: among good and bad ones, single events bound nothing"
    }
  }
}

extension ReportedIncident {
  /// Why it has no end.
  public var whyNoEnd: String {
    guard symptom.isOfAttempts else {
      return state == .ongoing
        ? "it was still on at the last event" : "the data stop while it was on"
    }
    return state == .ongoing
      ? "still failing at the last event" : "the attempts stop while failing"
  }
}
