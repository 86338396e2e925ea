import LogModel
import Scan

/// Tells whether the lines of a head begin with stamps that leave their year or the order of day
/// and month open.
struct OpenDates {
  private(set) var hasYearless = false
  private(set) var hasOpenOrder = false

  /// How far into a line its stamp may begin.
  private static let reach = 24

  /// Whether something has to tell a date.
  var areThere: Bool { hasYearless || hasOpenOrder }

  init(in head: UnsafeRawBufferPointer) {
    var open = (year: false, order: false)
    YearlessHead.eachLine(of: head) { line in
      if !open.year, Self.mayLackYear(line), Self.yearless(in: line) != nil { open.year = true }
      if !open.order, Self.hasOpenOrder(line) { open.order = true }
      return !(open.year && open.order)
    }
    hasYearless = open.year
    hasOpenOrder = open.order
  }

  /// The stamp without a year that a line begins with, and where it ends.
  static func yearless(in line: UnsafeRawBufferPointer) -> (stamp: ParsedTime, end: Int)? {
    for at in 0..<min(reach, line.count) where at == 0 || !isWord(line[at - 1]) {
      let found: LeadingStamp? =
        LeadingStamp.read(line, at: at)
        ?? ([0x49, 0x57, 0x45, 0x46, 0x44].contains(line[at]) && at == 0
          ? LeadingStamp.klog(line, at: 1) : nil)
      guard let found else { continue }
      return found.written.flatMap { $0.lacksYear ? ($0, found.end) : nil }
    }
    return nil
  }

  /// A month's name, `0408 1`, or two numbers of two digits, among the first bytes: a glance, for
  /// most lines have none.
  private static func mayLackYear(_ line: UnsafeRawBufferPointer) -> Bool {
    let stop = min(reach, line.count - 8)
    guard stop > 0 else { return false }
    if line[5] == 0x20, line[1] &- 0x30 < 10, line[0] &- 0x41 < 26 { return true }
    for at in 0..<stop {
      let byte = line[at]
      if byte &- 0x41 < 26 {
        if line[at + 3] == 0x20, ClfTime.isMonth(line, at: at) { return true }
      } else if byte == 0x2D || byte == 0x2E {
        if at >= 2, line[at - 1] &- 0x30 < 10, line[at - 2] &- 0x30 < 10,
          line[at + 2] &- 0x30 < 10,
          at + 3 < line.count, line[at + 3] == 0x20 || line[at + 3] == 0x7C || line[at + 3] == 0x2E
        {
          return true
        }
      } else if byte == 0x20, at >= 4, at + 3 < line.count, line[at + 3] == 0x3A,
        line[at - 1] &- 0x30 < 10, line[at - 3] == 0x2F
      {
        return true
      } else if byte == 0x20, at >= 4, ClfTime.isMonth(line, at: at - 3), line[at - 4] == 0x20 {
        return true
      } else if byte == 0x2F, at >= 2, line[at + 3] == 0x2D {
        return true
      }
    }
    // A month's name in another language.
    return line[0] &- 0x61 < 26 || line[0] >= 0xC3
  }

  /// `03/05/2025`, `25-03-24`: numbers of one or two digits in front of a slash or a dash, twice;
  /// `05.03 15:02`.
  private static func hasOpenOrder(_ line: UnsafeRawBufferPointer) -> Bool {
    let stop = min(reach, line.count - 8)
    guard stop > 1 else { return false }
    for at in 1..<stop {
      if line[at] == 0x2E, at > 1, DateOrders.dotted(line, from: at - 2) != nil { return true }
      guard line[at] == 0x2F || line[at] == 0x2D else { continue }
      let isShort = line[at - 1] &- 0x30 < 10 && (at < 3 || line[at - 3] &- 0x30 > 9)
      guard isShort, line[at + 1] &- 0x30 < 10 else { continue }
      if line[at + 2] == line[at] || line[at + 3] == line[at] { return true }
    }
    return false
  }

  private static func isWord(_ byte: UInt8) -> Bool { EnvelopeHead.isLetterOrDigit(byte) }
}
