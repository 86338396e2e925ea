import LogModel
import Scan

/// Lines of NestJS's logger: `[Nest] 7  - 04/18/2025, 3:02:11 PM   ERROR [Cart] not stored`.
///
/// Name and process come first, then the time as Node prints it, the month first unless that is
/// none. Its zone is not written.
public struct NestLogger: LogFormat {
  public var name: String { "nest" }
  public var hasContinuations: Bool { true }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    head.first == 0x5B && head.dropFirst().first.map { ($0 | 0x20) &- 0x61 < 26 } == true
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    var scanner = FieldScanner(line)
    guard let name = scanner.enclosed(open: 0x5B, close: 0x5D), name.count <= 40,
      scanner.integer() != nil, scanner.peek() == 0x2D, scanner.word()?.count == 1,
      let first = scanner.peek(), first &- 0x30 < 10
    else { return false }
    let start = scanner.at
    let end: Int
    if let (time, stop) = Self.time(line, at: start) {
      fields.localTime = time
      end = stop
    } else if let stamp = LeadingStamp.read(line, at: start) {
      fields.time = stamp.moment
      fields.localTime = stamp.civil
      end = stamp.end
    } else {
      return false
    }
    PlainMessage.take(line, from: end, level: .unknown, into: &fields)
    return true
  }

  /// `04/18/2025, 3:02:11 PM`, or without the half of the day.
  private static func time(
    _ line: UnsafeRawBufferPointer, at start: Int
  ) -> (ParsedTime, end: Int)? {
    var numbers: [Int] = []
    var at = start
    for mark: [UInt8] in [[0x2F], [0x2F], [0x2C, 0x20], [0x3A], [0x3A], []] {
      let first = at
      var value = 0
      while at < line.count, line[at] &- 0x30 < 10, at - first < 4 {
        value = value * 10 + Int(line[at] &- 0x30)
        at += 1
      }
      guard at > first, line[min(at, line.count)...].starts(with: mark) else { return nil }
      numbers.append(value)
      at += mark.count
    }
    var hour = numbers[3]
    if at + 2 < line.count, line[at] == 0x20 || line[at] == 0xE2 {
      // Newer releases of Node put a narrow blank before it.
      let half = line[at...].drop { $0 == 0x20 || $0 >= 0x80 }
      if half.starts(with: "PM".utf8) || half.starts(with: "AM".utf8) {
        guard (1...12).contains(hour) else { return nil }
        hour = hour % 12 + (half.first == 0x50 ? 12 : 0)
        at = half.startIndex + 2
      }
    }
    let (month, day) = numbers[0] > 12 ? (numbers[1], numbers[0]) : (numbers[0], numbers[1])
    let text =
      "\(padded(numbers[2], 4))-\(padded(month, 2))-\(padded(day, 2))"
      + "T\(padded(hour, 2)):\(padded(numbers[4], 2)):\(padded(numbers[5], 2))"
    let time = Array(text.utf8).withUnsafeBytes { TimestampText.parse($0) }
    return time.map { ($0, at) }
  }

  private static func padded(_ number: Int, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
  }
}
