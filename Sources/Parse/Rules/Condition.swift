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

/// Conditions that a record must meet all at once.
public struct ConditionGroup: Hashable, Sendable {
  /// In the order they were written; never empty where a definition was read.
  public var all: [Condition]

  /// A group of the given conditions; an empty group is met by every record.
  public init(all: [Condition]) { self.all = all }
}

/// A comparison of a number in a record with a constant, such as `>20`.
public struct Comparison: Hashable, Sendable {
  /// The sign of the comparison; the record's number stands on its left.
  public enum Operator: String, Hashable, Sendable, CaseIterable {
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="
    case equal = "=="
    case notEqual = "!="
  }

  /// How the numbers are compared.
  public var op: Operator
  /// What the record's number is compared with; finite.
  public var value: Double

  /// A comparison with `value`.
  public init(_ op: Operator, _ value: Double) {
    self.op = op
    self.value = value
  }

  /// Reads `>20`, `<= 1.5`, `!=0`; a number alone means equal. Nil for anything else.
  public init?(_ text: String) {
    let trimmed = text.drop { $0 == " " }
    // The two-character signs first: `<` is the head of `<=`.
    let signs: [Operator] = [.atMost, .atLeast, .equal, .notEqual, .less, .greater]
    let sign = signs.first { trimmed.hasPrefix($0.rawValue) }
    var number = trimmed.dropFirst(sign?.rawValue.count ?? 0).drop { $0 == " " }
    while number.last == " " { number.removeLast() }
    let isDecimal = number.utf8.allSatisfy {
      (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0)
    }
    guard isDecimal, let value = Double(number), value.isFinite else { return nil }
    self.init(sign ?? .equal, value)
  }

  /// Whether `number` stands in this relation to the constant; never for a number that is none.
  public func holds(for number: Double) -> Bool {
    switch op {
    case .less: number < value
    case .atMost: number <= value
    case .greater: number > value
    case .atLeast: number >= value
    case .equal: number == value
    case .notEqual: !number.isNaN && number != value
    }
  }
}
