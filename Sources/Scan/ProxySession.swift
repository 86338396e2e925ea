/// The parts of a line of HAProxy's, as ranges of its bytes, from the client's address on.
///
///     client:port [accept] frontend backend/server Tq/Tw/Tc/Tr/Tt status bytes - - FLAGS …/… "…"
///     client:port [accept] frontend backend/server Tw/Tc/Tt bytes FLAGS …/…
///     client:port [accept] frontend/bind: words
public struct ProxySession: Sendable {
  public enum Kind: Sendable { case http, tcp, message }
  public var kind: Kind
  public var client: Range<Int>
  public var time: Range<Int>
  public var frontend: Range<Int>
  /// `nil` where none was chosen.
  public var backend: Range<Int>?
  /// Milliseconds from the accept to the end; `nil` where it never came.
  public var total: Int?
  /// -1 where nothing was answered, 0 in TCP lines.
  public var status = 0
  public var size: Int?
  /// Who ended it, and when: the first two flags.
  public var flags: (UInt8, UInt8) = (0x2D, 0x2D)
  /// The request, or the words of a message.
  public var text: Range<Int>?

  /// - Returns: `nil` when the line has another form.
  public init?(_ line: UnsafeRawBufferPointer) {
    var scanner = FieldScanner(line)
    guard let client = scanner.word(), client.count > 2, line[client].contains(0x3A),
      line[client.upperBound - 1] &- 0x30 < 10,
      let time = scanner.enclosed(open: 0x5B, close: 0x5D), let entry = scanner.word()
    else { return nil }
    kind = .message
    self.client = RequestLine.withoutPort(line, client)
    self.time = time
    frontend = entry
    if line[entry.upperBound - 1] == 0x3A, line[entry].contains(0x2F) {
      guard scanner.peek() != nil else { return nil }
      text = scanner.at..<line.count
      return
    }
    // A tilde says that the client spoke TLS.
    if line[entry.upperBound - 1] == 0x7E { frontend = entry.dropLast() }
    guard let target = scanner.word(), let slash = line[target].firstIndex(of: 0x2F),
      var timers = scanner.word()
    else { return nil }
    var timed = takeTimers(timers, of: line)
    // A configuration may capture a word or two of the request here.
    for _ in 0..<2 where timed == nil {
      guard let next = scanner.word() else { return nil }
      timers = next
      timed = takeTimers(timers, of: line)
    }
    guard let count = timed else { return nil }
    // `<NOSRV>` of the frontend itself: no backend was chosen.
    let backend = target.lowerBound..<slash
    if !line[backend].elementsEqual(line[frontend]), slash > target.lowerBound {
      self.backend = backend
    }
    kind = count == 3 ? .tcp : .http
    guard kind == .tcp ? takeTCP(&scanner) : takeHTTP(&scanner) else { return nil }
  }

  /// How many times there are, three to five; a `+` before one says that more was to come.
  private mutating func takeTimers(
    _ range: Range<Int>, of line: UnsafeRawBufferPointer
  ) -> Int? {
    var count = 0
    var start = range.lowerBound
    while start < range.upperBound {
      let rest = start..<range.upperBound
      let end = line[rest].firstIndex(of: 0x2F) ?? range.upperBound
      guard
        let value = NumberText.integer(UnsafeRawBufferPointer(rebasing: line[start..<end]))
      else { return nil }
      total = value < 0 ? nil : Int(exactly: value)
      count += 1
      start = end + 1
    }
    return (3...5).contains(count) ? count : nil
  }

  private mutating func takeTCP(_ scanner: inout FieldScanner) -> Bool {
    guard let size = scanner.integer(), let flags = scanner.word(), flags.count == 2,
      takeFlags(flags, of: scanner)
    else { return false }
    self.size = size
    return true
  }

  private mutating func takeHTTP(_ scanner: inout FieldScanner) -> Bool {
    guard let status = scanner.integer(), (-1...999).contains(status),
      let size = scanner.integer(), scanner.word() != nil, scanner.word() != nil,
      let flags = scanner.word(), flags.count == 4, takeFlags(flags, of: scanner),
      scanner.word() != nil, scanner.word() != nil
    else { return false }
    self.status = status
    self.size = size
    // Headers that were kept, of the request and of the answer.
    for _ in 0..<2 where scanner.peek() == 0x7B {
      guard scanner.enclosed(open: 0x7B, close: 0x7D) != nil else { return true }
    }
    guard scanner.peek() == 0x22 else { return true }
    // Syslog cuts long lines: then the closing quote is missing.
    text = scanner.quoted() ?? scanner.at + 1..<scanner.line.count
    return true
  }

  private mutating func takeFlags(_ range: Range<Int>, of scanner: FieldScanner) -> Bool {
    let text = scanner.bytes(range)
    guard text.allSatisfy({ $0 == 0x2D || ($0 | 0x20) &- 0x61 < 26 }) else { return false }
    flags = (text[0], text[1])
    return true
  }
}
