import Ingest
import LogModel

/// The facts of a first reading of a stream that later readings need, kept between runs.
///
/// All of ``StreamSegments`` but the places to read on from, which are large. The year of stamps
/// that state none may be told by other inputs, by the file's age or by the command line, so it is
/// told anew: an outline serves where this run tells it as the first reading did.
public struct StreamOutline: Hashable, Sendable {
  /// What told the year of stamps that state none.
  public struct Year: Hashable, Sendable {
    public var seconds: Int64
    public var isNearest: Bool
    public var basis: String

    public init(seconds: Int64, isNearest: Bool, basis: String) {
      self.seconds = seconds
      self.isNearest = isNearest
      self.basis = basis
    }

    fileprivate init(_ reference: YearReference) {
      self.init(
        seconds: reference.seconds, isNearest: reference.rule == .nearest,
        basis: reference.basis)
    }
  }

  /// Where in the stream the second reading of an hour began and ended that clocks showed twice.
  public struct Turn: Hashable, Sendable {
    public var local: Int64
    public var from: Int
    public var to: Int

    public init(local: Int64, from: Int, to: Int) {
      self.local = local
      self.from = from
      self.to = to
    }
  }

  /// The stamps of each segment, in nanoseconds since 1970; `nil` of one without any.
  public var ranges: [ClosedRange<Int64>?]
  public var turns: [Turn]
  /// `nil` where no stamp lacked its year.
  public var year: Year?
  public var asksForYear: Bool

  public init(
    ranges: [ClosedRange<Int64>?], turns: [Turn], year: Year?, asksForYear: Bool
  ) {
    self.ranges = ranges
    self.turns = turns
    self.year = year
    self.asksForYear = asksForYear
  }

  public init(_ segments: StreamSegments) {
    self.init(
      ranges: segments.ranges.map { $0.from <= $0.to ? $0.from...$0.to : nil },
      turns: segments.foldTurns.map { Turn(local: $0.local, from: $0.from, to: $0.to) },
      year: segments.asksForYear ? segments.yearReference.map(Year.init) : nil,
      asksForYear: segments.asksForYear)
  }

  /// The stretch that holds all stamps; `nil` without any.
  public var span: ClosedRange<Int64>? {
    let known = ranges.compactMap { $0 }
    guard let from = known.map(\.lowerBound).min(), let to = known.map(\.upperBound).max() else {
      return nil
    }
    return from...to
  }

  /// What a first reading of the same stream would find in this run.
  ///
  /// - Parameter stream: at its begin; it is looked into.
  /// - Returns: `nil` where stamps lack their year, and something else would tell it now.
  public func segments(
    of stream: DecodedStream, rules: RecordRules, options: ParseOptions
  ) -> StreamSegments? {
    let reference = YearlessHead.reference(for: stream, rules: rules, options: options)
    guard !asksForYear || reference.map(Year.init) == year else { return nil }
    var segments = StreamSegments()
    segments.ranges = ranges.map { $0.map { ($0.lowerBound, $0.upperBound) } ?? (.max, .min) }
    segments.foldTurns = turns.map { .init(local: $0.local, from: $0.from, to: $0.to) }
    segments.yearReference = reference
    segments.asksForYear = asksForYear
    return segments
  }
}
