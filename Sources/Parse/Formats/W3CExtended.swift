import LogModel
import Scan

/// Logs of the W3C's extended form: IIS, CloudFront, and others whose `#Fields:` line names the
/// columns. Times are in UTC.
public struct W3CExtended: HeadedFormat {
  public var name: String { "w3c-extended" }

  public init() {}

  public func format(headedBy line: UnsafeRawBufferPointer) -> (any LogFormat)? {
    format(headedBy: line, after: nil)
  }

  /// Directives may come in any order and again: columns and date hold until the next of them.
  public func format(
    headedBy line: UnsafeRawBufferPointer, after previous: (any LogFormat)?
  ) -> (any LogFormat)? {
    guard line.first == 0x23 else { return nil }
    var scanner = FieldScanner(line)
    var lines = previous as? W3CLines ?? W3CLines()
    if scanner.skip("#Fields:") {
      guard let columns = W3CColumns(&scanner) else { return nil }
      lines.columns = columns
      return lines
    }
    if scanner.skip("#Date:") {
      guard let date = scanner.word(), date.count == 10 else { return nil }
      lines.date = Array(scanner.bytes(date))
      return lines
    }
    let others: [StaticString] = [
      "#Version: ", "#Software: ", "#Start-Date: ", "#End-Date: ", "#Remark: ",
    ]
    return others.contains { scanner.skip($0) } ? lines : nil
  }
}

/// What the columns of a log of the W3C's extended form mean.
struct W3CColumns: Sendable {
  enum Meaning: UInt8, Sendable {
    case other, date, time, status, method, path, address, user, agent, size, taken, host
  }

  private static let names: [(StaticString, Meaning)] = [
    ("date", .date), ("time", .time), ("sc-status", .status), ("cs-method", .method),
    ("cs-uri-stem", .path), ("cs-uri", .path), ("c-ip", .address), ("cs-username", .user),
    ("cs(User-Agent)", .agent), ("cs(user-agent)", .agent), ("sc-bytes", .size),
    ("bytes", .size), ("time-taken", .taken), ("s-computername", .host),
  ]
  /// More columns than any program writes.
  static let limit = 128

  private(set) var meanings: [Meaning] = []
  /// CloudFront's columns: its times are whole numbers of seconds, too.
  private(set) var isCloudFront = false

  /// Reads the names behind `#Fields:`; `nil` when they are not those of an access log.
  init?(_ scanner: inout FieldScanner) {
    var known: Set<Meaning> = []
    while meanings.count < Self.limit {
      // Blanks part the names, tabs in some programs.
      guard let word = scanner.word() else { break }
      var rest = FieldScanner(scanner.line, from: word.lowerBound)
      while rest.at < word.upperBound, let name = rest.tabbed(to: word.upperBound) {
        let meaning = Self.meaning(of: scanner.bytes(name))
        // Of two columns of one meaning the first counts.
        meanings.append(known.insert(meaning).inserted || meaning == .other ? meaning : .other)
        if scanner.line[name].starts(with: "x-edge-".utf8) { isCloudFront = true }
      }
    }
    guard known.contains(.time), known.contains(.status) || known.contains(.path) else {
      return nil
    }
  }

  private static func meaning(of name: UnsafeRawBufferPointer) -> Meaning {
    for (known, meaning) in names where known.utf8CodeUnitCount == name.count {
      if (0..<name.count).allSatisfy({ known.utf8Start[$0] == name[$0] }) { return meaning }
    }
    return .other
  }
}

/// Lines of a log of the W3C's extended form, by the columns its header named.
///
/// Tabs part the values where there are any, else blanks. A line with another number of values
/// is refused: it was cut, or written under another header.
struct W3CLines: LogFormat {
  var name: String { "w3c-extended" }
  var columns: W3CColumns?
  /// Of the `#Date:` line, for logs that write the clock alone.
  var date: [UInt8] = []

  /// Values may begin with anything; only lines behind its header are offered to it.
  func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool { head.first != 0x23 }

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
