/// What was made of one input: the account of its lines and how they were read.
public struct InputReading: Hashable, Sendable {
  public enum Status: String, Sendable {
    case complete, partial, unreadable, duplicate, skipped
  }
  public struct Zone: Hashable, Sendable {
    public enum Basis: String, Sendable { case explicit, option, assumed }
    public var name: String
    public var basis: Basis

    public init(name: String, basis: Basis) {
      self.name = name
      self.basis = basis
    }
  }
  /// Which keys the parts of a record were read from.
  public struct FieldMap: Hashable, Sendable {
    public var service: String?
    public var source: String?
    public var time: String?
    public var status: String?
    public var latencyKey: String?
    public var latencyUnit: String?
    public var user: String?

    public init() {}
  }

  public var path: String
  public var contentHash: ContentHash?
  public var compression: Compression
  /// Names of the formats and envelopes found, sorted.
  public var formats: [String]
  public var status: Status
  /// Bytes of the packed input that were read, and of the decoded stream.
  public var bytesRead: Int
  public var bytesDecoded: Int
  public var account: LineAccount
  public var first: Timestamp?
  public var last: Timestamp?
  public var zone: Zone?
  public var readAs: FieldMap
  public var warnings: [InputWarning]
  /// Silences far beyond the input's habit, the longest of them, in order.
  public var gaps: [InputGap]
  /// Seconds of the longest silence between two records, as far as stretches of some seconds
  /// tell; 0 for fewer than two.
  public var longestSilence: Double
  /// Seconds that were added to every stamp, because the user said its clock was off.
  public var shiftSeconds: Double
  /// Stretches of the few stamps far off from all others; nothing rests on them.
  public var strays: [TimeRange]

  public init(path: String) {
    self.path = path
    compression = .none
    formats = []
    status = .complete
    bytesRead = 0
    bytesDecoded = 0
    account = LineAccount()
    readAs = FieldMap()
    warnings = []
    gaps = []
    longestSilence = 0
    shiftSeconds = 0
    strays = []
  }
}
