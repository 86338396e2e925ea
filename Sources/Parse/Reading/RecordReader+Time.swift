import LogModel
import Scan

/// When a record happened: by its own stamp, that of its envelope, or what is around it.
extension RecordReader {
  /// The moment of a record as it is counted: dated, and moved where its clock was off.
  ///
  /// - Returns: `nil` where the line is no record of its own, which is counted here.
  @inline(__always)
  mutating func placedTime(
    of fields: UnsafePointer<RecordFields>, in line: UnsafeRawBufferPointer, stated: Timestamp?,
    civil: ParsedTime?, at place: LineLocation
  ) -> Timestamp? {
    guard let time = time(of: fields, in: line, stated: stated, civil: civil, at: place) else {
      refuse(.noTimestamp, at: place)
      return nil
    }
    if isIndented, !wasIndented, line.first != 0x7B, isInside(time) {
      countContinuation()
      return nil
    }
    wasIndented = isIndented
    guard clock.shift != 0 else { return time }
    let moved = clock.shifted(time, at: place.line)
    if moved == nil { refuse(.noTimestamp, at: place) }
    return moved
  }

  private mutating func time(
    of fields: UnsafePointer<RecordFields>, in line: UnsafeRawBufferPointer, stated: Timestamp?,
    civil: ParsedTime?, at place: LineLocation
  ) -> Timestamp? {
    if let stated {
      // A record's own stamp tells when it happened, where it is as fine as its envelope's.
      if let own = fields.pointee.time, own.fractionDigits >= 3 { return own }
      clock.noteStated()
      return stated
    }
    if let own = fields.pointee.time {
      clock.noteStated()
      return own
    }
    guard let own = fields.pointee.localTime else {
      return civil.flatMap { clock.moment(of: $0, at: place) }
    }
    // What an envelope dates needs no day from elsewhere.
    var local = own.order == .clockAlone ? civil ?? own : own
    if local.zone == .missing, fields.pointee.isObject || fields.pointee.isPairs {
      local = zoneKey.completed(local, in: line)
    }
    return clock.moment(of: local, at: place)
  }

  /// A record whose stamp no clock can mean is counted, and nothing is inferred from it.
  @inline(never)
  mutating func keepOut(_ time: Timestamp, at place: LineLocation) {
    account.records += 1
    if isCounted { stretches.note(time.nanoseconds) }
    warnings.note(
      .timeOutOfRange, line: place.line, byteOffset: place.offset,
      StreamWatch.outOfRange)
  }

  /// Whether the date of an indented line is one that the record before it tells of: earlier than
  /// that record, or over a day from it.
  private func isInside(_ time: Timestamp) -> Bool {
    guard watch.latestBefore != Int64.min else { return false }
    let ahead = time.nanoseconds &+ clock.shift &- watch.latestBefore
    return ahead < -Self.secondOfNanoseconds || ahead > Self.dayOfNanoseconds
  }

  private static let secondOfNanoseconds: Int64 = 1_000_000_000
  private static let dayOfNanoseconds: Int64 = 86_400_000_000_000
}
