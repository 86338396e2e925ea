import LogModel

/// The identity of an operation of a log: by what its records say of it, never by a place.
///
/// Two timelines of one id count the same calls.
struct OperationID: Hashable, Comparable, Sendable {
  var service: String
  var operation: String
  var name: String
  var dependency: String
  var kind: UInt8
  var role: String

  static func < (a: Self, b: Self) -> Bool {
    (a.service, a.operation, a.name, a.dependency, a.kind, a.role)
      < (b.service, b.operation, b.name, b.dependency, b.kind, b.role)
  }
}

/// The identity of a series that a finding is of: an operation, and which of its events are bad.
struct SeriesID: Hashable, Comparable, Sendable {
  var operation: OperationID
  /// Parts the series of one operation: a status, a latency class, the hash of a field's name;
  /// 0 where failures are bad.
  var part: UInt64 = 0

  static func < (a: Self, b: Self) -> Bool { (a.operation, a.part) < (b.operation, b.part) }
}

extension OperationTimeline {
  /// The operation that it counts.
  var id: OperationID {
    OperationID(
      service: ref.service, operation: ref.operation, name: ref.name ?? "",
      dependency: dependency, kind: kind.rawValue, role: role.rawValue)
  }
}
