import Glibc
import Ingest
import LogModel
import Scan

/// Finds what tells the years of a stream whose stamps state none.
enum YearlessHead {
  /// Bytes of the decoded stream in which a record with a whole date is looked for.
  private static let lookedAt = 64 * 1024

  /// The best reference there is: a date in the name, a dated record, a date in the lines or before
  /// them, a folder's, the packing's time, what the user typed, when the file was last changed.
  ///
  /// A record is only looked for where a line of the head begins as one without a year would.
  static func reference(
    for stream: DecodedStream, rules: RecordRules, options: ParseOptions
  ) -> YearReference? {
    stream.lookAhead(lookedAt)
    let head = UnsafeRawBufferPointer(rebasing: stream.window.prefix(lookedAt))
    let open = OpenDates(in: head)
    var found = named(stream.path)
    if found == nil, open.areThere {
      found =
        dated(head, of: stream.path, rules: rules, options: options)
        ?? FileDates.endOfFolder(in: stream.path).map {
          YearReference(seconds: $0, rule: .before, basis: "the date in the file's folder")
        }
        ?? options.neighbours?().map {
          YearReference(
            seconds: $0.seconds, rule: .nearest, basis: "the dates of the other inputs")
        }
    }
    found = found ?? byOtherMeans(stream, options)
    if open.hasYearless, let known = found, known.rule == .before {
      found?.seconds = StampCourse(of: stream, head: head).limit(of: known)
    }
    if open.hasOpenOrder { found?.orders = DateOrders(of: head) }
    return found
  }

  private static func named(_ path: String) -> YearReference? {
    FileDates.endOfDay(in: path).map {
      YearReference(
        seconds: $0, rule: .before, basis: "the date in the file's name", isOwn: true,
        day: $0 - 86_400)
    }
  }

  /// What the head of a stream itself says.
  private static func dated(
    _ head: UnsafeRawBufferPointer, of path: String, rules: RecordRules, options: ParseOptions
  ) -> YearReference? {
    if let dated = datedRecord(in: head, of: path, rules: rules, options: options) {
      return YearReference(
        seconds: dated.seconds, rule: .nearest, basis: "a dated record beside them", isOwn: true)
    }
    if let day = dateInLines(head) {
      return YearReference(
        seconds: day, rule: .nearest, basis: "a date in the same lines", isOwn: true)
    }
    return dateInHeader(head).map {
      YearReference(
        seconds: $0, rule: .nearest, basis: "a date above the first record", isOwn: true)
    }
  }

  /// The first whole date behind a stamp without a year that is of the same day.
  private static func dateInLines(_ head: UnsafeRawBufferPointer) -> Int64? {
    var found: Int64?
    eachLine(of: head) { line in
      guard let (stamp, start) = OpenDates.yearless(in: line) else { return true }
      let day = CivilTime(secondsSinceEpoch: stamp.seconds)
      let same = WrittenDate.all(in: line, from: start).first { date in
        guard
          let moved = [0, -1, 1].first(where: { shift in
            let other = CivilTime(secondsSinceEpoch: date.secondsSinceEpoch + Int64(shift) * 86_400)
            return other.month == day.month && other.day == day.day
          })
        else { return false }
        return moved.magnitude <= 1
      }
      found = same?.secondsSinceEpoch
      return found == nil
    }
    return found
  }

  /// The last whole date in the lines above the first stamp.
  private static func dateInHeader(_ head: UnsafeRawBufferPointer) -> Int64? {
    var found: Int64?
    var lines = 0
    eachLine(of: head) { line in
      lines += 1
      guard lines <= 32, OpenDates.yearless(in: line) == nil else { return false }
      found = WrittenDate.all(in: line).last?.secondsSinceEpoch ?? found
      return true
    }
    return found
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
  static func eachLine(
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
}
