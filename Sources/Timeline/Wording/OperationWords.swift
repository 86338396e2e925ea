import Inference
import LogModel

/// How what an incident hit is spoken of: "orders" where the definition has a word for it, else
/// the operation letter by letter; of a service of which most failed, "requests to" it.
struct OperationWords {
  private let primary: OperationRef?
  /// The service, where most of its operations failed, or several side by side; else empty.
  private let services: [String]
  private let noun: String?
  private let signature: FailureSignatureSummary?
  private let others: [OperationRef]
  private let isSlow: Bool

  /// - Parameter operation: one operation of several; `nil` for what the incident is said to
  ///   have hit.
  init(_ incident: Incident, of operation: OperationRef? = nil) {
    var primary = operation ?? incident.operations.first ?? incident.signatures.first?.operation
    if operation == nil, case .operation(let ref)? = incident.subject { primary = ref }
    services = operation == nil ? incident.subject?.services ?? [] : []
    if !services.isEmpty { primary = incident.firstOperation ?? primary }
    self.primary = primary
    isSlow = incident.symptom.kind == .slowCalls
    noun = primary?.name.flatMap { $0.isEmpty ? nil : Shortened.name($0) }
    signature =
      incident.signatures.first { $0.operation == primary } ?? incident.signatures.first
    var said: Set<String> = services.isEmpty ? [primary?.operation ?? ""] : []
    others = ServiceRows.untold(of: incident).filter { said.insert($0.operation).inserted }
  }

  /// Whether a verb that follows `subject` is in the plural.
  var isPlural: Bool { !services.isEmpty || noun != nil || primary == nil }

  var isService: Bool { !services.isEmpty }

  /// `were` or `was`, after the subject.
  var were: String { isPlural ? "were" : "was" }

  /// `Orders`, at the beginning of a sentence.
  var subject: ReportText {
    if !services.isEmpty { return Self.requests("Requests", to: services) }
    if let noun { return [.data(Self.capitalised(NumberWords.plural(noun)))] }
    guard let primary else { return [.words("Calls")] }
    return [.code(Shortened.operation(primary.operation))]
  }

  /// ``Orders``, or `` `POST /api/order` requests``, at the beginning of a sentence.
  var requests: ReportText {
    services.isEmpty && noun == nil && primary != nil ? subject + [.words(" requests")] : subject
  }

  /// `orders`, within a sentence.
  var within: ReportText {
    if !services.isEmpty { return Self.requests("requests", to: services) }
    if let noun { return [.data(NumberWords.plural(noun))] }
    guard let primary else { return [.words("calls")] }
    return [.code(Shortened.operation(primary.operation))]
  }

  /// `order`, for one of them.
  var one: ReportText {
    if !services.isEmpty { return Self.requests("request", to: services) }
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
      services.isEmpty && noun == nil && signature.operation.operation == primary?.operation
    guard let said = Self.said(signature) else {
      return isSubject ? [] : [.words(" ("), .code(operation), .words(")")]
    }
    return [.words(": "), isSubject ? .words("it") : .code(operation)] + said
  }

  /// `` `POST /charge` returned HTTP 500 "pool exhausted"``
  static func returned(_ signature: FailureSignatureSummary) -> ReportText {
    [.code(Shortened.operation(signature.operation.operation))] + (said(signature) ?? [])
  }

  /// What a failure said; `nil` where its records have neither a status nor a message.
  private static func said(_ signature: FailureSignatureSummary) -> ReportText? {
    switch (signature.status, signature.message.map(Shortened.message)) {
    case (let status?, let message?): [.words(returned(status) + " "), .quoted(message)]
    case (let status?, nil): [.words(returned(status))]
    case (nil, let message?): [.words(" logged "), .quoted(message)]
    case (nil, nil): nil
    }
  }

  private static func returned(_ status: Int) -> String {
    (100..<600).contains(status) ? " returned HTTP \(status)" : " returned \(status)"
  }

  /// ` Also failing: X, Y and 2 more.`, empty when one operation failed.
  var alsoFailing: ReportText {
    guard !others.isEmpty else { return [] }
    let also = isSlow ? "slow: " : "failing: "
    let all = isSlow ? " Slow operations: " : " Failing operations: "
    var text: ReportText = [.words(services.isEmpty ? " Also " + also : all)]
    for (index, other) in others.prefix(3).enumerated() {
      if index > 0 { text = text + [.words(", ")] }
      text = text + [.code(Shortened.operation(other.operation))]
    }
    return text + [.words(others.count > 3 ? " and \(others.count - 3) more." : ".")]
  }

  /// So many services are named; the rest are counted.
  private static let namedServices = 3

  private static func requests(_ word: String, to services: [String]) -> ReportText {
    guard services != [""] else { return [.words(word)] }
    return [.words(word + " to ")]
      + .list(
        services.prefix(namedServices).map { [.code(Shortened.name($0))] }, of: services.count
      ) { NumberWords.count($0, "more service") }
  }

  static func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
