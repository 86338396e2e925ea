import Glibc
import Scan

/// `key=value` inside a message, where the key's name can mean nothing else.
enum MessagePairs {
  /// Pairs that are looked at.
  private static let limit = 48
  private static let stops: [UInt8] = [0x2C, 0x3B, 0x29, 0x5D, 0x7D, 0x7C, 0x1B, 0x22]

  /// Which keys are taken.
  enum Trust {
    /// Those whose names are unmistakable in prose.
    case plain
    /// All but those that stand elsewhere in the line: the text is a list of pairs.
    case list
  }

  static func take(
    _ line: UnsafeRawBufferPointer, _ range: Range<Int>, trust: Trust = .plain,
    into fields: inout RecordFields
  ) {
    guard let base = line.baseAddress else { return }
    let hadPath = fields.path != nil
    var flags: JSONSlice?
    defer {
      ProxyFlags.settle(flags, of: line, into: &fields)
      if trust == .plain, !hadPath { leaveProse(&fields) }
    }
    var at = range.lowerBound
    var floor = range.lowerBound
    for _ in 0..<limit {
      guard at < range.upperBound, let found = memchr(base + at, 0x3D, range.upperBound - at)
      else { break }
      let equals = UnsafeRawPointer(found) - base
      at = equals &+ 1
      guard let key = key(line, before: equals, from: floor),
        let value = TextPair.value(
          line, at: pastCodes(line, at), to: range.upperBound, stops: stops)
      else { continue }
      floor = value.end
      at = value.end
      if line[key].elementsEqual("response_flags".utf8) { flags = value.slice }
      put(TextPair(key: key, value: value.slice, end: value.end), trust, of: line, into: &fields)
    }
    if trust == .plain { takeObject(line, range, into: &fields) }
  }

  /// A path in a sentence that says nothing else of a request is that of what was looked for.
  private static func leaveProse(_ fields: inout RecordFields) {
    guard fields.path != nil, fields.method == nil, fields.status == 0, fields.grpcStatus < 0,
      fields.latencyMilliseconds == nil, fields.outcome == .unknown
    else { return }
    fields.path = nil
    fields.authority = nil
  }

  /// The name before an equals sign, with a blank or an opening bracket before it: what follows
  /// `?` or `&` is of a URL.
  private static func key(
    _ line: UnsafeRawBufferPointer, before equals: Int, from floor: Int
  ) -> Range<Int>? {
    var end = equals
    while let code = AnsiCodes.codeBefore(line, end, from: floor) { end = code }
    var start = end
    while start > floor, end &- start <= 32, isKey(line[start &- 1]) { start &-= 1 }
    guard start < end, end &- start <= 32 else { return nil }
    if start > floor {
      switch line[start &- 1] {
      case 0x20, 0x09, 0x28, 0x7B, 0x2C, 0x3B, 0x7C: break
      case 0x5B:
        // A colour's number and its letter stand right before the name.
        guard start &- 2 >= floor, line[start &- 2] == 0x1B else { break }
        guard let code = AnsiCodes.end(line, at: start &- 2), code < end else { return nil }
        start = code
      default: return nil
      }
    }
    return start..<end
  }

  /// Whether a key may be taken, and its value can be what the key says.
  private static func put(
    _ pair: TextPair, _ trust: Trust, of line: UnsafeRawBufferPointer,
    into fields: inout RecordFields
  ) {
    let name = UnsafeRawBufferPointer(rebasing: line[pair.key])
    guard let match = FieldKeyTable.standard.match(name) else { return }
    switch match.key {
    case .time, .message, .envelopeLine, .labels, .requestBody, .responseBody, .type, .name,
      .nanoseconds, .flags, .wrapper, .userAgent:
      return
    case .level: guard trust == .list || fields.level == .unknown else { return }
    case .service, .host, .peer, .error, .success, .operation, .rpcService, .job, .wait:
      guard trust == .list else { return }
    case .status:
      // `code` alone is anybody's.
      guard trust == .list || name.count > 4 else { return }
    case .method: guard isMethod(line.slice(pair.value)) else { return }
    case .path: guard isPath(line.slice(pair.value)) else { return }
    case .latency, .user, .session, .address, .grpcStatus, .dimension, .trace: break
    }
    TextPair.take(pair, as: match, of: line, into: &fields)
  }

  static func isMethod(_ text: UnsafeRawBufferPointer) -> Bool {
    (3...8).contains(text.count) && text.allSatisfy { ($0 | 0x20) &- 0x61 < 26 }
  }

  static func isPath(_ text: UnsafeRawBufferPointer) -> Bool {
    text.first == 0x2F || text.starts(with: "http".utf8)
  }

  /// The members of a JSON object in the message, as loggers put context behind the words.
  private static func takeObject(
    _ line: UnsafeRawBufferPointer, _ range: Range<Int>, into fields: inout RecordFields
  ) {
    guard let base = line.baseAddress,
      let found = memchr(base + range.lowerBound, 0x7B, range.count)
    else { return }
    let open = UnsafeRawPointer(found) - base
    guard open &+ 1 < range.upperBound, line[open &+ 1] == 0x22 else { return }
    let text = UnsafeRawBufferPointer(rebasing: line[..<range.upperBound])
    var cursor = JSONCursor(text, from: open)
    guard cursor.enterObject() else { return }
    var member = JSONMember()
    for _ in 0..<limit {
      guard cursor.nextMember(&member) == .member else { return }
      let value = member.value
      guard value.kind == .string || value.kind == .number, value.count > 0 else { continue }
      let pair = TextPair(
        key: member.keyStart..<member.keyEnd, value: value, end: value.end)
      put(pair, .plain, of: line, into: &fields)
    }
  }

  private static func pastCodes(_ line: UnsafeRawBufferPointer, _ start: Int) -> Int {
    var at = start
    while let code = AnsiCodes.end(line, at: at) { at = code }
    return at
  }

  private static func isKey(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte == 0x2E
      || byte == 0x2D
  }
}
