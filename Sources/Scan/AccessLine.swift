/// The parts of one line of an access log, as ranges of its bytes.
///
/// Apache's common and combined forms and nginx's combined form:
/// `host ident user [time] "METHOD PATH PROTOCOL" status bytes "referrer" "agent" …`.
public struct AccessLine: Equatable, Sendable {
  public var host: Range<Int>
  public var user: Range<Int>
  public var time: Range<Int>
  /// The request line without its quotes.
  public var request: Range<Int>
  public var status: Int
  /// Bytes of the answer; `nil` where the log has `-`.
  public var size: Int?
  public var userAgent: Range<Int>?
  /// nginx's `$request_time` or Apache's `%T` behind the agent, in seconds.
  public var durationSeconds: Range<Int>?

  /// - Returns: `nil` when the line has another form.
  public init?(_ line: UnsafeRawBufferPointer) {
    var scanner = FieldScanner(line)
    guard let host = scanner.word(), let ident = scanner.word(), !ident.isEmpty,
      let user = scanner.word(), let time = scanner.enclosed(open: 0x5B, close: 0x5D),
      let request = scanner.quoted(), let status = scanner.word(),
      let code = NumberText.integer(scanner.bytes(status)), (0...999).contains(code),
      status.count == 3, let size = scanner.word()
    else { return nil }
    let count = NumberText.integer(scanner.bytes(size))
    guard count != nil || scanner.bytes(size).elementsEqual([0x2D]) else { return nil }
    self.host = host
    self.user = user
    self.time = time
    self.request = request
    self.status = Int(code)
    self.size = count.flatMap { Int(exactly: $0) }
    guard scanner.quoted() != nil, let agent = scanner.quoted() else { return }
    userAgent = agent
    if let extra = scanner.word(), scanner.bytes(extra).contains(0x2E),
      NumberText.decimal(scanner.bytes(extra)) != nil
    {
      durationSeconds = extra
    }
  }

  /// Method and path of a request line `GET /menu?x=1 HTTP/1.1`; `nil` when it is none.
  public static func methodAndPath(
    _ line: UnsafeRawBufferPointer, in request: Range<Int>
  ) -> (method: Range<Int>, path: Range<Int>)? {
    guard let blank = line[request].firstIndex(of: 0x20), blank > request.lowerBound,
      line[request.lowerBound..<blank].allSatisfy({ (0x41...0x5A).contains($0) })
    else { return nil }
    let rest = blank + 1..<request.upperBound
    let stop = line[rest].firstIndex(of: 0x20) ?? request.upperBound
    guard stop > rest.lowerBound else { return nil }
    return (request.lowerBound..<blank, rest.lowerBound..<stop)
  }
}

/// Takes the fields of a line one by one.
struct FieldScanner {
  private let line: UnsafeRawBufferPointer
  private var at = 0

  init(_ line: UnsafeRawBufferPointer) { self.line = line }

  func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: line[range])
  }

  private mutating func skipBlanks() {
    while at < line.count, line[at] == 0x20 { at += 1 }
  }

  /// Up to the next blank.
  mutating func word() -> Range<Int>? {
    skipBlanks()
    let start = at
    while at < line.count, line[at] != 0x20 { at += 1 }
    return at > start ? start..<at : nil
  }

  mutating func enclosed(open: UInt8, close: UInt8) -> Range<Int>? {
    skipBlanks()
    guard at < line.count, line[at] == open else { return nil }
    let start = at + 1
    var stop = start
    while stop < line.count, line[stop] != close { stop += 1 }
    guard stop < line.count else { return nil }
    at = stop + 1
    return start..<stop
  }

  /// Between double quotes; a backslash guards the byte behind it.
  mutating func quoted() -> Range<Int>? {
    skipBlanks()
    guard at < line.count, line[at] == 0x22 else { return nil }
    let start = at + 1
    var stop = start
    while stop < line.count, line[stop] != 0x22 { stop += line[stop] == 0x5C ? 2 : 1 }
    guard stop < line.count else { return nil }
    at = stop + 1
    return start..<stop
  }
}
