import Inference
import LogModel

/// Tells an incident in which a service stopped logging a message and kept logging others.
struct SilentMessageWording: SymptomWording {
  private let incident: Incident
  private let message: SilentMessage
  private let logsEnd: Timestamp?

  init(_ incident: Incident, _ message: SilentMessage, logsEnd: Timestamp?) {
    self.incident = incident
    self.message = message
    self.logsEnd = logsEnd
  }

  let nouns = SymptomNouns(
    bad: "silence", they: "it was", one: "another line", last: "line without it",
    good: "such line", start: "silence", before: "normal event")

  var title: ReportText {
    [.words("Lines like "), .quoted(text), .words(" stopped")]
  }

  var happened: ReportText {
    [.words("lines like "), .quoted(text), .words(" stopped")]
  }

  var rows: [RowDraft] {
    [stopped] + back + CourseWords.confirmed(incident, ("messages", "message"))
  }

  /// Lines of a service that stopped hit no user by themselves.
  var whyNoUsers: String? { nil }

  private var text: String { Shortened.message(message.text) }

  /// Stands at the last of them: that others went on is what supports it.
  private var stopped: RowDraft {
    let onset = incident.firstFailure
    let last = incident.onset.earliest ?? onset
    let usual = NumberWords.about(NumberWords.rate(message.baselinePerMinute))
    var text: ReportText =
      message.service.isEmpty
      ? [.words("Messages like "), .quoted(self.text)]
        + [.words(" stopped (normally \(usual)/min)")]
      : [.code(Shortened.name(message.service)), .words(" stopped logging "), .quoted(self.text)]
        + [.words(" (normally \(usual)/min)")]
    text = text + [.words(" but other messages continued")]
    if let instead = message.instead {
      text = text + [.words("; "), .quoted(Shortened.message(instead)), .words(" appeared")]
    }
    text = text + [.words(". Last seen "), .clock(last.time), .words(".")]
    return RowDraft(
      .silence, at: onset, support: [last].filter { $0 != onset },
      confidence: incident.onset.confidence, text: text)
  }

  private var back: [RowDraft] {
    guard let end = incident.end, let good = end.latest else { return [] }
    return [
      RowDraft(
        .recovered, at: good, support: [end.earliest].compactMap { $0 },
        confidence: end.confidence,
        text: [.quoted(text), .words(" messages resumed.")] + CourseWords.hold(incident, logsEnd))
    ]
  }
}
