import LogModel
import Scan

/// nginx's error log: a message beside the access log, with the request it was about.
///
///     2025/04/08 15:02:11 [error] 31#31: *77 MESSAGE, client: …, request: "…", upstream: "…"
///
/// The time is that of the server's clock; its zone is not written.
public struct NginxError: LogFormat {
  public var name: String { "nginx-error" }
  public var hasContinuations: Bool { true }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    head.count >= 8 && head.first.map { $0 &- 0x30 < 10 } == true && head.dropFirst(4).first == 0x2F
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    guard line.count >= 24, line[4] == 0x2F, line[19] == 0x20,
      let time = TimestampText.parse(UnsafeRawBufferPointer(rebasing: line[..<19]))
    else { return false }
    var scanner = FieldScanner(line, from: 19)
    guard let word = scanner.enclosed(open: 0x5B, close: 0x5D), word.count <= 8,
      let level = SeverityText.severity(scanner.bytes(word)), let process = scanner.word(),
      isProcess(scanner.bytes(process))
    else { return false }
    fields.take(time)
    fields.level = level
    fields.isMessage = true
    // `*77`, the connection.
    if scanner.peek() == 0x2A { _ = scanner.word() }
    _ = scanner.peek()
    takeText(from: scanner.at, of: line, &fields)
    return true
  }

  /// `31#31:`, process and thread.
  private func isProcess(_ word: UnsafeRawBufferPointer) -> Bool {
    word.last == 0x3A && word.contains(0x23)
      && word.dropLast().allSatisfy { $0 == 0x23 || $0 &- 0x30 < 10 }
  }

  /// The message ends where the first of the named parts begins; they follow to the line's end.
  private func takeText(
    from start: Int, of line: UnsafeRawBufferPointer, _ fields: inout RecordFields
  ) {
    var end = line.count
    var at = start
    while at < line.count {
      guard line[at] == 0x2C, let part = Part(line, at: at) else {
        at += 1
        continue
      }
      if end == line.count { end = at }
      take(part, of: line, &fields)
      at = max(part.end, at + 1)
    }
    fields.message = RecordFields.plain(start..<end)
  }

  private func take(
    _ part: Part, of line: UnsafeRawBufferPointer, _ fields: inout RecordFields
  ) {
    switch part.key {
    case .client: fields.address = RecordFields.plain(part.value)
    case .request: fields.takeRequest(part.value, of: line)
    case .upstream:
      fields.peer = RecordFields.stated(
        RequestLine.host(line, in: part.value)
          ?? RequestLine.withoutPort(line, part.value), in: line)
    case .other: break
    }
  }

  /// `, key: value` with a known key; the value may be quoted.
  private struct Part {
    enum Key { case client, request, upstream, other }
    var key: Key
    var value: Range<Int>
    /// Behind the value and its quote.
    var end: Int

    private static let keys: [(StaticString, Key)] = [
      (", client: ", .client), (", server: ", .other), (", request: ", .request),
      (", subrequest: ", .other), (", upstream: ", .upstream), (", host: ", .other),
      (", referrer: ", .other), (", login: ", .other),
    ]

    init?(_ line: UnsafeRawBufferPointer, at start: Int) {
      var scanner = FieldScanner(line, from: start)
      guard let key = Self.keys.first(where: { scanner.skip($0.0) })?.1 else { return nil }
      self.key = key
      let isQuoted = scanner.at < line.count && line[scanner.at] == 0x22
      let first = isQuoted ? scanner.at + 1 : scanner.at
      var stop = first
      // Quotes inside are not escaped: the closing one has a comma behind it, or nothing.
      while stop < line.count {
        if isQuoted {
          if line[stop] == 0x22, stop + 1 == line.count || line[stop + 1] == 0x2C { break }
        } else if line[stop] == 0x2C {
          break
        }
        stop += 1
      }
      value = first..<max(first, stop)
      end = isQuoted ? min(stop + 1, line.count) : stop
    }
  }
}
