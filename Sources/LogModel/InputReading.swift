/// What was made of one input: the account of its lines and how they were read.
///
/// A run holds one for each of its inputs, of which there may be a hundred thousand, in several
/// lists: copies share one set of ``Facts`` until one of them is changed.
@dynamicMemberLookup
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
  /// What moment of a request its stamp is; Apache writes the one, nginx the other.
  public enum RequestStamp: String, Sendable { case received, answered }
  /// Which keys the parts of a record were read from.
  public struct FieldMap: Hashable, Sendable {
    public var service: String?
    public var source: String?
    public var time: String?
    public var status: String?
    public var latencyKey: String?
    public var latencyUnit: String?
    public var user: String?
    /// Known where the order of the lines tells it.
    public var requestStamp: RequestStamp?

    public init() {}
  }

  /// All that is known of an input; the members of a reading.
  public struct Facts: Hashable, Sendable {
    public var path: String
    public var contentHash: ContentHash?
    public var compression: Compression
    /// Names of the formats and envelopes found, sorted.
    public var formats: [String]
    public var status: InputReading.Status
    /// Bytes of the packed input that were read, and of the decoded stream.
    public var bytesRead: Int
    public var bytesDecoded: Int
    public var account: LineAccount
    public var first: Timestamp?
    public var last: Timestamp?
    public var zone: InputReading.Zone?
    public var readAs: InputReading.FieldMap
    public var warnings: [InputWarning]
    /// Silences far beyond the input's habit, the longest of them, in order.
    public var gaps: [InputGap]
    /// Seconds of the longest silence between two records, as far as stretches of some seconds
    /// tell; 0 for fewer than two.
    public var longestSilence: Double
    /// Seconds that were added to every stamp, because the user said its clock was off.
    public var shiftSeconds: Double
    /// Where the clock was set back, in order of the lines.
    public var clockSteps: [ClockStep]
    /// Stretches of the few stamps far off from all others; nothing rests on them.
    public var strays: [TimeRange]
  }

  // Changed only by the one reading that refers to it.
  private final class Shared: @unchecked Sendable {
    var facts: Facts
    init(_ facts: Facts) { self.facts = facts }
  }

  private var shared: Shared

  public init(path: String) { shared = Shared(Facts(path: path)) }

  public subscript<Value>(dynamicMember member: WritableKeyPath<Facts, Value>) -> Value {
    get { shared.facts[keyPath: member] }
    set {
      if !isKnownUniquelyReferenced(&shared) { shared = Shared(shared.facts) }
      shared.facts[keyPath: member] = newValue
    }
  }

  public static func == (a: InputReading, b: InputReading) -> Bool {
    a.shared === b.shared || a.shared.facts == b.shared.facts
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(shared.facts) }
}

extension InputReading.Facts {
  /// An input of which nothing is known yet.
  init(path: String) {
    self.path = path
    compression = .none
    formats = []
    status = .complete
    bytesRead = 0
    bytesDecoded = 0
    account = LineAccount()
    readAs = InputReading.FieldMap()
    warnings = []
    gaps = []
    longestSilence = 0
    shiftSeconds = 0
    clockSteps = []
    strays = []
  }
}

extension InputReading {
  /// From the first record to the last, but for the gaps in between; nothing without a record.
  public var coveredStretches: [TimeRange] {
    guard let first = self.first, let last = self.last, first <= last else { return [] }
    var from = first
    var stretches: [TimeRange] = []
    for gap in self.gaps.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) })
    where gap.from >= from && gap.to <= last {
      stretches.append(TimeRange(from: from, to: gap.from))
      from = gap.to
    }
    return stretches + [TimeRange(from: from, to: last)]
  }
}

extension InputReading {
  /// The message of the warning that counts the lines of a banner.
  public static let bannerWords = "lines without a stamp before the first record"

