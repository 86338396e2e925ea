/// Counts the records of an input by the stretches of time that the bounds of a window part.
///
/// Which stretches a window holds may be known only once all inputs are read: a time of day
/// without a date means a day that the logs themselves tell.
public struct StretchCounts: Sendable {
  /// The stretch between two neighbouring bounds that holds a moment, in nanoseconds since 1970.
  public typealias Bounds = @Sendable (Int64) -> Range<Int64>

  private let bounds: Bounds
  /// The stretch of the last record, and how many records of it were met in a row.
  private var stretch: Range<Int64> = 0..<0
  private var here = 0
  /// Records by the begin of their stretch, but for those of ``here``.
  private var counts: [Int64: Int] = [:]

  /// - Parameter bounds: a pure function; each of its stretches lies wholly in a window or out.
  public init(_ bounds: @escaping Bounds) { self.bounds = bounds }

  /// Counts of records that all lie in the stretch which holds `nanoseconds`.
  public init(_ bounds: @escaping Bounds, records: Int, at nanoseconds: Int64) {
    self.bounds = bounds
    stretch = bounds(nanoseconds)
    here = records
  }

  /// Counts one record.
  @inline(__always)
  mutating func note(_ nanoseconds: Int64) {
    if !stretch.contains(nanoseconds) { move(to: nanoseconds) }
    here += 1
  }

  /// Counts a line that belongs to the last record.
  mutating func noteContinuation() { here += 1 }

  /// Takes back `lines` that were counted at this moment.
  mutating func remove(_ lines: Int, at nanoseconds: Int64) {
    counts[bounds(nanoseconds).lowerBound, default: 0] -= lines
  }

  private mutating func move(to nanoseconds: Int64) {
    counts[stretch.lowerBound, default: 0] += here
    here = 0
    stretch = bounds(nanoseconds)
  }

  /// Records in the stretches whose begin is held.
  public func records(where holds: (Int64) -> Bool) -> Int {
    counts.reduce(holds(stretch.lowerBound) ? here : 0) { sum, entry in
      holds(entry.key) ? sum + entry.value : sum
    }
  }
}
