import LogModel
import Scan

/// What a line of free text says, where the time is known from elsewhere.
enum PlainMessage {
  /// Words a level may hide behind: a stamp, a process, a bracket.
  private static let wordLimit = 6

  /// The whole line is the message; its level is the first word that is one.
  static func fill(_ fields: UnsafeMutablePointer<RecordFields>, from line: UnsafeRawBufferPointer)
  {
    fields.pointee.message = JSONSlice(kind: .string, start: 0, end: line.count)
    fields.pointee.level = level(in: line, from: 0)
  }

  /// The level among the first words from `start` on.
  static func level(in line: UnsafeRawBufferPointer, from start: Int) -> Severity {
    var at = start
    for _ in 0..<wordLimit {
      while at < line.count, !isLetter(line[at]) { at += 1 }
      var end = at
      while end < line.count, isLetter(line[end]) { end += 1 }
      guard end > at else { return .unknown }
      if let level = word(UnsafeRawBufferPointer(rebasing: line[at..<end])) { return level }
      at = end
    }
    return .unknown
  }

  /// A level that is written as loggers write it; `Errors`, `information` and `warned` are words.
  private static func word(_ word: UnsafeRawBufferPointer) -> Severity? {
    guard (3...9).contains(word.count), names.contains(where: { isSame(word, $0) }) else {
      return nil
    }
    return SeverityText.severity(word)
  }

  private static let names = [
    "trace", "debug", "info", "notice", "warn", "warning", "error", "err", "crit", "critical",
    "fatal", "alert", "emerg", "panic", "severe",
  ].map { Array($0.utf8) }

  private static func isSame(_ word: UnsafeRawBufferPointer, _ name: [UInt8]) -> Bool {
    word.count == name.count && zip(word, name).allSatisfy { $0 | 0x20 == $1 }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
}
