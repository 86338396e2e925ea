import Inference
import LogModel

/// What the report rests on, and what it cannot say.
public struct Coverage: Sendable {
  /// Sorted by path.
  public var inputs: [CoveredInput]
  public var events: [CoveredEvents]
  /// Earlier logs that say what is usual and were not read whole, sorted by path.
  public var baseline: [CoveredInput] = []
  public var totals: Totals
  /// Warnings that belong to no single input.
  public var warnings: [InputWarning]
  /// What the evidence does not hold, a sentence each.
  public var notKnowable: [String]
  /// Failures that the definition knows as noise, by its reasons.
  public var knownNoise: [(because: String, count: Int)] = []
  /// The operations that were watched, sorted by service and name.
  public var operations: [ReportedIncident.Operation]

  /// One input: how it was read, where it has holes, and how far its clock is off.
  public struct CoveredInput: Sendable {
    public var reading: InputReading
    public var gaps: [Gap]
    public var clock: Clock?
  }

  /// A stretch within an input for which it has no records although it should.
  public struct Gap: Hashable, Sendable {
    public var range: TimeRange
    public var basis: String
  }

  /// How far a source's clock was found to be off, in seconds, and from how many pairs; positive
  /// where it is ahead.
  public struct Clock: Hashable, Sendable {
    public var offsetSeconds: Double
    public var lowSeconds: Double
    public var highSeconds: Double
    public var pairs: Int
    public var applied: Bool
  }

  /// One file of events: what it spans and how many of its rows the report uses.
  public struct CoveredEvents: Sendable {
    public var path: String
    public var kind: String
    public var status: InputReading.Status
    public var from: Timestamp?
    public var to: Timestamp?
    public var rows: Int
    public var used: Int
    /// Rows that may have had to do with an incident and were not looked at, there being too many.
    public var leftOut = 0
    public var unread: Int
    public var warnings: [InputWarning]
  }

  /// What could not be read of all this.
  public var completeness: Completeness {
    Completeness(inputs: inputs.map(\.reading), baseline: baseline.map(\.reading), events: events)
  }

  /// That the inputs hold no line at all, where that is so.
  public var noInput: String? { NoInput.sentence(inputs.map(\.reading)) }

  /// The accounts of all inputs, summed.
  public struct Totals: Hashable, Sendable {
    public var files: Int
    public var account: LineAccount
  }
}

extension Coverage.CoveredInput {
  /// What a reading says of the input itself: its silences, and the shift it was read with.
  ///
  /// - Parameter skew: how far the clock of its source was found to be off.
  init(of reading: InputReading, skew: ClockSkew? = nil) {
    var clock = skew.map {
      Coverage.Clock(
        offsetSeconds: $0.offsetSeconds, lowSeconds: $0.lowSeconds, highSeconds: $0.highSeconds,
        pairs: $0.pairs, applied: $0.isApplied)
    }
    if clock == nil, reading.shiftSeconds != 0 {
      // Said by the user, so it is exact and rests on no pairs of records.
      clock = Coverage.Clock(
        offsetSeconds: -reading.shiftSeconds, lowSeconds: -reading.shiftSeconds,
        highSeconds: -reading.shiftSeconds, pairs: 0, applied: true)
    }
    self.init(
      reading: reading,
      gaps: reading.gaps.compactMap { gap in
        guard gap.from.nanoseconds <= gap.to.nanoseconds else { return nil }
        return Coverage.Gap(range: TimeRange(from: gap.from, to: gap.to), basis: gap.basis)
      },
      clock: clock)
  }
}

/// The sentence for a run whose inputs hold no line at all: that is not the same as no incident.
public enum NoInput {
  /// `nil` where any input holds a line that is not blank.
  public static func sentence(_ inputs: [InputReading]) -> String? {
    let read = inputs.filter { $0.status != .unreadable && $0.status != .skipped }
    guard !read.isEmpty, read.allSatisfy({ $0.account.lines == $0.account.blank }) else {
      return nil
    }
    let kind = read.contains { $0.account.blank > 0 } ? "a line that is not blank" : "a line"
    let which =
      read.count > 1
      ? "none of \(read.count) files holds \(kind)"
      : read[0].path == "-"
        ? "standard input does not hold \(kind)" : "the file does not hold \(kind)"
    return "No input: \(which), so whether there was an incident cannot be told."
  }
}
