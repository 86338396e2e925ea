import Inference
import LogModel

/// How an incident's operation is spoken of: "orders" where the definition has a word for it,
/// else the operation letter by letter.
struct OperationWords {
  private let primary: OperationRef?
  private let noun: String?
  private let signature: FailureSignatureSummary?
  private let others: [OperationRef]
  private let isSlow: Bool

  init(_ incident: Incident) {
    let primary = incident.operations.first ?? incident.signatures.first?.operation
    self.primary = primary
    isSlow = incident.nature == .slow
    noun = primary?.name.flatMap { $0.isEmpty ? nil : Shortened.name($0) }
    signature =
      incident.signatures.first { $0.operation == primary } ?? incident.signatures.first
    var said: Set<String> = [primary?.operation ?? ""]
    others = incident.operations.dropFirst().filter { said.insert($0.operation).inserted }
  }

  /// Whether a verb that follows `subject` is in the plural.
  var isPlural: Bool { noun != nil || primary == nil }

  /// `were` or `was`, after the subject.
  var were: String { isPlural ? "were" : "was" }

  /// `Orders`, at the beginning of a sentence.
  var subject: ReportText {
    if let noun { return [.data(Self.capitalised(Self.plural(noun)))] }
    guard let primary else { return [.words("Calls")] }
    return [.code(Shortened.operation(primary.operation))]
  }

  /// `orders`, within a sentence.
  var within: ReportText {
    if let noun { return [.data(Self.plural(noun))] }
    guard let primary else { return [.words("calls")] }
    return [.code(Shortened.operation(primary.operation))]
  }

  /// `order`, for one of them.
  var one: ReportText {
    if let noun { return [.data(noun)] }
    guard let primary else { return [.words("call")] }
    return [.code(Shortened.operation(primary.operation))]
  }

  /// What the failing calls answered: ``: `POST /api/order` answered 500 "Failed"``.
  var answer: ReportText {
    guard let signature else {
      guard noun != nil, let primary else { return [] }
      return [.words(" ("), .code(Shortened.operation(primary.operation)), .words(")")]
    }
    let operation = Shortened.operation(signature.operation.operation)
    let isSubject = noun == nil && signature.operation.operation == primary?.operation
    let said: ReportText
    switch (signature.status, signature.message.map(Shortened.message)) {
    case (let status?, let message?):
      said = [.words(" answered \(status) "), .quoted(message)]
    case (let status?, nil): said = [.words(" answered \(status)")]
    case (nil, let message?): said = [.words(" logged "), .quoted(message)]
    case (nil, nil):
      return isSubject ? [] : [.words(" ("), .code(operation), .words(")")]
    }
    return [.words(": "), isSubject ? .words("it") : .code(operation)] + said
  }

  /// ` Also failing: X, Y and 2 more.`, empty when one operation failed.
  var alsoFailing: ReportText {
    guard !others.isEmpty else { return [] }
    var text: ReportText = [.words(isSlow ? " Also slow: " : " Also failing: ")]
    for (index, other) in others.prefix(3).enumerated() {
      if index > 0 { text = text + [.words(", ")] }
      text = text + [.code(Shortened.operation(other.operation))]
    }
    return text + [.words(others.count > 3 ? " and \(others.count - 3) more." : ".")]
  }

  /// The regular English plural; a word that ends in a single s is taken for one already.
  static func plural(_ noun: String) -> String {
    let lower = noun.lowercased()
    guard lower.last?.isLetter == true else { return noun + " calls" }
    for ending in ["ss", "sh", "ch", "x", "z"] where lower.hasSuffix(ending) {
      return noun + "es"
    }
    if lower.hasSuffix("s") { return noun }
    let vowels: Set<Character> = ["a", "e", "i", "o", "u"]
    if lower.hasSuffix("y"), let before = lower.dropLast().last, !vowels.contains(before) {
      return noun.dropLast() + "ies"
    }
    return noun + "s"
  }

  static func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
