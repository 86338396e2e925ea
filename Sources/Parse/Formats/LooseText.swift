import LogModel
import Scan

/// Reads a line of text whose stamp stands among other columns, where no form of log took the line.
///
///     date=2025-04-08,time=15:02:11,logid="7"   time=1744124531|action=Drop|origin=192.0.2.7
///     "7" "08Apr2025" "15:02:11" "eth1"   192.0.2.7, -, 4/8/2025, 15:02:11, W3SVC1
///     LAMPFAIL 1744124531 2025.04.08 rack-1 out   audit: type=1400 audit(1744124531.123:45): no
enum LooseText {
  /// The stamp, and what is left of the line as its message.
  private struct Found {
    var stamp: LeadingStamp
    /// Where the message begins.
    var rest: Int
  }

  static func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    guard line.count >= 20, line[0] > 0x20, line[0] != 0x7B,
      let found = audit(line) ?? tagged(line) ?? pairs(line) ?? cells(line),
      PlainText.isText(line)
    else { return false }
    fields.time = found.stamp.moment
    fields.localTime = found.stamp.civil
    PlainMessage.take(line, from: found.rest, level: .unknown, into: &fields)
    return true
  }

  /// The audit log of Linux, as its kernel prints it.
  private static func audit(_ line: UnsafeRawBufferPointer) -> Found? {
    guard let open = line.prefix(48).firstIndex(of: 0x28),
      line[..<open].suffix(5).elementsEqual("audit".utf8),
      let stamp = LeadingStamp.read(line, at: open + 1), !stamp.isBareNumber
    else { return nil }
    return Found(stamp: stamp, rest: 0)
  }

  /// A word, and seconds of the epoch with their date.
  private static func tagged(_ line: UnsafeRawBufferPointer) -> Found? {
    let word = line.prefix(32).prefix { $0 > 0x20 }.endIndex
    guard word + 1 < line.count, line[word] == 0x20, line[word + 1] &- 0x30 < 10,
      let stamp = LeadingStamp.read(line, at: word + 1), stamp.isBareNumber,
      let beside = DateBeside(line, of: stamp)
    else { return nil }
    return Found(stamp: beside.stamp, rest: beside.end)
  }

  // MARK: Pairs

  private static let times = [
    "time", "date", "timestamp", "ts", "@timestamp", "datetime", "utctime",
  ]
  private static let separators: [UInt8] = [0x2C, 0x7C, 0x3B]
  private static let pairLimit = 8

  /// `key=value` from the begin of the line, one of them a time.
  private static func pairs(_ line: UnsafeRawBufferPointer) -> Found? {
    var at = opening(line)
    var whole: (stamp: LeadingStamp, text: Range<Int>, rest: Int)?
    var day: Range<Int>?
    var clock: Range<Int>?
    var zone: Range<Int>?
    // Firewalls also count when it happened.
    var event: LeadingStamp?
    for count in 0..<pairLimit {
      let key = line[at...].prefix(32).prefix { isKey($0) }
      guard !key.isEmpty, key.endIndex < line.count, line[key.endIndex] == 0x3D else { break }
      let value = value(line, from: key.endIndex + 1)
      at = value.upperBound
      if whole == nil, isOne(key, of: times),
        let stamp = LeadingStamp.read(line, at: value.lowerBound)
      {
        whole = (stamp, value.lowerBound..<stamp.end, count == 0 ? stamp.end : 0)
        at = max(at, stamp.end)
      } else if isOne(key, of: ["date"]) {
        day = value
      } else if isOne(key, of: ["time"]) {
        clock = value
      } else if isOne(key, of: ["tz", "timezone"]) {
        zone = value
      } else if isOne(key, of: ["eventtime"]) {
        event = LeadingStamp.read(line, at: value.lowerBound)
      }
      while at < line.count, line[at] == 0x22 || line[at] == 0x20 || isMark(line[at]) { at += 1 }
    }
    if let whole {
      let zoned =
        whole.stamp.civil?.zone == .missing ? stamp(Array(line[whole.text]), zone, of: line) : nil
      return Found(stamp: zoned ?? whole.stamp, rest: whole.rest)
    }
    guard let day, let clock else { return event.map { Found(stamp: $0, rest: 0) } }
    return stamp(Array(line[day]) + [0x20] + Array(line[clock]), zone, of: line).map {
      Found(stamp: $0, rest: 0)
    }
  }

  /// A date with its clock, in the zone that a pair of its own states.
  private static func stamp(
    _ text: [UInt8], _ zone: Range<Int>?, of line: UnsafeRawBufferPointer
  ) -> LeadingStamp? {
    var text = text
    if let zone, let first = line[zone].first {
      text += (first == 0x2B || first == 0x2D ? [] : [0x20]) + Array(line[zone])
    }
    return text.withUnsafeBytes { LeadingStamp.read($0, at: 0) }
  }

  /// Behind `<134>`, or the name of an element.
  private static func opening(_ line: UnsafeRawBufferPointer) -> Int {
    guard line[0] == 0x3C else { return 0 }
    let name = line.dropFirst().prefix(24).prefix { isLetterOrDigit($0) }
    guard !name.isEmpty, name.endIndex < line.count else { return 0 }
    return line[name.endIndex] == 0x3E || line[name.endIndex] == 0x20 ? name.endIndex + 1 : 0
  }

  /// What stands behind `=`, without its quotes, of which exports double some.
  private static func value(_ line: UnsafeRawBufferPointer, from start: Int) -> Range<Int> {
    var begin = start
    while begin < line.count, line[begin] == 0x22, begin < start + 2 { begin += 1 }
    var end = begin
    if begin > start {
      while end < line.count, line[end] != 0x22 { end += 1 }
    } else {
      while end < line.count, line[end] > 0x20, !separators.contains(line[end]) { end += 1 }
    }
    return begin..<end
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || MessageHead.isLetter(byte)
  }

  private static func isKey(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || [0x5F, 0x2E, 0x2D, 0x40].contains(byte)
  }

  private static func isOne(_ key: Slice<UnsafeRawBufferPointer>, of names: [String]) -> Bool {
    names.contains { name in
      name.utf8.count == key.count && zip(key, name.utf8).allSatisfy { $0 == $1 || $0 | 0x20 == $1 }
    }
  }

  // MARK: Cells

  private static let cellLimit = 8
  private static let leastCells = 4

  /// The row of a table: one of its first cells is a stamp, or two are date and clock.
  private static func cells(_ line: UnsafeRawBufferPointer) -> Found? {
    var cells: [Range<Int>] = []
    var mark: UInt8 = 0
    var at = 0
    while cells.count < cellLimit, at < line.count {
      let cell = cell(line, from: at, &mark)
      cells.append(cell.text)
      guard cell.end < line.count else { break }
      guard mark != 0, line[cell.end] == mark else { return nil }
      at = cell.end + 1
    }
    guard cells.count >= leastCells else { return nil }
    for (place, cell) in cells.enumerated() {
      if let stamp = LeadingStamp.read(line, at: cell.lowerBound), stamp.end == cell.upperBound,
        !stamp.isBareNumber
      {
        return Found(stamp: stamp, rest: place == 0 ? stamp.end : 0)
      }
      guard place + 1 < cells.count, cell.count >= 6, line[cell.lowerBound] &- 0x30 < 10 else {
        continue
      }
      let clock = cells[place + 1]
      guard clock.count >= 7, line[clock].contains(0x3A) else { continue }
      let text = Array(line[cell]) + [0x20] + Array(line[clock])
      let stamp = text.withUnsafeBytes { text in
        LeadingStamp.read(text, at: 0).flatMap { $0.end == text.count ? $0 : nil }
      }
      if let stamp { return Found(stamp: stamp, rest: place == 0 ? clock.upperBound : 0) }
    }
    return nil
  }

  /// A cell from `start` on, without blanks and quotes, and where the next mark stands; the first
  /// mark that is met parts all cells.
  private static func cell(
    _ line: UnsafeRawBufferPointer, from start: Int, _ mark: inout UInt8
  ) -> (text: Range<Int>, end: Int) {
    var at = start
    while at < line.count, line[at] == 0x20 { at += 1 }
    if at < line.count, line[at] == 0x22 {
      let close = line[(at + 1)...].firstIndex(of: 0x22) ?? line.count
      let end = min(close + 1, line.count)
      if mark == 0, end < line.count, isMark(line[end]) || line[end] == 0x20 { mark = line[end] }
      return (min(at + 1, close)..<close, end)
    }
    let begin = at
    while at < line.count, mark == 0 ? !isMark(line[at]) : line[at] != mark { at += 1 }
    if mark == 0, at < line.count { mark = line[at] }
    var end = at
    while end > begin, line[end - 1] == 0x20 { end -= 1 }
    return (begin..<end, at)
  }

  private static func isMark(_ byte: UInt8) -> Bool { separators.contains(byte) || byte == 0x09 }
}
