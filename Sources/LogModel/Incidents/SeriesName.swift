/// What a series counts or measures, with whose it is.
public enum SeriesName: Hashable, Sendable {
  /// Requests to a service: all of them, or those of one method.
  case requests(service: String, method: String?)
  case operationRequests(OperationRef)
  case attempts(OperationRef)
  case failures(OperationRef)
  case latency(OperationRef)
  /// Responses of one status that refuse.
  case refusals(status: Int, service: String)
  /// All lines of a service, all of its error lines, or those of one message.
  case allLines(service: String)
  case errorLines(service: String)
  case lines(like: String, service: String)
  /// Successful responses with a field, or the values of one.
  case responses(ResponseChange.Kind, field: String, OperationRef)
  case value(StuckValue)

  /// The name that the JSON form has for it; never taken apart again.
  public var text: String {
    switch self {
    case .requests(_, let method): method.map { "\($0) requests" } ?? "requests"
    case .operationRequests(let ref): "\(ref.operation) requests"
    case .attempts(let ref): "\(ref.operation) attempts"
    case .failures(let ref): "\(ref.operation) failures"
    case .latency(let ref): "\(ref.operation) latency"
    case .refusals(let status, _): "\(status) answers"
    case .allLines(let service): "all lines of \(service)"
    case .errorLines: "error lines"
    case .lines(let message, _): "lines like \(message)"
    case .responses(.newField, let field, let ref): "answers of \(ref.operation) with \(field)"
    case .responses(_, let field, let ref): "\(field) in answers of \(ref.operation)"
    case .value(.latency(let ref)): "the same latency of \(ref.operation)"
    case .value(.number(let name, let lines)):
      lines.isEmpty ? name : "\(name) in lines like \(lines)"
    }
  }

  /// The same with every text that a log's lines say passed through `mask`; the names of
  /// operations, services and fields stay.
  public func masked(by mask: (String) -> String) -> SeriesName {
    switch self {
    case .lines(let message, let service): .lines(like: mask(message), service: service)
    case .value(.number(let name, let lines)): .value(.number(name: name, lines: mask(lines)))
    case .requests, .operationRequests, .attempts, .failures, .latency, .refusals, .allLines,
      .errorLines, .responses, .value(.latency):
      self
    }
  }
}

/// An operation as a report names it.
public struct OperationRef: Hashable, Sendable {
  public var service: String
  /// `POST /api/order`
  public var operation: String
  /// The definition's name for it.
  public var name: String?

  public init(service: String, operation: String, name: String?) {
    self.service = service
    self.operation = operation
    self.name = name
  }
}

/// A way in which attempts on an operation failed, and how often.
public struct FailureSignatureSummary: Hashable, Sendable {
  public var operation: OperationRef
  public var status: Int?
  /// The message with numbers and ids masked, redacted; `nil` when the lines have none.
  public var message: String?
  public var failures: Int

  public init(operation: OperationRef, status: Int?, message: String?, failures: Int) {
    self.operation = operation
    self.status = status
    self.message = message
    self.failures = failures
  }
}
