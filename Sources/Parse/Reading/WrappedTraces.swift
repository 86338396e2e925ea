/// Joins stack traces whose every line wears an envelope of its own: collectors wrap line by line
/// what a program wrote as one record.
///
/// Such a line has a time, so nothing but its looks tells that it begins no record; only what is
/// surely a part of a trace is taken, and only right behind a record of the same writer.
struct WrappedTraces {
  /// Lines that one record may go on for.
  private static let lineLimit = 2000
  private var writer: ObjectIdentifier?
  private var length = 0
  /// Behind the line that opens a trace of Python's, whose source lines are merely indented.
  private var isIndented = false
  /// The last record may be what an error is named behind.
  private var mayBeNamed = false

  /// A record was read; `writer` stands for all that its envelope says of it.
  ///
  /// Where it has a stamp inside of its envelope, all records of the writer have; the next line may
  /// name the error of a failure, too.
  ///
  /// - Parameter isDated: an envelope dates it.
  @inline(__always)
  mutating func began(
    in writer: ObjectIdentifier, _ fields: UnsafePointer<RecordFields>, isDated: Bool
  ) {
    self.writer = writer
    length = 0
    isIndented = false
    mayBeNamed =
      fields.pointee.level >= .error
      || isDated && (fields.pointee.time != nil || fields.pointee.localTime != nil)
  }

  /// Whether a text is a part of the trace of the last record.
  mutating func takes(_ text: UnsafeRawBufferPointer, in writer: ObjectIdentifier) -> Bool {
    guard writer == self.writer, length < Self.lineLimit, let start = TraceLine.start(of: text)
    else { return false }
    let words = text[start...]
    let isFrame = TraceLine.begins(words, with: TraceLine.frames)
    let isPart =
      start > 0 && (isFrame || isIndented)
      || TraceLine.begins(text[...], with: TraceLine.openings)
      || start == 0 && isBare(words)
    guard isPart else { return false }
    if words.starts(with: "Traceback".utf8) {
      isIndented = true
    } else if start == 0, !isFrame {
      isIndented = false
    }
    length += 1
    return true
  }

  /// Whether words without blanks before them are a part: the name of an error right behind the
  /// record, or what follows once a trace has begun.
  private func isBare(_ words: Slice<UnsafeRawBufferPointer>) -> Bool {
    if length == 0 {
      return mayBeNamed
        && (TraceLine.isErrorName(words) || TraceLine.begins(words, with: TraceLine.panics))
    }
    return isIndented && TraceLine.isName(words) || TraceLine.isCallLine(words)
      || TraceLine.isFrame(words) || TraceLine.begins(words, with: TraceLine.trailers)
  }
}
