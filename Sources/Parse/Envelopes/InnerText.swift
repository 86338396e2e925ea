import LogModel
import Scan

/// Whether the text behind a stamp or a name is a record of a form of its own.
///
/// A logger's line of text begins as well with a stamp; only what is surely another form inside
/// makes an envelope of it.
enum InnerText {
  private static let envelopes: [any LineEnvelope] = [
    ContainerRuntimeLines(), SyslogProtocolLines(), SyslogLines(), SyslogStampedLines(),
    KubectlPrefix(),
  ]

  static func isKnown(_ line: UnsafeRawBufferPointer, from start: Int) -> Bool {
    guard start < line.count else { return false }
    if isObject(line, at: start) { return true }
    let text = UnsafeRawBufferPointer(rebasing: line[start...])
    if isStamped(text) { return true }
    if let end = text.prefix(32).firstIndex(where: { $0 <= 0x20 || $0 == 0x3D }),
      end > 0, text[end] == 0x3D
    {
      return reads(text, named: "logfmt")
    }
    guard text[0] == 0x3C || hasClock(text.prefix(160)) else { return false }
    for envelope in envelopes where envelope.mayOpen(with: text.prefix(8)) {
      if case .record = envelope.unwrap(text) { return true }
    }
    return reads(text, named: nil)
  }

  /// `{"`, or with blanks between.
  static func isObject(_ line: UnsafeRawBufferPointer, at start: Int) -> Bool {
    guard start < line.count, line[start] == 0x7B else { return false }
    let next = line[(start + 1)...].prefix(16).first { $0 != 0x20 }
    return next == 0x22
  }

  /// A stamp at the very beginning, in brackets or without.
  private static func isStamped(_ text: UnsafeRawBufferPointer) -> Bool {
    let start = text[0] == 0x5B ? 1 : 0
    return EnvelopeStamp.iso(text, from: start) != nil
      || EnvelopeStamp.month(text, from: start) != nil
  }

  /// `hh:mm:ss` somewhere.
  private static func hasClock(_ text: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard text.count >= 8 else { return false }
    for at in text.startIndex...(text.endIndex - 8)
    where text[at + 2] == 0x3A && text[at + 5] == 0x3A {
      if [0, 1, 3, 4, 6, 7].allSatisfy({ text[at + $0] &- 0x30 < 10 }) { return true }
    }
    return false
  }

  /// A format reads it and finds a time, or it is the format `named`.
  private static func reads(_ text: UnsafeRawBufferPointer, named name: String?) -> Bool {
    for format in LogFormats.all where format.mayOpen(with: text.prefix(8)) {
      if let name, format.name != name { continue }
      var fields = RecordFields()
      guard format.read(text, into: &fields) else { continue }
      if name != nil || fields.time != nil || fields.localTime != nil { return true }
    }
    return false
  }
}
