import Inference
import LogModel

/// Words that the courses of all symptoms share: how long it was healthy, and counts.
enum CourseWords {
  /// ` Healthy for 12 of the required 30 min when the logs end (14:55).`, when the hold was not
  /// met.
  static func hold(_ incident: Incident, _ logsEnd: Timestamp?) -> ReportText {
    guard let resolution = incident.resolution, resolution.confirmedAt == nil else { return [] }
    let held = NumberWords.hold(resolution.heldSeconds, of: resolution.requiredSeconds)
    let healthy = " Healthy for \(held)"
    guard let logsEnd else { return [.words(healthy + ".")] }
    return [.words(healthy + " when the logs end ("), .minute(logsEnd), .words(").")]
  }

  /// The row of a hold that was met; none while it is not.
  ///
  /// - Parameter proof: what was seen in the hold, by its length and how many good events it had.
  static func confirmed(
    _ incident: Incident, proof: (_ held: String, _ good: Int) -> ReportText
  ) -> [RowDraft] {
    guard let resolution = incident.resolution, let at = resolution.confirmedAt else { return [] }
    let seen = proof(NumberWords.hold(resolution.heldSeconds), resolution.successes)
    let text: ReportText =
      [.words("Recovery confirmed: ")] + seen
      + [.words(". Resolved at "), .minute(resolution.start.time), .words(".")]
    return [
      RowDraft(
        .confirmed, at: at, support: [resolution.start],
        confidence: incident.end?.confidence ?? .medium, text: text)
    ]
  }

  /// The same of a symptom whose good events are what it was about.
  static func confirmed(
    _ incident: Incident, _ healthy: (what: String, counted: String)
  ) -> [RowDraft] {
    confirmed(incident) { held, good in
      [.words("\(healthy.what) normal for \(held) (\(NumberWords.count(good, healthy.counted)))")]
    }
  }

  /// Whether a bracket is wider than the minute that is printed.
  static func isWide(_ a: CitedEvent, _ b: CitedEvent) -> Bool {
    a.time.seconds.flooredDivision(by: 60) != b.time.seconds.flooredDivision(by: 60)
  }
}

extension Incident {
  /// The first known bad event, which an id, a title and a row stand at.
  var firstFailure: CitedEvent { onset.latest ?? phases.first?.firstBad ?? lastFailure }
}
