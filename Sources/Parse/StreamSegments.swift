import LogModel

/// Which times each 4 MiB of a stream hold, so that a second reading can pass what it does not
/// need after finding its line ends.
public struct StreamSegments: Sendable {
  private static let shift = 22
  private var ranges: [(from: Int64, to: Int64)] = []
  /// Segments to be read; all while it is `nil`.
  private var wanted: [Bool]?
  /// How the years of stamps were told, and where hours were shown a second time: a reading of
  /// parts must not come to another end.
  var yearReference: YearReference?
  var foldTurns: [FoldReader.Turn] = []

  init() {}

  @inline(__always)
  mutating func note(_ nanoseconds: Int64, at offset: Int) {
    let segment = offset &>> Self.shift
    while ranges.count <= segment { ranges.append((.max, .min)) }
    if nanoseconds < ranges[segment].from { ranges[segment].from = nanoseconds }
    if nanoseconds > ranges[segment].to { ranges[segment].to = nanoseconds }
  }

  @inline(__always)
  func isWanted(_ offset: Int) -> Bool {
    guard let wanted else { return true }
    let segment = offset &>> Self.shift
    return segment < wanted.count && wanted[segment]
  }

  /// Nothing that is to be read begins at `offset` or behind it.
  func isOver(at offset: Int) -> Bool {
    guard let wanted, let last = wanted.lastIndex(of: true) else { return wanted != nil }
    return offset &>> Self.shift > last
  }

  /// The same stream, of which only segments that touch one of `times` are to be read.
  public func reading(only times: [TimeRange]) -> StreamSegments {
    var chosen = self
    chosen.wanted = ranges.map { range in
      range.from <= range.to
        && times.contains { $0.from.nanoseconds <= range.to && range.from <= $0.to.nanoseconds }
    }
    return chosen
  }
}
