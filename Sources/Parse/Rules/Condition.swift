import LogModel
import Scan

/// One thing that can be asked of a record. Where a list is given, one of it is enough.
///
/// A condition on something the record does not hold is not met; only ``lacks(_:)`` is.
public enum Condition: Hashable, Sendable {
  /// The HTTP status, by inclusive ranges.
  case status([ClosedRange<Int>])
  /// The gRPC status, by number.
  case grpc([Int])
  /// The latency in milliseconds.
  case latencyMilliseconds(Comparison)
  /// The message or the error text.
  case message([Glob])
  /// The level of the line.
  case level([Severity])
  /// The HTTP method, in capitals.
  case method([String])
  /// The path as it was logged, without its query.
  case path([Glob])
  /// The record holds the field.
  case has(FieldPath)
  /// The record does not hold the field.
  case lacks(FieldPath)
  /// The field, written as text, is one of these.
  case equals(FieldPath, [String])
  /// How many members the array or object of the field has.
  case count(FieldPath, Comparison)
  /// The name of the operation.
  case name([String])
  /// The line, as it stands in the log, has a match of any of these.
  case pattern([UserPattern])
  /// The user agent of the request.
  case userAgent([Glob])
}