  /// Whether it begins with lines of a banner, set apart or not.
  public var hasBanner: Bool {
    self.warnings.contains { $0.message.hasPrefix(Self.bannerWords) }
  }

  /// Sets the lines of a banner apart: they are no records, and nothing is lost with them.
  public mutating func setBannerApart() {
    guard let at = self.warnings.firstIndex(where: { $0.message == Self.bannerWords }) else {
      return
    }
    let lines = min(self.warnings[at].count, self.account.unread)
    self.account.unread -= lines
    self.account.blank += lines
    self.warnings[at] = InputWarning(
      .headLines, count: lines, line: self.warnings[at].line,
      byteOffset: self.warnings[at].byteOffset,
      message: Self.bannerWords + ": a banner, set apart")
  }
}

/// A place in an input where the clock that its stamps were taken from was set to another time.
public struct ClockStep: Hashable, Sendable {
  /// The first line that was stamped by the clock as it was set.
  public var line: Int
  /// The stamps on both sides of the step, as they were written.
  public var before: Timestamp
  public var after: Timestamp

  public init(line: Int, before: Timestamp, after: Timestamp) {
    self.line = line
    self.before = before
    self.after = after
  }

  /// Nanoseconds that the clock was set on; below 0 where it was set back.
  public var nanoseconds: Int64 { after.nanoseconds &- before.nanoseconds }
}

/// How one input was read: every line is in exactly one of the five classes.
public struct LineAccount: Hashable, Sendable {
  /// Lines that are, or belong to, a record.
  public var records = 0
  public var blank = 0
  public var unread = 0
  public var duplicate = 0
  public var outsideWindow = 0

  public init() {}

  public var lines: Int { records + blank + unread + duplicate + outsideWindow }

  public static func + (a: LineAccount, b: LineAccount) -> LineAccount {
    var sum = a
    sum.records = add(a.records, b.records)
    sum.blank = add(a.blank, b.blank)
    sum.unread = add(a.unread, b.unread)
    sum.duplicate = add(a.duplicate, b.duplicate)
    sum.outsideWindow = add(a.outsideWindow, b.outsideWindow)
    return sum
  }

  /// A tally may claim any numbers for any number of inputs: no sum of them goes beyond this, so
  /// that all classes together can be added, too.
  private static let limit = 1 << 60

  private static func add(_ a: Int, _ b: Int) -> Int { min(min(a, limit) + min(b, limit), limit) }
}

/// A stretch for which an input has no lines although its habit says it should.
public struct InputGap: Hashable, Sendable {
  /// The last stamp before the silence.
  public var from: Timestamp
  /// The first stamp after it, not before ``from``.
  public var to: Timestamp
  /// What shows it, in words.
  public var basis: String

  /// No file of the source holds this stretch: it lies between two of its files.
  public static func between(
    _ one: String, and next: String, from: Timestamp, to: Timestamp
  ) -> InputGap {
    InputGap(from: from, to: to, basis: "\(betweenFiles)\(one) and \(next)")
  }

  private static let betweenFiles = "no file between "

  /// Whether it lies between two files, and not inside of one.
  public var isBetweenFiles: Bool { basis.hasPrefix(Self.betweenFiles) }

  public init(from: Timestamp, to: Timestamp, basis: String) {
    self.from = from
    self.to = to
    self.basis = basis
  }
}

/// The identity of an input: XXH3-128 of its decoded bytes, whatever its name or packing.
public struct ContentHash: Hashable, Comparable, Sendable {
  public var high: UInt64
  public var low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  public static func < (a: ContentHash, b: ContentHash) -> Bool {
    (a.high, a.low) < (b.high, b.low)
  }

  /// 32 hexadecimal digits, most significant first.
  public var hexadecimal: String {
    [high, low].map { half in
      let digits = String(half, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}

/// How an input's bytes are packed, found by its first bytes.
public enum Compression: String, Sendable, CaseIterable {
  case none, gzip, zstd, xz, bzip2, lz4
}
