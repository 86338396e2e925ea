import LogModel
import Scan

/// Apache's error log, of 2.4 and of 2.2:
///
///     [Tue Apr 08 15:02:11.123456 2025] [proxy:error] [pid 7:tid 8] [client 192.0.2.7:4711] …
///     [Tue Apr 08 15:02:11 2025] [error] [client 192.0.2.7] …
///
/// The time is that of the server's clock; its zone is not written.
public struct ApacheError: LogFormat {
  public var name: String { "apache-error" }
  public var hasContinuations: Bool { true }
  /// Brackets between the level and the message.
  private static let bracketLimit = 6

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    head.first == 0x5B && head.dropFirst().first.map { ($0 | 0x20) &- 0x61 < 26 } == true
      && head.dropFirst(4).first == 0x20
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    guard line.count > 26, line[0] == 0x5B else { return false }
    var scanner = FieldScanner(line)
    guard let stamp = scanner.enclosed(open: 0x5B, close: 0x5D),
      let time = ProxyTime.apacheError(scanner.bytes(stamp)),
      let word = scanner.enclosed(open: 0x5B, close: 0x5D), let level = level(word, of: line)
    else { return false }
    fields.take(time)
    fields.level = level
    fields.isMessage = true
    for _ in 0..<Self.bracketLimit {
      let start = scanner.at
      guard scanner.peek() == 0x5B, let part = scanner.enclosed(open: 0x5B, close: 0x5D) else {
        break
      }
      // 2.2 writes neither a module nor the client's port, which the end of an IPv6 address
      // would be taken for.
      guard isKnown(part, of: line, hasPort: line[word].contains(0x3A), &fields) else {
        scanner = FieldScanner(line, from: start)
        break
      }
    }
    _ = scanner.peek()
    fields.message = RecordFields.plain(scanner.at..<end(of: line, from: scanner.at))
    return true
  }

  /// `error` or `module:error`.
  private func level(_ word: Range<Int>, of line: UnsafeRawBufferPointer) -> Severity? {
    guard word.count <= 48 else { return nil }
    let start = line[word].lastIndex(of: 0x3A).map { $0 + 1 } ?? word.lowerBound
    return SeverityText.severity(UnsafeRawBufferPointer(rebasing: line[start..<word.upperBound]))
  }

  /// Whether a bracket is the server's own; any other begins the message.
  private func isKnown(
    _ part: Range<Int>, of line: UnsafeRawBufferPointer, hasPort: Bool,
    _ fields: inout RecordFields
  ) -> Bool {
    var scanner = FieldScanner(line, from: part.lowerBound)
    if scanner.skip("pid ") || scanner.skip("tid ") || scanner.skip("remote ") { return true }
    guard scanner.skip("client "), scanner.at <= part.upperBound else { return false }
    let client = scanner.at..<part.upperBound
    fields.address = RecordFields.stated(
      hasPort ? RequestLine.withoutPort(line, client) : client, in: line)
    return true
  }

  /// Where the message ends: the page that led there is none of it.
  private func end(of line: UnsafeRawBufferPointer, from start: Int) -> Int {
    var at = line.count
    while at > start {
      at -= 1
      guard line[at] == 0x2C else { continue }
      var scanner = FieldScanner(line, from: at)
      if scanner.skip(", referer: ") { return at }
    }
    return line.count
  }
}
