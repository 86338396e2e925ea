import LogModel
import Scan

/// What a format that somebody stated is asked for: a pattern, a map of fields, a form by its name.
extension RecordReader {
  /// Takes a text as the pattern that somebody stated, which goes before every envelope.
  ///
  /// - Returns: `false`, with nothing done, where there is none or it does not read the text.
  mutating func takeStated(
    _ line: UnsafeRawBufferPointer, at place: LineLocation, in context: SharedContext,
    stated: Timestamp?, civil: ParsedTime?
  ) -> Bool {
    guard hasPattern, let forced else { return false }
    let fields = slot.emptied()
    fields.pointee.isPlain = textIsPlain
    guard read(line, by: forced, into: fields),
      fields.pointee.time != nil || fields.pointee.localTime != nil
    else { return false }
    finish(line, fields, isRead: true, at: place, in: context, stated: stated, civil: civil)
    return true
  }

  /// Whether a text that only its envelope dates is a message.
  ///
  /// Not under a pattern, which says what is a record; nor under another stated format before that
  /// has read a text, unless it is that of text itself.
  var takesMessages: Bool {
    guard isForced else { return true }
    return !hasPattern && (statedReads > 0 || forced is PlainText)
  }

  /// Whether the format that somebody stated takes a line as it stands, time and all, and cannot
  /// make anything of the text inside of it.
  mutating func isWhole(_ line: UnsafeRawBufferPointer, around text: JSONSlice) -> Bool {
    guard isForced, !hasPattern, let forced, text.kind != .string, text.kind != .array else {
      return false
    }
    let fields = slot.emptied()
    defer { slot.empty() }
    if forced.read(line.slice(text), into: &fields.pointee) { return false }
    slot.empty()
    return forced.read(line, into: &fields.pointee)
      && (fields.pointee.time != nil || fields.pointee.localTime != nil)
  }

  /// Whether the stated pattern reads a text; nothing is done with what it finds.
  func patternReads(_ text: UnsafeRawBufferPointer) -> Bool {
    guard let pattern = forced as? PatternLines else { return false }
    return pattern.reads(text[...])
  }
}
