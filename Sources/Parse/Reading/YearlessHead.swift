import Glibc
import Ingest
import LogModel
import Scan
import Synchronization

/// Finds what tells the years of a stream whose stamps state none.
enum YearlessHead {
  /// Bytes of the decoded stream in which a record with a whole date is looked for.
  private static let lookedAt = 64 * 1024

  /// The best reference there is: a date in the name, a dated record, the packing's time, what
  /// the user typed, when the file was last changed.
  ///
  /// A record is only looked for where a line of the head begins as one without a year would.
  static func reference(
    for stream: DecodedStream, rules: RecordRules, options: ParseOptions
  ) -> YearReference? {
    if let day = FileDates.endOfDay(in: stream.path) {
      return YearReference(seconds: day, rule: .before, basis: "the date in the file's name")
    }
    stream.lookAhead(lookedAt)
    let head = UnsafeRawBufferPointer(rebasing: stream.window.prefix(lookedAt))
    if holdsYearless(head) {
      if let dated = datedRecord(in: head, of: stream.path, rules: rules, options: options) {
        return YearReference(
          seconds: dated.seconds, rule: .nearest, basis: "a dated record beside them")
      }
      if let dated = options.neighbours?() {
        return YearReference(
          seconds: dated.seconds, rule: .nearest, basis: "the dates of the other inputs")
      }
    }
    return byOtherMeans(stream, options)
  }

  /// The earliest whole date in the head of a stream, for inputs beside it that state no year.
  static func date(
    in stream: DecodedStream, rules: RecordRules, options: ParseOptions
  ) -> Timestamp? {
    stream.lookAhead(lookedAt)
    let head = UnsafeRawBufferPointer(rebasing: stream.window.prefix(lookedAt))
    return datedRecord(in: head, of: stream.path, rules: rules, options: options)
  }

  private static func byOtherMeans(
    _ stream: DecodedStream, _ options: ParseOptions
  ) -> YearReference? {
    if let packed = stream.packedAt {
      return YearReference(seconds: packed, rule: .before, basis: "the time in the gzip header")
    }
    if let now = options.statedNow {
      return YearReference(seconds: now.seconds, rule: .before, basis: "--now")
    }
    if let since = options.since {
      return YearReference(seconds: since.seconds, rule: .nearest, basis: "--since")
    }
    if let changed = stream.fileChangedAt {
      return YearReference(
        seconds: changed, rule: .before, basis: "when the file was last changed")
    }
    return options.clock.map {
      YearReference(seconds: $0.seconds, rule: .before, basis: "today's date")
    }
  }

  /// The earliest whole date of a record in the head, read as the stream will be.
  private static func datedRecord(
    in head: UnsafeRawBufferPointer, of path: String, rules: RecordRules, options: ParseOptions
  ) -> Timestamp? {
    var options = options
    options.segments = nil
    options.neighbours = nil
    options.shiftNanoseconds = 0
    var reader = LineReader(path: path, rules: rules, options: options) { _ in }
    var number = 1
    eachLine(of: head) { line in
      reader.take(line: line, number: number, offset: 0)
      number += 1
      return true
    }
    return reader.records.watch.earliestStamp()
  }

  /// Whole lines only; ends when `body` returns `false`.
  private static func eachLine(
    of head: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Bool
  ) {
    guard let base = head.baseAddress else { return }
    var start = 0
    while let found = memchr(base + start, 0x0A, head.count - start) {
      let end = UnsafeRawPointer(found) - base
      guard body(UnsafeRawBufferPointer(rebasing: head[start..<end])) else { return }
      start = end + 1
    }
  }

  /// `Apr  8 15:05:09` of syslog, after its priority or not; `E0408 15:05:09` of klog.
  private static func holdsYearless(_ head: UnsafeRawBufferPointer) -> Bool {
    var isFound = false
    eachLine(of: head) { line in
      var start = 0
      if line.first == 0x3C, let end = line.prefix(8).firstIndex(of: 0x3E) { start = end + 1 }
      let text = UnsafeRawBufferPointer(rebasing: line[start...].prefix(16))
      guard text.count >= 8 else { return true }
      let isKlog =
        [0x49, 0x57, 0x45, 0x46].contains(text[0]) && text[5] == 0x20
        && text[1..<5].allSatisfy { $0 &- 0x30 < 10 }
      isFound = isKlog || ClfTime.isMonth(text, at: 0) && text[3] == 0x20
      return !isFound
    }
    return isFound
  }
}

/// A moment that the inputs of a run state whole, for those among them that state no year.
///
/// Looked up once, when the first input asks, and a function of the inputs alone: which of them
/// asks does not matter.
public final class DatedNeighbours: Sendable {
  /// Inputs that are looked into.
  private static let limit = 64
  private let paths: [String]
  private let rules: RecordRules
  private let options: @Sendable (String) -> ParseOptions
  private let found = Mutex<Timestamp??>(nil)

  /// - Parameters:
  ///   - paths: files, in an order that does not depend on how they were named.
  ///   - options: how an input is to be read; asked before it is opened.
  public init(
    paths: [String], rules: RecordRules, options: @escaping @Sendable (String) -> ParseOptions
  ) {
    self.paths = paths
    self.rules = rules
    self.options = options
  }

  /// The earliest of the first dates that the inputs state; `nil` when none states any.
  public var moment: Timestamp? {
    found.withLock { found in
      if let known = found { return known }
      let dates = paths.prefix(Self.limit).compactMap { path -> Timestamp? in
        let options = options(path)
        guard let stream = try? DecodedStream(path: path, isHashed: false) else { return nil }
        return YearlessHead.date(in: stream, rules: rules, options: options)
      }
      found = .some(dates.min())
      return dates.min()
    }
  }
}
