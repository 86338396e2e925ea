import Ingest
import LogModel

/// What a user asked for, in the words of the command line.
public struct DraftRequest: Sendable {
  public var inputs: [String] = []
  public var exclude: [String] = []
  /// Inputs that an earlier attempt failed on, by their exact paths: told, and not read.
  public var failed: [String] = []
  /// Earlier logs or tallies that say what is usual.
  public var baseline: [String] = []
  /// Path of a pipeline definition.
  public var pipeline: String?
  public var events: [String] = []
  public var notes: [String] = []
  public var since: String?
  public var until: String?
  public var now: String?
  /// The zone of the draft.
  public var zone: String?
  /// `ZONE`, or `GLOB=ZONE` for the inputs that match.
  public var inputZones: [String] = []
  /// `GLOB=NAME`: the format of the inputs that match.
  public var inputFormats: [String] = []
  /// `GLOB=±DURATION`: added to the stamps of the inputs that match.
  public var shifts: [String] = []
  /// Moves sources whose clocks are found to differ onto the clock of the others.
  public var appliesSkew = false
  public var resolveAfter: String?
  /// Where the result goes, if to a file; it is not written by the run.
  public var output: String?
  /// Path of a folder in which tallies of inputs are kept between runs; decides no result.
  public var cache: String?
  /// Workers that scan inputs side by side; decides no result.
  public var threads = 0
  /// First size of a stream's window; decides no result.
  public var blockSize = 256 * 1024
  /// Told what is being done, for a person who waits.
  public var progress: @Sendable (Progress) -> Void = { _ in }

  public init() {}

  /// Whether a name on the command line is standard input: `-`, `/dev/stdin`.
  public static func isStandardInput(_ name: String) -> Bool { StandardInput.isNamed(by: name) }
}
