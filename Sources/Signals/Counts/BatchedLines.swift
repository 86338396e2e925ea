import LogModel
import Parse

/// Quiet lines of one series in one bucket, one after the other, counted without looking each up.
///
/// Most lines of a log are quiet. A bucket that keeps only its count, its first and its last
/// needs no more of them, and gets them at once when the run ends.
struct BatchedLines {
  private let names: UInt64
  private let role: ServiceRole
  /// Nanoseconds: the bucket's stretch.
  private let from: Int64
  private let to: Int64
  let series: Int
  let bucket: Int
  private var first: UnsafePointer<LogRecord>
  private var last: UnsafePointer<LogRecord>
  private(set) var count = 0

  /// - Parameter record: one that was counted, of the same series and bucket.
  init(like record: UnsafePointer<LogRecord>, second: Int64, series: Int, bucket: Int) {
    names = record.pointee.names
    role = record.pointee.role
    from = max(second &* 1_000_000_000, -EventRef.timeLimit)
    to = min((second &+ LineClass.quietSeconds) &* 1_000_000_000, EventRef.timeLimit &+ 1)
    self.series = series
    self.bucket = bucket
    first = record
    last = record
  }

  /// Counts a record if it is one of these.
  @inline(__always)
  mutating func takes(_ record: UnsafePointer<LogRecord>) -> Bool {
    let stamp = record.pointee.nanoseconds
    guard record.pointee.kind == .message, record.pointee.severity < .told,
      record.pointee.latency == 0,
      record.pointee.names == names, stamp >= from, stamp < to, record.pointee.role == role
    else { return false }
    count &+= 1
    // Stamps that ascend need no closer look.
    if stamp > last.pointee.nanoseconds {
      last = record
    } else {
      place(record)
    }
    return true
  }

  private mutating func place(_ record: UnsafePointer<LogRecord>) {
    let mark = EventRef(record)
    if EventRef.precedes(EventRef(last), mark) { last = record }
    if EventRef.precedes(mark, EventRef(first)) { first = record }
  }

  /// The first and the last: of those counted and the one before them.
  var ends: (first: EventRef, last: EventRef) { (EventRef(first), EventRef(last)) }
}
