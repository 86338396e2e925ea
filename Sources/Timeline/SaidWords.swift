import Inference
import LogModel

/// How changed answers and numbers that stand still are spoken of.
enum SaidWords {
  /// The value in question, at the head of a sentence.
  static func subject(_ change: SaidChange) -> ReportText {
    let name: ReportText = [.code(Shortened.name(change.text))]
    let operation: ReportText = [.code(Shortened.operation(change.operation))]
    switch change.kind {
    case .stopped: return lines(change.text)
    case .answered:
      return [.words("The new field ")] + name + [.words(" in responses of ")] + operation
    case .constant, .marked:
      return [.words("The value of ")] + name + [.words(" in responses of ")] + operation
    case .stalled:
      if change.text.isEmpty { return [.words("The latency of ")] + operation }
      let place: ReportText =
        change.operation.isEmpty
        ? [] : [.words(" in lines like "), .quoted(Shortened.message(change.operation))]
      return number(change.text) + place
    }
  }

  /// What became of it, behind the subject.
  static func verb(_ change: SaidChange) -> String {
    switch change.kind {
    case .stopped: " stopped"
    case .answered: " appeared"
    case .constant: " stopped changing"
    case .marked: " was one that had not been seen before"
    case .stalled: " stopped changing"
    }
  }

  /// What is normal again, and what is counted of it.
  static func healthy(_ kind: SaidChange.Kind) -> (what: String, counted: String) {
    switch kind {
    case .stopped: ("messages", "message")
    case .answered, .constant, .marked: ("responses", "response")
    case .stalled: ("values", "message")
    }
  }

  static func sentence(_ change: SaidChange) -> ReportText {
    subject(change) + [.words(verb(change))]
  }

  /// The value in question, within a sentence.
  static func within(_ change: SaidChange) -> ReportText {
    var pieces = subject(change).pieces
    if case .words(let head)? = pieces.first {
      pieces[0] = .words(head.prefix(1).lowercased() + head.dropFirst())
    }
    return ReportText(pieces)
  }

  private static func number(_ name: String) -> ReportText {
    guard name.hasPrefix("#"), let place = Int(name.dropFirst()) else {
      return [.words("The number "), .code(Shortened.name(name))]
    }
    return [.words(place == 1 ? "The number" : "Number \(place)")]
  }

  private static func lines(_ text: String) -> ReportText {
    [.words("Lines like "), .quoted(Shortened.message(text))]
  }
}
