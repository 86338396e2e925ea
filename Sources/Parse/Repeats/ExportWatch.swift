import Glibc
import LogModel
import Scan

/// What a stream shows of the tool that exported it: where it stopped, what it wrote twice.
struct ExportWatch {
  /// How many lines such tools give unless they are told otherwise, and the most they give.
  static let limits: Set<Int> = [100, 1000, 5000]

  /// Entries of the last page that had any.
  var lastPage = 0
  private var pageCount: UInt64 = 1
  private var entries = 0
  private var lines = 0
  private var seen = RepeatedEntries()

  mutating func noteEntry() { entries += 1 }
  mutating func noteLine() { lines += 1 }

  mutating func endPage() {
    guard entries > 0 else { return }
    lastPage = entries
    entries = 0
    pageCount &+= 1
  }

  /// The limit that the export ends at, where it seems to.
  var reachedLimit: Int? {
    let last = lines > 0 ? lines : lastPage
    return Self.limits.contains(last) ? last : nil
  }

  /// The same entry of the same stream stood in another page before.
  mutating func isInEarlierPage(_ entry: UnsafeRawBufferPointer, labels: UInt64) -> Bool {
    let hash = StableHash.hash(entry, seed: labels)
    guard let page = seen.keep(hash, as: pageCount) else { return false }
    return page != pageCount
  }

  /// Google Cloud's logging gives an entry twice at times; its id and stamp are the same then.
  mutating func isRepeated(_ line: UnsafeRawBufferPointer) -> Bool {
    RepeatedEntries.hash(ofCloudEntry: line).map { seen.keep($0, as: 0) != nil } ?? false
  }
}

/// Remembers the entries of an export, as many as fit a table, to know them when they come again.
struct RepeatedEntries {
  private static let size = 1 << 16
  /// Places that an entry may stand at; the one that was kept longest makes room.
  private static let ways = 4
  /// Nothing is kept until the first entry comes.
  private var hashes: [UInt64] = []
  private var marks: [UInt64] = []

  /// Keeps `mark` for an entry that is new; of another, the mark it was kept with.
  mutating func keep(_ hash: UInt64, as mark: UInt64) -> UInt64? {
    if hashes.isEmpty {
      hashes = [UInt64](repeating: 0, count: Self.size)
      marks = hashes
    }
    let tag = hash | 1
    let set = Int(truncatingIfNeeded: hash &>> 19) & (Self.size / Self.ways - 1)
    let first = set * Self.ways
    for slot in first..<first + Self.ways where hashes[slot] == tag { return marks[slot] }
    for slot in stride(from: first + Self.ways - 1, to: first, by: -1) {
      hashes[slot] = hashes[slot - 1]
      marks[slot] = marks[slot - 1]
    }
    hashes[first] = tag
    marks[first] = mark
    return nil
  }

  // MARK: Google Cloud

  /// The bit of lines that may be entries of Google Cloud, beside those of the envelopes.
  static let bit: UInt32 = 1 << 31

  /// Keys that such an entry may begin with, as far as eight bytes go.
  private static let openings = [
    "insert", "httpRe", "jsonPa", "textPa", "logNam", "protoP", "labels", "receiv", "resour",
    "severi", "timest", "trace\"", "operat", "source", "spanId",
  ].map { Array("{\"\($0)".utf8) }

  static func mayBegin(_ head: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard head.count == 8, head.first == 0x7B else { return false }
    return head.dropFirst().first.map { $0 <= 0x20 } ?? false
      || openings.contains { head.elementsEqual($0) }
  }

  /// Of id, stamp and log; `nil` for other lines.
  static func hash(ofCloudEntry line: UnsafeRawBufferPointer) -> UInt64? {
    guard namesID(line),
      let members = EntryMembers(of: line, named: ["insertId", "timestamp", "logName"]),
      let id = members[0], id.kind == .string, let stamp = members[1], stamp.kind == .string
    else { return nil }
    var hash = StableHash.hash(line.slice(id))
    hash = StableHash.combine(hash, StableHash.hash(line.slice(stamp)))
    return StableHash.combine(hash, members[2].map { StableHash.hash(line.slice($0)) } ?? 0)
  }

  /// Whether `insertId` stands somewhere; its capital is rare, so lines without are passed fast.
  private static func namesID(_ line: UnsafeRawBufferPointer) -> Bool {
    guard let base = line.baseAddress else { return false }
    var at = 0
    while at < line.count, let found = memchr(base + at, 0x49, line.count - at) {
      let capital = UnsafeRawPointer(found) - base
      if capital >= 6, line[(capital - 6)...].starts(with: "insertId".utf8) { return true }
      at = capital + 1
    }
    return false
  }
}
