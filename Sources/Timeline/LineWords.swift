import Inference

/// How the lines of an incident are spoken of: by their message, or as error lines where they
/// say several things.
struct LineWords {
  private let message: String?
  private let isMixed: Bool

  init(_ incident: Incident) {
    message = incident.signatures.first?.message
    isMixed = incident.signatures.count > 1
  }

  /// `Lines like "X"`, at the beginning of a sentence.
  var subject: ReportText { text("Lines like ", "Error lines") }

  /// `lines like "X"`, within a sentence.
  var within: ReportText { text("lines like ", "error lines") }

  /// `, most often "X"`, where the lines say several things.
  var most: ReportText {
    guard isMixed, let message else { return [] }
    return [.words(", most often "), .quoted(Shortened.message(message))]
  }

  private func text(_ like: String, _ all: String) -> ReportText {
    guard !isMixed, let message else { return [.words(all)] }
    return [.words(like), .quoted(Shortened.message(message))]
  }
}
