import LogModel

/// The records of one stretch of an input, with the text they point into.
public struct RecordBatch {
  public internal(set) var records: [LogRecord] = []
  /// Of the records that name their request: which they are, and the hash of the name.
  public internal(set) var traces: [TracedRecord] = []
  /// What members of answers and numbers of lines were, of a sample of the records.
  public internal(set) var values: [NotedValue] = []
  /// What each record is known by in other inputs, in the order of ``records``: the same for the
  /// same line in whatever form it was exported; see ``RecordContent/fingerprint(_:of:moment:)``.
  public internal(set) var fingerprints: [UInt64] = []
  /// Places in ``records``, ascending, of those that another input holds and counts.
  public internal(set) var duplicates: [Int] = []
  /// Messages that may name a secret, as they came: to be looked at, and not to be kept.
  public internal(set) var quoted: [TextSpan] = []
  var heldValues: [HeldValues] = []
  var text: [UInt8] = []
  /// Texts that many records share, by their hashes: each stands in the batch once.
  private var shared = StableIndex()
  private var sharedSpans: [TextSpan] = []
  /// What the record before shared: most records have its service and its source.
  private var lastService: (hash: UInt64, span: TextSpan)?
  private var lastSource: (hash: UInt64, span: TextSpan)?

  init() {
    records.reserveCapacity(1024)
    fingerprints.reserveCapacity(1024)
    text.reserveCapacity(64 * 1024)
  }

  /// Calls `body` with the bytes that a span names.
  public func withText<T>(_ span: TextSpan, _ body: (UnsafeRawBufferPointer) -> T) -> T {
    text.withUnsafeBytes { bytes in
      let start = min(Int(span.offset), bytes.count)
      let end = min(start + Int(span.count), bytes.count)
      return body(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
    }
  }

  /// All text at once, for a reader that resolves many spans.
  public func withAllText<T>(_ body: (UnsafeRawBufferPointer) -> T) -> T {
    text.withUnsafeBytes(body)
  }

  /// The text of a span; bad UTF-8 is repaired.
  public func string(_ span: TextSpan) -> String {
    withText(span) { String(decoding: $0, as: UTF8.self) }
  }

  /// The dimensions that stand at `place`, in all text of a batch: their length before them.
  public static func dimensions(
    _ place: UInt32, in text: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer {
    let start = Int(place) + 1
    guard place > 0, start <= text.count else {
      return UnsafeRawBufferPointer(rebasing: text[..<0])
    }
    let count = Int(text[start - 2]) << 8 | Int(text[start - 1])
    return UnsafeRawBufferPointer(rebasing: text[start..<min(start + count, text.count)])
  }

  /// Whether another input holds and counts the record at this place.
  public func isDuplicate(_ place: Int) -> Bool {
    !duplicates.isEmpty && duplicates.contains(place)
  }

  @inline(__always)
  mutating func append(_ record: LogRecord) { records.append(record) }

  /// Changes the record that was added last, in its place.
  @inline(__always)
  mutating func changeLast(_ body: (inout LogRecord) -> Void) {
    records.withUnsafeMutableBufferPointer { body(&$0[$0.count - 1]) }
  }

  mutating func append(_ bytes: UnsafeRawBufferPointer) -> TextSpan {
    guard !bytes.isEmpty else { return .none }
    let span = TextSpan(offset: text.count, count: bytes.count)
    text.append(contentsOf: bytes)
    return span
  }

  mutating func append(_ bytes: [UInt8]) -> TextSpan { bytes.withUnsafeBytes { append($0) } }

  /// Longer messages are looked at to so many bytes.
  private static let quotedLimit = 2048

  mutating func quote(_ text: UnsafeRawBufferPointer) {
    quoted.append(append(UnsafeRawBufferPointer(rebasing: text.prefix(Self.quotedLimit))))
  }

  /// - Parameter hash: of the text; the same text always comes with the same one.
  mutating func share(_ bytes: UnsafeRawBufferPointer, hash: UInt64) -> TextSpan {
    if let known = shared[hash] { return sharedSpans[known] }
    let span = append(bytes)
    shared.insert(hash, sharedSpans.count)
    sharedSpans.append(span)
    return span
  }

  /// Where a text stands that was shared before.
  @inline(__always)
  func span(of hash: UInt64) -> TextSpan? { shared[hash].map { sharedSpans[$0] } }

  @inline(__always)
  mutating func share(service text: [UInt8], hash: UInt64) -> TextSpan {
    if let last = lastService, last.hash == hash { return last.span }
    let span = text.withUnsafeBytes { share($0, hash: hash) }
    lastService = (hash, span)
    return span
  }

  @inline(__always)
  mutating func share(source text: [UInt8], hash: UInt64) -> TextSpan {
    if let last = lastSource, last.hash == hash { return last.span }
    let span = text.withUnsafeBytes { share($0, hash: hash) }
    lastSource = (hash, span)
    return span
  }

  mutating func removeAll() {
    lastService = nil
    lastSource = nil
    shared.removeAll()
    sharedSpans.removeAll(keepingCapacity: true)
    records.removeAll(keepingCapacity: true)
    fingerprints.removeAll(keepingCapacity: true)
    duplicates.removeAll(keepingCapacity: true)
    traces.removeAll(keepingCapacity: true)
    quoted.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    heldValues.removeAll(keepingCapacity: true)
    text.removeAll(keepingCapacity: true)
  }
}

/// What a member of a good answer, or a number of a line, was in a record of a batch.
///
/// Beside the records and not in them: a record fills two cache lines, and of most none is taken.
public struct NotedValue: Hashable, Sendable {
  /// Its place among the batch's records.
  public var record: Int
  /// The member; of a number inside a message, which one it is: `#2`.
  public var name: TextSpan
  /// Hash of what it was.
  public var value: UInt32
  /// It is a number of a line that is about no request.
  public var isNumber: Bool
}

/// Values of a line that may come again byte for byte.
struct HeldValues {
  /// What ``ValueSampler`` knows such records by.
  var key: UInt64
  var values: [NotedValue]
}

extension RecordBatch {
  /// Keeps the values of a line for those that repeat it.
  ///
  /// - Returns: where they stand; 0 for none.
  mutating func hold(_ held: HeldValues) -> Int {
    guard !held.values.isEmpty else { return 0 }
    heldValues.append(held)
    return heldValues.count
  }

  /// What a line of this batch that was held is known by to ``ValueSampler``.
  @inline(__always)
  func heldKey(at place: Int) -> UInt64? {
    place > 0 && place <= heldValues.count ? heldValues[place - 1].key : nil
  }

  /// Notes the values of a line that was held for the record that was added last.
  mutating func repeatValues(at place: Int) {
    for value in heldValues[place - 1].values {
      var again = value
      again.record = records.count - 1
      values.append(again)
    }
  }
}
