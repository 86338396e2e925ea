import Inference
import LogModel

/// How what an incident hit is spoken of: "orders" where the definition has a word for it, else
/// the operation letter by letter; of a service of which most failed, "requests to" it.
struct OperationWords {
  private let primary: OperationRef?
  /// The service, where most of its operations failed.
  private let service: String?
  private let noun: String?
  private let signature: FailureSignatureSummary?
  private let others: [OperationRef]
  private let isSlow: Bool

  /// - Parameter operation: one operation of several; `nil` for what the incident is said to
  ///   have hit.
  init(_ incident: Incident, of operation: OperationRef? = nil) {
    var primary = operation ?? incident.operations.first ?? incident.signatures.first?.operation
    if operation == nil, case .operation(let ref)? = incident.subject { primary = ref }
    if operation == nil, case .service(let name)? = incident.subject {
      service = name
      primary = incident.firstOperation ?? primary
    } else {
      service = nil
    }
    self.primary = primary
    isSlow = incident.symptom.kind == .slowCalls
    noun = primary?.name.flatMap { $0.isEmpty ? nil : Shortened.name($0) }
    signature =
      incident.signatures.first { $0.operation == primary } ?? incident.signatures.first
    var said: Set<String> = service == nil ? [primary?.operation ?? ""] : []
    others = incident.operations.filter { said.insert($0.operation).inserted }
  }

  /// Whether a verb that follows `subject` is in the plural.
  var isPlural: Bool { service != nil || noun != nil || primary == nil }

  var isService: Bool { service != nil }

  /// `were` or `was`, after the subject.
  var were: String { isPlural ? "were" : "was" }

  /// `Orders`, at the beginning of a sentence.
  var subject: ReportText {
    if let service { return Self.requests("Requests", to: service) }
    if let noun { return [.data(Self.capitalised(Self.plural(noun)))] }
    guard let primary else { return [.words("Calls")] }
    return [.code(Shortened.operation(primary.operation))]
  }

  /// ``Orders``, or `` `POST /api/order` requests``, at the beginning of a sentence.
  var requests: ReportText {
    service == nil && noun == nil && primary != nil ? subject + [.words(" requests")] : subject
  }

  /// `orders`, within a sentence.
  var within: ReportText {
    if let service { return Self.requests("requests", to: service) }
    if let noun { return [.data(Self.plural(noun))] }
    guard let primary else { return [.words("calls")] }
    return [.code(Shortened.operation(primary.operation))]
  }

  /// `order`, for one of them.
  var one: ReportText {
    if let service { return Self.requests("request", to: service) }
    if let noun { return [.data(noun)] }
    guard let primary else { return [.words("call")] }
    return [.code(Shortened.operation(primary.operation))]
  }

  /// What the failing calls answered: ``: `POST /api/order` returned HTTP 500 "Failed"``.
  var answer: ReportText {
    guard let signature else {
      guard noun != nil, let primary else { return [] }
      return [.words(" ("), .code(Shortened.operation(primary.operation)), .words(")")]
    }
    let operation = Shortened.operation(signature.operation.operation)
    let isSubject =
      service == nil && noun == nil && signature.operation.operation == primary?.operation
    let said: ReportText
    switch (signature.status, signature.message.map(Shortened.message)) {
    case (let status?, let message?):
      said = [.words(Self.returned(status) + " "), .quoted(message)]
    case (let status?, nil): said = [.words(Self.returned(status))]
    case (nil, let message?): said = [.words(" logged "), .quoted(message)]
    case (nil, nil):
      return isSubject ? [] : [.words(" ("), .code(operation), .words(")")]
    }
    return [.words(": "), isSubject ? .words("it") : .code(operation)] + said
  }

  private static func returned(_ status: Int) -> String {
    (100..<600).contains(status) ? " returned HTTP \(status)" : " returned \(status)"
  }

  /// ` Also failing: X, Y and 2 more.`, empty when one operation failed.
  var alsoFailing: ReportText {
    guard !others.isEmpty else { return [] }
    let also = isSlow ? "slow: " : "failing: "
    let all = isSlow ? " Slow operations: " : " Failing operations: "
    var text: ReportText = [.words(service == nil ? " Also " + also : all)]
    for (index, other) in others.prefix(3).enumerated() {
      if index > 0 { text = text + [.words(", ")] }
      text = text + [.code(Shortened.operation(other.operation))]
    }
    return text + [.words(others.count > 3 ? " and \(others.count - 3) more." : ".")]
  }

  private static func requests(_ word: String, to service: String) -> ReportText {
    service.isEmpty
      ? [.words(word)] : [.words(word + " to "), .code(Shortened.name(service))]
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
