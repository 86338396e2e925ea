import Inference
import LogModel

/// What the failures of an incident are confined to, in a sentence or two.
struct ConcentrationWords {
  /// Values that a row tells; a report holds them all.
  private static let limit = 2

  let concentrations: [Concentration]
  /// What one of its calls that did not end well is called.
  private let one: String

  init(_ incident: Incident) {
    concentrations = incident.impact.concentration
    one = incident.wording().nouns.last
  }

  /// ` Confined to tenant-17: 412 of 412 failures, 8 % of the attempts.`, empty where failures
  /// are spread as attempts are.
  var text: ReportText {
    concentrations.prefix(Self.limit).reduce([]) { $0 + sentence($1) }
  }

  private func sentence(_ found: Concentration) -> ReportText {
    let isAll = found.failures == found.allFailures
    var text: ReportText = [
      .words(isAll ? " Confined to " : " Mostly \(Self.preposition(found.dimension)) ")
    ]
    // A value that says itself what it is needs no word before it.
    if !found.value.lowercased().contains(found.dimension.lowercased()) {
      text = text + [.data(Shortened.name(found.dimension)), .words(" ")]
    }
    let share = found.attemptsShare.map { ", \(NumberWords.share($0)) of the attempts." } ?? "."
    return text + [
      .data(Shortened.name(found.value)),
      .words(": \(found.failures) of \(NumberWords.count(found.allFailures, one))" + share),
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
