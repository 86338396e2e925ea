/// The parts of one line of an access log, as ranges of its bytes.
///
/// Apache's common, combined and virtual-host forms, nginx's combined form, and the forms that
/// servers of other languages write after them:
///
///     [vhost] host ident user [time] "METHOD PATH PROTOCOL" status bytes "referrer" "agent" …
///     [time] "METHOD PATH PROTOCOL" status bytes
///
/// What follows is up to each configuration; ``AccessTail`` reads it.
public struct AccessLine: Equatable, Sendable {
  /// Who asked; empty where the log does not say.
  public var host: Range<Int>
  public var user: Range<Int>
  public var time: Range<Int>
  /// The request line without its quotes.
  public var request: Range<Int>
  /// 0 for `-` and `000`: nothing was answered.
  public var status: Int
  /// Whether the line has a number for the status; a dash says nothing of how it ended.
  public var hasStatus = true
  /// The program wrote that it had none: `<nil>`, `%!d(<nil>)`, `None`. Nothing was answered.
  public var lacksStatus = false
  /// Bytes of the answer; `nil` where the log has `-`.
  public var size: Int?
  public var userAgent: Range<Int>?
  public var tail: AccessTail

  /// - Returns: `nil` when the line has another form.
  public init?(_ line: UnsafeRawBufferPointer) {
    guard let opening = Self.timeStart(line), let head = Head(line, to: opening) else {
      return nil
    }
    var scanner = FieldScanner(line, from: opening)
    guard let time = scanner.enclosed(open: 0x5B, close: 0x5D), let request = scanner.quoted()
    else { return nil }
    let first = scanner.peek()
    hasStatus = !scanner.skipPlaceholder()
    lacksStatus = !hasStatus && first != 0x2D && first != 0x22
    guard let status = hasStatus ? scanner.status() : 0 else { return nil }
    let isSizeLess = scanner.skipPlaceholder()
    let count = isSizeLess ? nil : scanner.word().flatMap { NumberText.integer(scanner.bytes($0)) }
    guard count != nil || isSizeLess else { return nil }
    host = head.host
    user = head.user
    self.time = time
    self.request = request
    self.status = status
    self.size = count.flatMap { Int(exactly: $0) }
    tail = AccessTail()
    if scanner.peek() == 0x22 {
      guard scanner.quoted() != nil else { return }
      if scanner.peek() == 0x22 {
        guard let agent = scanner.quoted() else { return }
        userAgent = agent
      }
    }
    tail = AccessTail(&scanner)
  }

  /// The bracket of the time: one at the beginning, or the first behind a blank that a digit
  /// follows, for users may be named anything.
  private static func timeStart(_ line: UnsafeRawBufferPointer) -> Int? {
    if line.first == 0x5B { return 0 }
    guard let base = line.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return nil }
    var at = 1
    while at + 1 < line.count {
      at = ByteSearch.first(0x5B, or: 0x22, base, from: at, to: line.count)
      guard at + 1 < line.count, base[at] == 0x5B else { return nil }
      if base[at - 1] == 0x20, base[at + 1] &- 0x30 < 10 { return at }
      at += 1
    }
    return nil
  }

  /// What stands before the time.
  private struct Head {
    var host: Range<Int>
    var user: Range<Int>

    init?(_ line: UnsafeRawBufferPointer, to opening: Int) {
      if opening == 0 {
        host = 0..<0
        user = 0..<0
        return
      }
      var scanner = FieldScanner(UnsafeRawBufferPointer(rebasing: line[..<opening]))
      guard let first = scanner.word(), let second = scanner.word(), scanner.peek() != nil else {
        return nil
      }
      let rest = scanner.at
      var words = scanner
      if words.word() != nil, words.peek() != nil,
        let (address, name) = Self.client(line, to: opening), address.lowerBound >= rest
      {
        host = address
        user = name
        return
      }
      host = first
      user = rest..<Self.end(of: line, rest..<opening)
      // A virtual host stands before the host: then the third word is the one that is `-`.
      guard !scanner.isByte(0x2D, second), let third = scanner.word(),
        scanner.isByte(0x2D, third), scanner.peek() != nil
      else { return }
      host = second
      user = scanner.at..<Self.end(of: line, scanner.at..<opening)
    }

    /// An address right before ident and user, whatever words of a logger stand before it.
    private static func client(
      _ line: UnsafeRawBufferPointer, to opening: Int
    ) -> (address: Range<Int>, user: Range<Int>)? {
      guard let user = word(line, before: opening), let ident = word(line, before: user.lowerBound),
        ident.count == 1, line[ident.lowerBound] == 0x2D,
        let address = word(line, before: ident.lowerBound),
        AddressText.isAddress(line, address)
      else { return nil }
      return (address, user)
    }

    private static func word(_ line: UnsafeRawBufferPointer, before stop: Int) -> Range<Int>? {
      var end = stop
      while end > 0, line[end - 1] == 0x20 { end -= 1 }
      var start = end
      while start > 0, line[start - 1] != 0x20 { start -= 1 }
      return start < end ? start..<end : nil
    }

    private static func end(of line: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int {
      var end = range.upperBound
      while end > range.lowerBound, line[end - 1] == 0x20 { end -= 1 }
      return end
    }
  }

  /// Method and path of a request line `GET /menu?x=1 HTTP/1.1`; `nil` when it is none.
  public static func methodAndPath(
    _ line: UnsafeRawBufferPointer, in request: Range<Int>
  ) -> (method: Range<Int>, path: Range<Int>)? {
    RequestLine.parts(line, in: request)
  }
}
