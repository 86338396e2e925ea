import LogModel
import Scan

/// Access lines in an order of their own: a stamp in brackets, a request in quotes and the status
/// right behind it, whatever words, counts and names stand around them.
///
/// Python's aiohttp behind a logger's head, proxies that name themselves first, nginx and Apache
/// with columns before the request. Tried where no other form reads a line: a request in quotes
/// alone may be what a message talks about.
public struct LooseAccess: LogFormat {
  public var name: String { "access (any order)" }
  /// Quotes and brackets that are looked at.
  private static let limit = 8

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    head.first.map { $0 > 0x20 && $0 != 0x7B } ?? false
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    guard let request = Self.request(in: line), let stamp = Self.stamp(in: line) else {
      return false
    }
    guard Self.takeEnd(line, from: request.upperBound + 1, into: &fields) else { return false }
    if request.upperBound + 1 >= line.count {
      guard Self.takeStatus(line, before: request.lowerBound - 1, stamp.range, into: &fields)
      else { return false }
    }
    fields.time = stamp.moment
    fields.localTime = stamp.civil
    fields.takeRequest(request, of: line)
    let head = 0..<min(request.lowerBound, stamp.range.lowerBound)
    let between = stamp.range.upperBound..<max(stamp.range.upperBound, request.lowerBound)
    fields.address =
      (AddressText.last(in: line, head) ?? AddressText.last(in: line, between))
      .map(RecordFields.plain)
    return true
  }

  /// `GET /menu HTTP/1.1`, without its quotes.
  private static func request(in line: UnsafeRawBufferPointer) -> Range<Int>? {
    var at = 0
    for _ in 0..<limit {
      guard let quote = line[at...].firstIndex(of: 0x22) else { return nil }
      var scanner = FieldScanner(line, from: quote)
      if let text = scanner.quoted(), text.count > 12,
        let parts = RequestLine.parts(line, in: text),
        parts.method.count < 12,
        line[parts.path.upperBound..<text.upperBound].starts(with: " HTTP/".utf8)
      {
        return text
      }
      at = quote + 1
    }
    return nil
  }

  private struct Stamp {
    var moment: Timestamp?
    var civil: ParsedTime?
    var range: Range<Int>
  }

  /// The first bracket that holds a time and nothing else.
  private static func stamp(in line: UnsafeRawBufferPointer) -> Stamp? {
    var at = 0
    for _ in 0..<limit {
      guard let open = line[at...].firstIndex(of: 0x5B) else { return nil }
      at = open + 1
      guard let close = line[at...].prefix(64).firstIndex(of: 0x5D) else { continue }
      let text = UnsafeRawBufferPointer(rebasing: line[at..<close])
      if let time = ClfTime.parse(text) ?? ClfTime.parse(text, separator: 0x20)
        ?? TimestampText.parse(text)
      {
        let isCivil = time.zone == .missing
        return Stamp(
          moment: isCivil ? nil : time.timestamp(), civil: isCivil ? time : nil,
          range: open..<close + 1)
      }
      if let stamp = LeadingStamp.read(line, at: at), stamp.end == close {
        return Stamp(moment: stamp.moment, civil: stamp.civil, range: open..<close + 1)
      }
    }
    return nil
  }

  /// Where the request ends the line, the only number before it that can be a status is it; of
  /// several nobody knows which.
  private static func takeStatus(
    _ line: UnsafeRawBufferPointer, before stop: Int, _ stamp: Range<Int>,
    into fields: inout RecordFields
  ) -> Bool {
    var scanner = FieldScanner(UnsafeRawBufferPointer(rebasing: line[..<stop]))
    var found: [Int] = []
    while let word = scanner.word() {
      guard !stamp.overlaps(word), word.count == 3, let code = scanner.status(in: word),
        (100...599).contains(code)
      else { continue }
      found.append(code)
    }
    guard found.count < 2 else { return false }
    fields.takeStatus(found.first ?? 0)
    return true
  }

  /// The status, or what stands for none, and what follows; false where neither does.
  private static func takeEnd(
    _ line: UnsafeRawBufferPointer, from start: Int, into fields: inout RecordFields
  ) -> Bool {
    var scanner = FieldScanner(line, from: start)
    guard scanner.peek() != nil else { return true }
    if !scanner.skipPlaceholder() {
      guard let status = scanner.status() else { return false }
      fields.takeStatus(status)
      if status == 0 { fields.outcome = .rejected }
      // A line that ends here was cut.
      guard scanner.peek() != nil else { return false }
    }
    if !scanner.skipPlaceholder() { fields.size = scanner.integer() }
    if scanner.peek() == 0x22, scanner.quoted() != nil, scanner.peek() == 0x22,
      let agent = scanner.quoted()
    {
      fields.userAgent = RecordFields.plain(agent)
    }
    let tail = AccessTail(&scanner)
    fields.peer = tail.peer.map(RecordFields.plain)
    fields.latencyMilliseconds = tail.duration.flatMap { duration in
      NumberText.decimal(UnsafeRawBufferPointer(rebasing: line[duration])).map { $0 * tail.unit }
    }
    return true
  }
}
