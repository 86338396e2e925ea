import LogModel
import Scan

/// What a run says about reading one input, beside the definition.
public struct ParseOptions: Sendable {
  /// Zone of stamps that state none; `nil` assumes UTC and says so.
  public var zone: ZoneRules?
  /// The moment that the user asked for records from; near it lie stamps that state no year.
  public var since: Timestamp?
  /// Where set, records are counted by these stretches of time too; all feed the baselines.
  public var bounds: StretchCounts.Bounds?
  /// Moves every stamp, in nanoseconds: the clock of this input was off by as much.
  public var shiftNanoseconds: Int64 = 0
  /// Where a first reading saw the clock set back: stamps before are moved by as much.
  public var clockSteps: [ClockStep] = []
  /// A first reading saw that requests are stamped when they were received: they are dated by their
  /// answers, as those of other logs.
  public var datesByAnswer = false
  /// The moment that the user named as now; tells years, and which stamps lie ahead.
  public var statedNow: Timestamp?
  /// The clock of the run: tells years where nothing else does.
  public var clock: Timestamp?
  /// A moment of the run's other inputs, where any of them states its dates; looked up when a
  /// stamp has no year and its own input does not tell it.
  public var neighbours: (@Sendable () -> Timestamp?)?
  /// The window's first size in bytes; it decides no result.
  public var blockSize: Int
  /// How lines are read, whatever the definition says; `nil` leaves it to that.
  public var format: FormatChoice?
  /// What a first reading found where, when only parts are to be read again.
  public var segments: StreamSegments?
  /// Where a stream begins that is read on from one of the places in ``segments``.
  public var firstLine = 1
  /// How many such places may be noted, where the stream may be read again.
  public var checkpoints: CheckpointBudget?

  /// The file lay in a folder or an archive: nobody named it, and the banner at its head is set
  /// apart.
  public var isFound = false

  /// Where records of this input may stand in others, which count them; `nil` where none do.
  public var overlap: OverlapFilter?

  public init(
    zone: ZoneRules? = nil, since: Timestamp? = nil, blockSize: Int = 256 * 1024
  ) {
    self.zone = zone
    self.since = since
    self.blockSize = blockSize
  }
}

extension StampClock {
  init(_ options: ParseOptions) {
    self.init(
      zone: options.zone, shift: options.shiftNanoseconds, steps: options.clockSteps,
      known: options.segments)
  }
}
