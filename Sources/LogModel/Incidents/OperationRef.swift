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
