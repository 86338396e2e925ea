import Inference

/// What the failures of an incident are confined to, in a sentence or two.
struct ConcentrationWords {
  /// Values that a row tells; a report holds them all.
  private static let limit = 2

  let concentrations: [Concentration]

  init(_ incident: Incident) { concentrations = incident.impact.concentration }

  /// ` Confined to tenant-17: 412 of 412 failures, 8 % of the attempts.`, empty where failures
  /// are spread as attempts are.
  var text: ReportText {
    concentrations.prefix(Self.limit).reduce([]) { $0 + sentence($1) }
  }

  private func sentence(_ one: Concentration) -> ReportText {
    let isAll = one.failures == one.allFailures
    var text: ReportText = [
      .words(isAll ? " Confined to " : " Mostly \(Self.preposition(one.dimension)) ")
    ]
    // A value that says itself what it is needs no word before it.
    if !one.value.lowercased().contains(one.dimension.lowercased()) {
      text = text + [.data(Shortened.name(one.dimension)), .words(" ")]
    }
    let share = one.attemptsShare.map { ", \(NumberWords.share($0)) of the attempts." } ?? "."
    return text + [
      .data(Shortened.name(one.value)),
      .words(": \(one.failures) of \(LogRows.count(one.allFailures, "failure"))" + share),
    ]
  }

  private static func preposition(_ dimension: String) -> String {
    switch dimension {
    case "tenant": "at"
    case "host", "pod", "version": "on"
    default: "in"
    }
  }
}
