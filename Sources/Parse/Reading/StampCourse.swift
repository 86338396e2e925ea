import Ingest
import LogModel
import Scan

/// The first and the last stamp without a year of a stream whose lines stand in their order.
///
/// A stamp is not later than the moment at which its file was closed. But that moment may be
/// wrong: a copy is older than what was written later, a clock was off. Then some stamps of one
/// year lie before it and some behind, and those behind would be of the year before. Lines in
/// order go on from the first to the last, so that the last stamp decides for all.
struct StampCourse {
  private var first: ParsedTime?
  private var last: ParsedTime?
  private var isAscending = false

  private static let halfYear: Int64 = 183 * 86_400

  /// - Parameter head: the first bytes of the stream.
  init(of stream: DecodedStream, head: UnsafeRawBufferPointer) {
    var steps = 0
    Self.eachStamp(of: head) { stamp in
      if let last {
        let step = stamp.seconds - last.seconds
        // From December to January is a step ahead.
        let isAhead = step > 0 ? step < Self.halfYear : step < -Self.halfYear
        steps += step == 0 ? 0 : isAhead ? 1 : -1
      }
      first = first ?? stamp
      last = stamp
    }
    isAscending = steps > 0
    guard isAscending else { return }
    stream.plainTail(head.count).withUnsafeBytes { tail in
      Self.eachStamp(of: tail) { last = $0 }
    }
  }

  private static func eachStamp(of text: UnsafeRawBufferPointer, _ body: (ParsedTime) -> Void) {
    YearlessHead.eachLine(of: text) { line in
      if let (stamp, _) = OpenDates.yearless(in: line), stamp.order == .known { body(stamp) }
      return true
    }
  }

  /// The moment that no stamp lies behind: the reference's own, or the last stamp where the
  /// reference would put the last before the first.
  func limit(of reference: YearReference) -> Int64 {
    guard isAscending, let first, let last, let begin = reference.dated(first),
      let end = reference.dated(last), end.seconds < begin.seconds
    else { return reference.seconds }
    return end.seconds
  }
}
