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
    /// Milliseconds by its name.
    case takenMilliseconds
  }

  /// In small letters, without a leading `x-` and without `-local` or `-utc` at the end.
  private static let names: [(StaticString, Meaning)] = [
    ("date", .date), ("time", .time), ("sc-status", .status), ("cs-method", .method),
    ("cs-uri-stem", .path), ("cs-uri", .path), ("c-ip", .address), ("cs-username", .user),
    ("cs(user-agent)", .agent), ("sc-bytes", .size), ("bytes", .size), ("time-taken", .taken),
    ("s-computername", .host), ("status", .status), ("sc-status-code", .status),
    ("method", .method), ("cs-uri-path", .path), ("cs-url", .path), ("uri", .path),
    ("timetaken", .taken), ("timetakenms", .takenMilliseconds),
    ("time-taken-ms", .takenMilliseconds), ("duration-ms", .takenMilliseconds),
  ]
  /// What IIS writes where nobody chose the columns, and what it wrote before it named referrers.
  private static let defaults: [[StaticString]] = [
    [
      "date", "time", "s-ip", "cs-method", "cs-uri-stem", "cs-uri-query", "s-port", "cs-username",
      "c-ip", "cs(User-Agent)", "cs(Referer)", "sc-status", "sc-substatus", "sc-win32-status",
      "time-taken",
    ],
    [
      "date", "time", "s-ip", "cs-method", "cs-uri-stem", "cs-uri-query", "s-port", "cs-username",
      "c-ip", "cs(User-Agent)", "sc-status", "sc-substatus", "sc-win32-status", "time-taken",
    ],
  ]
  /// More columns than any program writes.
  static let limit = 128

  private(set) var meanings: [Meaning] = []
  /// CloudFront's columns: its times are whole numbers of seconds, too.
  private(set) var isCloudFront = false
  /// Times are of the server's clock, as their names say, and not in UTC.
  private(set) var isLocal = false
  /// The names begin those of ``defaults``: a program that reopens its file may cut the header.
  private(set) var beginsDefaults = false

  /// IIS's own columns, where a line has as many values.
  static func standard(of count: Int) -> W3CColumns? {
    standards.first { $0.meanings.count == count }
  }

  private static let standards = defaults.map { names in
    var columns = W3CColumns()
    columns.meanings = names.map { name in
      name.withUTF8Buffer { meaning(of: UnsafeRawBufferPointer($0)) }
    }
    return columns
  }

  private init() {}

  /// Reads the names behind `#Fields:`; `nil` when they are not those of an access log.
  ///
  /// Names that tell of requests and not of their time are an access log's all the same: nothing
  /// of it is read then, and nothing guessed.
  init?(_ scanner: inout FieldScanner) {
    var known: Set<Meaning> = []
    beginsDefaults = true
    while meanings.count < Self.limit {
      // Blanks part the names, tabs in some programs.
      guard let word = scanner.word() else { break }
      var rest = FieldScanner(scanner.line, from: word.lowerBound)
      while rest.at < word.upperBound, let name = rest.tabbed(to: word.upperBound) {
        let meaning = Self.meaning(of: scanner.bytes(name))
        if scanner.line[name].suffix(6).elementsEqual("-local".utf8) { isLocal = true }
        beginsDefaults = beginsDefaults && Self.isDefault(scanner.bytes(name), at: meanings.count)
        // Of two columns of one meaning the first counts.
        meanings.append(known.insert(meaning).inserted || meaning == .other ? meaning : .other)
        if scanner.line[name].starts(with: "x-edge-".utf8) { isCloudFront = true }
      }
    }
    guard known.contains(.status) || known.contains(.path) else { return nil }
  }

  private static func isDefault(_ name: UnsafeRawBufferPointer, at place: Int) -> Bool {
    guard let names = defaults.first, place < names.count else { return false }
    return names[place].withUTF8Buffer { name.elementsEqual($0) }
  }

  private static func meaning(of name: UnsafeRawBufferPointer) -> Meaning {
    var text = name.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }[...]
    if text.starts(with: "x-".utf8) { text = text.dropFirst(2) }
    for ending in ["-local", "-utc", "-gmt"].map(\.utf8)
    where text.suffix(ending.count).elementsEqual(ending) {
      text = text.dropLast(ending.count)
    }
    return names.first { known, _ in
      known.withUTF8Buffer { text.elementsEqual($0) }
    }?.1 ?? .other
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
    if read(line, by: columns, into: &fields) { return true }
    guard columns.beginsDefaults,
      let standard = W3CColumns.standard(of: Self.count(of: line)),
      standard.meanings.count > columns.meanings.count
    else { return false }
    fields = RecordFields()
    return read(line, by: standard, into: &fields)
  }

  private static func count(of line: UnsafeRawBufferPointer) -> Int {
    var scanner = FieldScanner(line)
    var count = 0
    while scanner.quotedOrWord() != nil { count += 1 }
    return count
  }

  private func read(
    _ line: UnsafeRawBufferPointer, by columns: W3CColumns, into fields: inout RecordFields
  ) -> Bool {
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
    guard var time else { return false }
    if columns.isLocal { time.zone = .missing }
    fields.take(time)
    if let method = fields.method { settle(method, of: line, &fields) }
    return true
  }

  /// Commands of FTP and SMTP, whose replies are no statuses of HTTP: three digits of their own.
  private static let commands: Set<String> = [
    "USER", "PASS", "ACCT", "CWD", "CDUP", "QUIT", "REIN", "PORT", "PASV", "EPRT", "EPSV", "TYPE",
    "RETR", "STOR", "STOU", "APPE", "REST", "RNFR", "RNTO", "ABOR", "DELE", "RMD", "MKD", "PWD",
    "LIST", "NLST", "MLSD", "MLST", "SITE", "SYST", "STAT", "HELP", "NOOP", "SIZE", "MDTM", "FEAT",
    "AUTH", "PBSZ", "PROT", "OPTS", "CREATED", "SENT", "CLOSED", "DATACHANNELOPENED",
    "DATACHANNELCLOSED", "CONTROLCHANNELOPENED", "CONTROLCHANNELCLOSED", "EHLO", "HELO", "MAIL",
    "RCPT", "DATA", "RSET", "VRFY", "EXPN", "BDAT",
  ]
  /// The service is not there, a connection was lost, an error of the machine, no room left.
  private static let failures: Set<Int> = [421, 425, 426, 431, 451, 452]

  /// Names a record of another protocol by its command, without the number of its session that
  /// IIS writes before it: `[1]RETR`.
  private func settle(
    _ method: JSONSlice, of line: UnsafeRawBufferPointer, _ fields: inout RecordFields
  ) {
    var start = method.start
    if line[start] == 0x5B, let close = line[start..<method.end].firstIndex(of: 0x5D),
      close + 1 < method.end
    {
      start = close + 1
    }
    let command = String(decoding: line[start..<method.end], as: UTF8.self).uppercased()
    guard start > method.start || Self.commands.contains(command) else { return }
    switch fields.status {
    case 0: break
    case 1..<400: fields.outcome = .success
    case let code: fields.outcome = Self.failures.contains(code) ? .failure : .rejected
    }
    fields.operation = RecordFields.plain(start..<method.end)
    (fields.method, fields.path, fields.status) = (nil, nil, 0)
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
    case .takenMilliseconds:
      let text = UnsafeRawBufferPointer(rebasing: line[value])
      if let number = NumberText.decimal(text), number >= 0 { fields.latencyMilliseconds = number }
    }
    return true
  }

  private func number(_ value: Range<Int>, of line: UnsafeRawBufferPointer) -> Int? {
    NumberText.integer(UnsafeRawBufferPointer(rebasing: line[value])).flatMap { Int(exactly: $0) }
  }
}
