import Glibc
import LogModel

/// What the source of a stream left out, as far as its own lines say so.
struct SourceLosses {
  private var suppressed = 0
  private var firstSuppressed: Int?
  private var sampled = 0
  private var firstSampled: Int?
  private var rate: Double = 1
  /// Rows that an export was allowed, and whether it says that it stopped there.
  private var exportLimit: Int?
  private var saysLimitReached = false
  /// Lines of a head like that, which are no rows.
  private var headers = 0

  // MARK: Exports

  /// A line of a stream's head: Grafana's downloads name the limit of their rows there.
  mutating func look(atHeader line: UnsafeRawBufferPointer) {
    let name = "Line limit: "
    let others = ["Common labels: ", "Total bytes processed: "]
    if others.contains(where: { line.starts(with: $0.utf8) }) { headers += 1 }
    guard line.first == 0x4C, line.starts(with: name.utf8), line.count <= 256 else { return }
    let rest = line[name.utf8.count...].drop { $0 == 0x22 || $0 == 0x20 }
    headers += 1
    exportLimit = Self.number(rest).map(\.value)
    saysLimitReached = Self.first("reached", in: line) != nil
  }

  // MARK: Messages that were suppressed

  /// A message that may say how many others were not written.
  @inline(__always)
  mutating func look(at message: UnsafeRawBufferPointer, _ place: LineLocation) {
    guard message.count >= 20, let first = message.first, let last = message.last else { return }
    // S, m, l, i; or `… suppressed` at the end.
    switch first {
    case 0x53, 0x6D, 0x6C, 0x69: break
    default: guard last == 0x64 || last == 0x2E else { return }
    }
    guard let count = Self.suppressed(in: message) else { return }
    suppressed = min(suppressed &+ count, 1 << 52)
    firstSuppressed = firstSuppressed ?? place.line
  }

  private static func suppressed(in message: UnsafeRawBufferPointer) -> Int? {
    let text = UnsafeRawBufferPointer(rebasing: message.prefix(512))
    for opening in ["Suppressed ", "message repeated ", "last message repeated ", "imuxsock lost "]
    where text.starts(with: opening.utf8) {
      guard let number = number(text[opening.utf8.count...]) else { return nil }
      let rest = text[number.end...]
      return [" message", " time"].contains { rest.starts(with: $0.utf8) } ? number.value : nil
    }
    if text.starts(with: "imuxsock".utf8) || text.starts(with: "imjournal".utf8) {
      return counted(before: [" messages lost"], in: text)
    }
    guard message.count <= 256 else { return nil }
    return counted(before: [" callbacks suppressed", " messages suppressed"], in: text)
  }

  /// The number in front of a word.
  private static func counted(before words: [String], in text: UnsafeRawBufferPointer) -> Int? {
    var index = 0
    while index < text.count {
      guard let number = number(text[index...]) else {
        index += 1
        continue
      }
      if words.contains(where: { text[number.end...].starts(with: $0.utf8) }) {
        return number.value
      }
      index = number.end
    }
    return nil
  }

  // MARK: Sampling

  private static let rateKeys = [
    "sample_rate", "sampleRate", "sampling_rate", "samplingRate", "sample_ratio", "sampling_ratio",
    "sampling",
  ]

  /// Whether a record says that it stands for several; looked at in a stream's first records.
  mutating func look(atRates line: UnsafeRawBufferPointer, _ place: LineLocation) {
    guard let at = Self.first("sampl", in: line) else { return }
    for key in Self.rateKeys where line[at...].starts(with: key.utf8) {
      var rest = line[(at + key.utf8.count)...]
      if rest.first == 0x22 { rest = rest.dropFirst() }
      rest = rest.drop { $0 == 0x20 }
      guard rest.first == 0x3A || rest.first == 0x3D else { continue }
      rest = rest.dropFirst().drop { $0 == 0x20 || $0 == 0x22 }
      let digits = rest.prefix(24).prefix { $0 &- 0x30 < 10 || $0 == 0x2E }
      // One in so many, or a share; thousands are of sound.
      guard let rate = Double(String(decoding: digits, as: UTF8.self)), rate > 0, rate != 1,
        rate <= 1000
      else { return }
      if sampled == 0 { self.rate = rate }
      sampled += 1
      firstSampled = firstSampled ?? place.line
      return
    }
  }

  // MARK: The end

  func finish(_ account: LineAccount, _ warnings: inout WarningLog) {
    if suppressed > 0 {
      warnings.note(
        .suppressedAtSource, line: firstSuppressed, count: suppressed,
        "messages that the source says it did not write")
    }
    if sampled > 0 {
      warnings.note(
        .sampledInput, line: firstSampled, count: sampled,
        "the source sampled its records (rate \(rate)): counts are lower than what happened")
    }
    guard let exportLimit, exportLimit > 0 else { return }
    // Limits are set as round numbers; an odd one that fits is the number of rows itself.
    let isFull = exportLimit % 100 == 0 && account.records - headers >= exportLimit
    if saysLimitReached || isFull {
      warnings.note(
        .exportLimit, "the export stopped at its limit of \(exportLimit) rows; there were more")
    }
  }

  /// Digits at the begin of a text, at most nine.
  private static func number(
    _ text: Slice<UnsafeRawBufferPointer>
  ) -> (value: Int, end: Int)? {
    let digits = text.prefix { $0 &- 0x30 < 10 }
    guard (1...9).contains(digits.count) else { return nil }
    return (digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) }, digits.endIndex)
  }

  /// Where a word stands first in a text.
  private static func first(_ word: String, in text: UnsafeRawBufferPointer) -> Int? {
    guard let base = text.baseAddress, let initial = word.utf8.first else { return nil }
    var start = 0
    while let found = memchr(base + start, Int32(initial), text.count - start) {
      let at = UnsafeRawPointer(found) - base
      if text[at...].starts(with: word.utf8) { return at }
      start = at + 1
    }
    return nil
  }
}
