import LogModel
import Parse

/// Failures of one signature in one bucket.
public struct SignatureCell: Hashable, Sendable {
  /// Index in the series' signatures.
  public internal(set) var signature: Int
  public internal(set) var cell = OutcomeCell()
  /// Sums of the definition's units over the failures.
  public internal(set) var units = SIMD4<Int64>.zero
  /// Distinct clients, kept apart once the events are no longer.
  public internal(set) var clients: DistinctSample?

  static let clientCapacity = 64

  init(signature: Int) { self.signature = signature }

  /// A cell as it was kept; without units and clients where they are not told.
  public init(
    signature: Int, cell: OutcomeCell, units: SIMD4<Int64> = .zero,
    clients: DistinctSample? = nil
  ) {
    self.signature = signature
    self.cell = cell
    self.units = units
    self.clients = clients
  }

  mutating func add(_ record: LogRecord, _ mark: EventRef, bound: Int) {
    cell.add(mark, bound: bound)
    units &+= SIMD4<Int64>(truncatingIfNeeded: record.units)
    if mark.client != 0 {
      if clients == nil { clients = DistinctSample(capacity: Self.clientCapacity) }
      clients?.insert(mark.client)
    }
  }

  mutating func merge(_ other: SignatureCell, bound: Int) {
    cell.merge(other.cell, bound: bound)
    units &+= other.units
    if let theirs = other.clients {
      if clients == nil { clients = DistinctSample(capacity: Self.clientCapacity) }
      clients?.merge(theirs)
    }
  }
}

/// Answers of one class that rejected, in one bucket.
public struct RejectedCell: Hashable, Sendable {
  /// Statuses that are classes of their own: who asks, what for, how often, and who gave up.
  public static let classes = [401, 403, 404, 429, 499]

  /// One of ``classes``, or 0 for any other.
  public internal(set) var status: Int
  public internal(set) var cell: OutcomeCell

  static func status(of record: LogRecord) -> Int {
    classes.contains(Int(record.status)) ? Int(record.status) : 0
  }
}

/// What one series did in one stretch of time.
public struct Bucket: Hashable, Sendable {
  /// Start divided by the width: the bucket holds `[start × width, (start + 1) × width)` s.
  public internal(set) var start: Int64
  public internal(set) var successes = OutcomeCell()
  public internal(set) var failures: [SignatureCell] = []
  /// Answered and rejected (4xx), by class.
  public internal(set) var rejections: [RejectedCell] = []
  /// Those of which the log does not say how they ended: one cell, or none, for few series have
  /// any and a cell is larger than all else here.
  public internal(set) var unended: [OutcomeCell] = []

  init(start: Int64) { self.start = start }

  public var failureCount: Int { failures.reduce(0) { $0 + $1.cell.count } }
  /// Answered and rejected (4xx).
  public var rejected: Int { rejections.reduce(0) { $0 + $1.cell.count } }
  /// How they ended is not in the log.
  public var unknown: Int { unended.first?.count ?? 0 }
  /// Everything that arrived.
  public var arrivals: Int { successes.count + failureCount + rejected + unknown }

  mutating func addUnended(_ mark: EventRef, bound: Int) {
    if unended.isEmpty { unended.append(OutcomeCell()) }
    unended[0].add(mark, bound: bound)
  }

  mutating func addRejected(_ status: Int, _ mark: EventRef, bound: Int) {
    for index in rejections.indices where rejections[index].status == status {
      rejections[index].cell.add(mark, bound: bound)
      return
    }
    var cell = OutcomeCell()
    cell.add(mark, bound: bound)
    rejections.append(RejectedCell(status: status, cell: cell))
  }

  mutating func addFailure(
    _ record: LogRecord, _ mark: EventRef, signature: Int, bound: Int
  ) {
    for index in failures.indices where failures[index].signature == signature {
      failures[index].add(record, mark, bound: bound)
      return
    }
    var cell = SignatureCell(signature: signature)
    cell.add(record, mark, bound: bound)
    failures.append(cell)
  }

  /// - Parameter signatures: this bucket's index of each of the other's signatures.
  mutating func merge(_ other: Bucket, signatures: [Int], bound: Int) {
    successes.merge(other.successes, bound: bound)
    for theirs in other.rejections {
      if let index = rejections.firstIndex(where: { $0.status == theirs.status }) {
        rejections[index].cell.merge(theirs.cell, bound: bound)
      } else {
        var moved = OutcomeCell()
        moved.merge(theirs.cell, bound: bound)
        rejections.append(RejectedCell(status: theirs.status, cell: moved))
      }
    }
    if let theirs = other.unended.first {
      if unended.isEmpty { unended.append(OutcomeCell()) }
      unended[0].merge(theirs, bound: bound)
    }
    mergeFailures(of: other, signatures: signatures, bound: bound)
  }

  private mutating func mergeFailures(of other: Bucket, signatures: [Int], bound: Int) {
    // Where many stand: to look for each among all takes the square of what a tally claims.
    var places: [Int: Int]?
    if other.failures.count > 32 {
      places = Dictionary(
        failures.enumerated().map { ($1.signature, $0) }, uniquingKeysWith: { first, _ in first })
    }
    for theirs in other.failures {
      var moved = theirs
      moved.signature = signatures[theirs.signature]
      let known =
        places != nil
        ? places?[moved.signature] : failures.firstIndex { $0.signature == moved.signature }
      if let known {
        failures[known].merge(moved, bound: bound)
      } else {
        places?[moved.signature] = failures.count
        failures.append(moved)
      }
    }
  }

  /// Nothing in it would change if it were merged into an empty one.
  func isInOrder(bound: Int) -> Bool {
    successes.isSettled(bound: bound) && unended.allSatisfy { $0.isSettled(bound: bound) }
      && (failures.count < 2
        || zip(failures, failures.dropFirst()).allSatisfy { $0.signature < $1.signature })
      && zip(rejections, rejections.dropFirst()).allSatisfy { $0.status < $1.status }
  }

  mutating func setInput(_ input: UInt64) {
    successes.setInput(input)
    for index in unended.indices { unended[index].setInput(input) }
    for index in failures.indices { failures[index].cell.setInput(input) }
    for index in rejections.indices { rejections[index].cell.setInput(input) }
  }
}
