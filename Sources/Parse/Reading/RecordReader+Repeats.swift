import LogModel
import Scan

extension RecordReader {
  /// Takes a line that was said before, but for its stamp.
  ///
  /// What comes of it is what came of it then, at another time; the steps are those of a line
  /// that is read, in their order.
  ///
  /// - Returns: `false`, with nothing done, where the line has to be read.
  @inline(__always)
  mutating func takeRepeated(
    _ line: UnsafeRawBufferPointer, number: Int, offset: Int, in context: SharedContext
  ) -> Bool {
    flushIfFull()
    guard let repeats, let (known, stamp) = repeats.find(line),
      let civil = stamps.parse(stamp), case .offset = civil.zone,
      civil.seconds > JSONFieldTaker.leastMeantSeconds, var time = civil.timestamp()
    else { return false }
    let place = LineLocation(line: number, entry: 0, offset: offset)
    continuations.recordBegan(isText: false)
    clock.noteStated()
    let moment = time.nanoseconds
    if clock.shift != 0 {
      guard let moved = clock.shifted(time, at: number) else {
        refuse(.noTimestamp, at: place)
        return true
      }
      time = moved
    }
    if let call = known.pointee.call, doubles.isRepeat(call, at: time) {
      account.duplicate += 1
      return true
    }
    if let told = known.pointee.told, twice.isRepeat(told, at: time) {
      account.duplicate += 1
      return true
    }
    guard StreamWatch.isPlausible(time.nanoseconds) else {
      keepOut(time, at: place)
      return true
    }
    note(time, at: place, in: context)
    if let message = known.pointee.message { losses.look(at: line.slice(message), place) }
    let content = known.pointee.content(of: line)
    // Copied first and changed where it is then: to read at once what was just written in
    // pieces is slow.
    batch.append(known.pointee.record)
    batch.fingerprints.append(
      known.pointee.fingerprint(content, of: line, moment: moment))
    batch.changeLast { record in
      record.nanoseconds = time.nanoseconds
      record.fractionDigits = time.fractionDigits
      record.line = number
      record.byteOffset = offset
      record.content = content
    }
    if known.pointee.values != 0 {
      builder.noteAgain(known.pointee.values, at: time.nanoseconds, &batch)
    }
    return true
  }

  /// Keeps a line that came twice, with the record it made.
  ///
  /// - Parameter record: of the batch at hand.
  mutating func learnRepeated(
    _ line: UnsafeRawBufferPointer, _ fields: UnsafePointer<RecordFields>,
    _ record: borrowing LogRecord, call: RepeatedCall?, told: ToldRequest?
  ) {
    let stamp = fields.pointee.stamp
    // What names its request comes once.
    guard let repeats, !stamp.isEmpty, !fields.pointee.isLenient, textIsPlain,
      fields.pointee.trace == nil,
      recordsLookedAt >= Self.recordsToLookAt,
      let civil = stamps.parse(UnsafeRawBufferPointer(rebasing: line[stamp])),
      case .offset = civil.zone, let time = civil.timestamp(),
      time.nanoseconds == fields.pointee.time?.nanoseconds,
      let known = repeats.learn(line, stamp: stamp)
    else { return }
    known.pointee.note(
      record, message: record.kind == .message ? fields.pointee.message : nil, call: call,
      told: told, of: line)
    known.pointee.values = builder.holdValues(of: record, line, fields, &batch)
  }
}
