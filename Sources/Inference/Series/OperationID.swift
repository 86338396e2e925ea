import LogModel

extension OperationTimeline {
  /// What all sources know of one bucket: where its cells stand among the timeline's.
  ///
  /// A plain value, and small: a day has many of them, and they are walked again and again.
  struct Slot {
    var start: Int64
    var successCount: Int
    var arrivals: Int
    /// All its attempts are known one by one.
    var isExact: Bool
    private var places: (good: Places, bad: Places, rejections: Places, unended: Places)

    init(
      start: Int64, successes: Range<Int>, successCount: Int = 0, failures: Range<Int>,
      rejections: Range<Int> = 0..<0, unended: Range<Int> = 0..<0, arrivals: Int = 0,
      isExact: Bool = true
    ) {
      self.start = start
      self.successCount = successCount
      self.arrivals = arrivals
      self.isExact = isExact
      places = (Places(successes), Places(failures), Places(rejections), Places(unended))
    }

    /// The sources' successes.
    var successes: Range<Int> {
      get { places.good.range }
      set { places.good = Places(newValue) }
    }

    /// The sources' failures, one cell a signature.
    var failures: Range<Int> {
      get { places.bad.range }
      set { places.bad = Places(newValue) }
    }

    /// By status, one cell a source.
    var rejections: Range<Int> {
      get { places.rejections.range }
      set { places.rejections = Places(newValue) }
    }

    /// The sources' calls of which the log does not say how they ended.
    var unended: Range<Int> {
      get { places.unended.range }
      set { places.unended = Places(newValue) }
    }

    /// Places in half the bytes: no log has so many cells that more were needed.
    private struct Places {
      private let from: UInt32
      private let to: UInt32

      init(_ range: Range<Int>) {
        from = UInt32(clamping: range.lowerBound)
        to = UInt32(clamping: range.upperBound)
      }

      var range: Range<Int> { Int(from)..<Int(to) }
    }
  }
}

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
