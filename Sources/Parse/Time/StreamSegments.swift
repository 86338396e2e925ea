import Ingest
import LogModel
import Synchronization

/// Which times each 4 MiB of a stream hold, so that a second reading can pass what it does not
/// need after finding its line ends.
public struct StreamSegments: Sendable {
  private static let shift = 22
  var ranges: [(from: Int64, to: Int64)] = []
  /// Segments to be read; all while it is `nil`.
  private var wanted: [Bool]?
  /// How the years of stamps were told, and where hours were shown a second time: a reading of
  /// parts must not come to another end.
  var yearReference: YearReference?
  /// Whether any stamp stated no year.
  var asksForYear = false
  var foldTurns: [FoldReader.Turn] = []

  /// Places to read on from, in order, with the number of the line that begins there.
  private var checkpoints: [(line: Int, place: StreamCheckpoint)] = []

  init() {}

  /// Notes where the stream can be read on from, each ``CheckpointBudget/spacing`` bytes.
  mutating func note(_ stream: DecodedStream, line: Int, _ budget: CheckpointBudget) {
    let last = checkpoints.last?.place.offset ?? 0
    // Asked before the decoder is copied: a budget that is used up is asked for every window.
    guard stream.offset - last >= budget.spacing, budget.isLeft,
      let place = stream.checkpoint(), budget.takes()
    else { return }
    checkpoints.append((line, place))
  }

  /// What stands before a place must be known to read on from it.
  mutating func dropCheckpoints() { checkpoints = [] }

  /// Where to begin for what ``reading(only:)`` wants; `nil` is the stream's begin.
  public var start: (line: Int, place: StreamCheckpoint)? {
    guard let first = wanted?.firstIndex(of: true) else { return nil }
    return checkpoints.last { $0.place.offset <= first &<< Self.shift }
  }

  /// The last place before a line, behind another one.
  func place(before line: Int, after passed: Int) -> (line: Int, place: StreamCheckpoint)? {
    guard let found = checkpoints.last(where: { $0.line <= line }), found.line > passed else {
      return nil
    }
    return found
  }

  /// It is known to be one of lines, and where some of them stand.
  var hasCheckpoints: Bool { !checkpoints.isEmpty }

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

/// How many places of all inputs of a run are noted to be read on from: each takes memory.
public final class CheckpointBudget: Sendable {
  /// Decoded bytes from one to the next.
  let spacing: Int
  private let left: Mutex<Int>

  /// - Parameter limit: 256 are some 24 MB.
  public init(limit: Int = 256, spacing: Int = 8 << 20) {
    left = Mutex(limit)
    self.spacing = spacing
  }

  var isLeft: Bool { left.withLock { $0 > 0 } }

  /// Whether one more may be noted, which it then is.
  func takes() -> Bool {
    left.withLock { left in
      guard left > 0 else { return false }
      left -= 1
      return true
    }
  }
}
