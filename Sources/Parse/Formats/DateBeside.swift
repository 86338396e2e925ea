import LogModel
import Scan

/// The date that stands right behind a number of the epoch, and tells whether that is a moment.
///
///     - 1744124531 2025.04.08 node-7 Apr  8 15:02:11 node-7/node-7 sshd[7]: bye
///     1744124531 - 04/08/2025 15:02:11 Port: 1
///     [1234567890] [2025-04-08T15:02:11Z] no moment of that day, so an id
struct DateBeside {
  /// The number, where the date is of its day; else the date with its clock.
  let stamp: LeadingStamp
  /// Behind what says the same time once more.
  let end: Int

  private static let day: Int64 = 86_400

  /// - Returns: `nil` where a word or the end of the line comes before a date.
  init?(_ line: UnsafeRawBufferPointer, of number: LeadingStamp) {
    guard let moment = number.moment?.seconds,
      let start = Self.start(line, from: number.end)
    else { return nil }
    if let whole = LeadingStamp.read(line, at: start), let time = whole.written {
      guard !time.lacksYear else { return nil }
      let isSame = time.order != .known || Self.isNear(time.seconds, moment)
      stamp = isSame ? number : whole
      end = whole.end
      return
    }
    guard let date = WrittenDate.date(line, at: start),
      Self.isNear(date.day.secondsSinceEpoch, moment)
    else { return nil }
    stamp = number
    end = Self.behindHost(line, from: date.end) ?? date.end
  }

  /// A date is of the day of its zone, which may be the one before or behind.
  private static func isNear(_ second: Int64, _ moment: Int64) -> Bool {
    (second - moment).magnitude <= UInt64(2 * day)
  }

  /// Where the first digit, or a weekday or month, stands: only marks and short groups of numbers
  /// in brackets before it.
  private static func start(_ line: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var at = start
    let stop = min(line.count - 8, start + 32)
    while at < stop {
      let byte = line[at]
      if byte &- 0x30 < 10 {
        let count = LeadingStamp.numberLength(line, from: at)
        // `[1-1]`: no date is as short.
        guard count >= 8 else {
          at += count
          continue
        }
        return at
      }
      if byte &- 0x41 < 26 { return at }
      guard [0x20, 0x5B, 0x5D, 0x28, 0x29, 0x2D, 0x7C, 0x2C, 0x3A].contains(byte) else {
        return nil
      }
      at += 1
    }
    return nil
  }

  /// Behind the stamp of another form, where one word stands before it.
  private static func behindHost(_ line: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard start < line.count, line[start] == 0x20 else { return nil }
    let word = line[(start + 1)...].prefix(64).prefix { $0 > 0x20 }
    guard !word.isEmpty, word.endIndex < line.count else { return nil }
    return LeadingStamp.read(line, at: word.endIndex + 1).flatMap {
      $0.written == nil ? nil : $0.end
    }
  }
}
