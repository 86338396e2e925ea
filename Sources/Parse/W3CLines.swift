import LogModel
import Scan

/// Lines of a log of the W3C's extended form, by the columns its header named.
///
/// Tabs part the values where there are any, else blanks. A line with another number of values
/// is refused: it was cut, or written under another header.
struct W3CLines: LogFormat {
  var name: String { "w3c-extended" }
  var columns: W3CColumns?
  /// Of the `#Date:` line, for logs that write the clock alone.
  var date: [UInt8] = []

  func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    guard let columns, line.first != 0x23 else { return false }
    let hasTabs = line.prefix(64).contains(0x09)
    var scanner = FieldScanner(line)
    var day: Range<Int>?
    var clock: Range<Int>?
    for meaning in columns.meanings {
      let found =
        hasTabs ? scanner.tabbed(to: line.count) : scanner.quotedOrWord()
      guard let value = found else { return false }
      switch meaning {
      case .date: day = value
      case .time: clock = value
      default:
        guard take(value, as: meaning, isCloudFront: columns.isCloudFront, of: line, &fields)
        else { return false }
      }
    }
    guard scanner.at >= line.count || scanner.peek() == nil, let clock else { return false }
    let seconds = UnsafeRawBufferPointer(rebasing: line[clock])
    let time =
      day.map { ProxyTime.w3c(date: UnsafeRawBufferPointer(rebasing: line[$0]), clock: seconds) }
      ?? date.withUnsafeBytes { ProxyTime.w3c(date: $0, clock: seconds) }
    guard let time else { return false }
    fields.take(time)
    return true
  }

  /// False for a value that no such column has.
  private func take(
    _ value: Range<Int>, as meaning: W3CColumns.Meaning, isCloudFront: Bool,
    of line: UnsafeRawBufferPointer, _ fields: inout RecordFields
  ) -> Bool {
    let stated = RecordFields.stated(value, in: line)
    switch meaning {
    case .other, .date, .time: break
    case .method: fields.method = stated
    case .path:
      if stated != nil { fields.path = RecordFields.plain(RequestLine.path(line, in: value)) }
    case .address: fields.address = stated
    case .user: fields.user = stated
    case .agent: fields.userAgent = stated
    case .host: fields.host = stated
    case .size: fields.size = number(value, of: line)
    case .status:
      guard let code = FieldScanner(line).status(in: value) else { return false }
      fields.takeStatus(code)
      // CloudFront's 000: the viewer left before the answer.
      if code == 0, stated != nil { fields.outcome = .rejected }
    case .taken:
      let text = UnsafeRawBufferPointer(rebasing: line[value])
      guard let number = NumberText.decimal(text), number >= 0 else { break }
      // IIS writes whole milliseconds, all others seconds.
      let isSeconds = isCloudFront || text.contains(0x2E)
      fields.latencyMilliseconds = isSeconds ? number * 1000 : number
    }
    return true
  }

  private func number(_ value: Range<Int>, of line: UnsafeRawBufferPointer) -> Int? {
    NumberText.integer(UnsafeRawBufferPointer(rebasing: line[value])).flatMap { Int(exactly: $0) }
  }
}
