import Inference
import LogModel

/// How a value that is not what it was is spoken of: a field of responses, or a number that
/// stands still.
struct ChangedValue {
  /// `` The value of `price` in responses of `GET /price` ``, at the head of a sentence.
  let subject: ReportText
  /// What became of it, behind the subject.
  let verb: String
  /// The row that tells it.
  let kind: TimelineRow.Kind
  /// What went on meanwhile, behind the sentence.
  let meanwhile: String
  /// What it does when it is normal again.
  let recovers: String
  /// What is normal again, and what is counted of it.
  let healthy: (what: String, counted: String)

  /// A field of an operation's successful responses.
  init(_ change: ResponseChange) {
    self.init(change.kind, field: change.field, of: change.operation)
  }

  init(_ kind: ResponseChange.Kind, field: String, of operation: OperationRef) {
    let place: ReportText = [
      .code(Shortened.name(field)), .words(" in responses of "),
      .code(Shortened.operation(operation.operation)),
    ]
    switch kind {
    case .newField: (subject, verb) = ([.words("The new field ")] + place, " appeared")
    case .constantValue:
      (subject, verb) = ([.words("The value of ")] + place, " stopped changing")
    case .newValue:
      subject = [.words("The value of ")] + place
      verb = " was one that had not been seen before"
    }
    self.kind = .change
    meanwhile = "; no errors were returned"
    recovers = " returned to normal."
    healthy = ("responses", "response")
  }

  /// A number or a latency that stands still.
  init(_ value: StuckValue) {
    switch value {
    case .latency(let ref):
      subject = [.words("The latency of "), .code(Shortened.operation(ref.operation))]
    case .number(let name, let lines):
      let place: ReportText =
        lines.isEmpty ? [] : [.words(" in lines like "), .quoted(Shortened.message(lines))]
      subject = Self.number(name) + place
    }
    verb = " stopped changing"
    kind = .stall
    meanwhile = "; records continued"
    recovers = " changed again."
    healthy = ("values", "message")
  }

  var sentence: ReportText { subject + [.words(verb)] }

  /// The sentence within another.
  var within: ReportText {
    var pieces = subject.pieces
    if case .words(let head)? = pieces.first {
      pieces[0] = .words(head.prefix(1).lowercased() + head.dropFirst())
    }
    return ReportText(pieces) + [.words(verb)]
  }

  private static func number(_ name: String) -> ReportText {
    guard name.hasPrefix("#"), let place = Int(name.dropFirst()) else {
      return [.words("The number "), .code(Shortened.name(name))]
    }
    return [.words(place == 1 ? "The number" : "Number \(place)")]
  }
}
