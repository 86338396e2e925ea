import LogModel
import Scan

/// `key=value` pairs and nothing else: logfmt as Go's loggers, Grafana's programs and Heroku's
/// router write it.
///
/// Values may be quoted, with Go's escapes; a key alone is true. A line of pairs that gives
/// neither a time nor a level nor a message is none.
public struct Logfmt: LogFormat {
  public var name: String { "logfmt" }
  public var hasContinuations: Bool { true }

  private let keys = FieldKeyTable.standard

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard let first = head.first else { return false }
    return MessageHead.isLetter(first) || first == 0x5F || first == 0x40 || first == 0x3C
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    // The audit log of Linux has its stamp inside of what looks like a message.
    if line.count > 5, line[0] == 0x74, line[1] == 0x79, line.starts(with: "type=".utf8),
      line.dropFirst(5).drop(while: { $0 > 0x20 }).starts(with: " msg=audit(".utf8)
    {
      return false
    }
    var at = Self.priorityEnd(line)
    var found = Found()
    while at < line.count {
      if line[at] == 0x20 || line[at] == 0x09 {
        at &+= 1
        continue
      }
      let start = at
      while at < line.count, Self.isKey(line[at]) { at &+= 1 }
      guard at > start else { return false }
      guard at < line.count, line[at] == 0x3D else {
        // A key alone; a line that begins with one is a sentence.
        guard found.pairs > 0, at == line.count || line[at] == 0x20 else { return false }
        found.bare += 1
        continue
      }
      guard let value = TextPair.value(line, at: at &+ 1, to: line.count, stops: []) else {
        return false
      }
      guard value.end == line.count || line[value.end] <= 0x20 else { return false }
      found.pairs += 1
      take(
        TextPair(key: start..<at, value: value.slice, end: value.end), of: line, &found,
        into: &fields)
      at = value.end
    }
    if fields.time == nil, fields.localTime == nil {
      takeDay(found, of: line, into: &fields)
    }
    guard found.pairs >= 2, found.bare <= found.pairs,
      fields.time != nil || fields.localTime != nil || fields.level != .unknown
        || fields.message != nil
    else { return false }
    fields.isPairs = true
    if let code = found.code, fields.status == 0, fields.method != nil, fields.path != nil {
      fields.status = JSONFieldTaker.status(code, in: line) ?? 0
    }
    ProxyFlags.settle(found.flags, of: line, into: &fields)
    if found.isRouter { finishRouter(found, of: line, into: &fields) }
    _ = JobObject.takeEnded(&fields)
    return true
  }

  /// What a line is made of.
  private struct Found {
    var pairs = 0
    var bare = 0
    /// Heroku's router: `dyno` and `connect` are there.
    var hasDyno = false
    var hasConnect = false
    var isRouter: Bool { hasDyno && hasConnect }
    var service: JSONSlice?
    var forwarded: JSONSlice?
    var bytes: JSONSlice?
    /// How a proxy says the exchange ended.
    var flags: JSONSlice?
    /// `code=503`, which is a status where a request is named.
    var code: JSONSlice?
    /// A day, a clock and their zone in pairs of their own, as firewalls write them.
    var day: JSONSlice?
    var clock: JSONSlice?
    var zone: JSONSlice?
  }

  private func take(
    _ pair: TextPair, of line: UnsafeRawBufferPointer, _ found: inout Found,
    into fields: inout RecordFields
  ) {
    let name = UnsafeRawBufferPointer(rebasing: line[pair.key])
    // Told by two bytes first: every pair passes here.
    if name.count == 4, pair.value.count < 19 {
      switch (name[0], name[1]) {
      case (0x64, 0x61) where name.elementsEqual("date".utf8): found.day = pair.value
      case (0x74, 0x69) where name.elementsEqual("time".utf8): found.clock = pair.value
      default: break
      }
    } else if name.count == 2, name[0] == 0x74, name[1] == 0x7A {
      found.zone = pair.value
    }
    if let match = keys.match(name) {
      // A line number of a source file.
      if match.key == .envelopeLine || match.key == .labels { return }
      if match.key == .flags { found.flags = pair.value }
      if match.key == .status, match.way == .code {
        found.code = pair.value
        return
      }
      if match.key == .service, SpokenDuration.milliseconds(line.slice(pair.value)) != nil {
        found.service = pair.value
        return
      }
      return TextPair.take(pair, as: match, of: line, into: &fields)
    }
    switch name.count {
    case 2 where name.elementsEqual("at".utf8): takeAt(pair.value, of: line, into: &fields)
    case 3 where name.elementsEqual("dur".utf8) && pair.value.kind == .string,
      4 where name.elementsEqual("took".utf8) && pair.value.kind == .string:
      if fields.latencyMilliseconds == nil {
        fields.latencyMilliseconds = SpokenDuration.milliseconds(line.slice(pair.value))
      }
    case 3 where name.elementsEqual("fwd".utf8): found.forwarded = pair.value
    case 4 where name.elementsEqual("dyno".utf8): found.hasDyno = true
    case 4 where name.elementsEqual("desc".utf8): fields.error = fields.error ?? pair.value
    case 5 where name.elementsEqual("bytes".utf8): found.bytes = pair.value
    case 7 where name.elementsEqual("connect".utf8): found.hasConnect = true
    default: break
    }
  }

  /// `date=2025-04-08 time=15:02:11 tz="+0200"`.
  private func takeDay(
    _ found: Found, of line: UnsafeRawBufferPointer, into fields: inout RecordFields
  ) {
    guard let day = found.day, let clock = found.clock else { return }
    var text = Array(line.slice(day)) + [0x20] + Array(line.slice(clock))
    let plain = text
    if let zone = found.zone { text += Array(line.slice(zone)) }
    let time =
      text.withUnsafeBytes { TimestampText.parse($0) }
      ?? plain.withUnsafeBytes { TimestampText.parse($0) }
    if let time { fields.take(time) }
  }

  /// `at` is a time, or the level of Heroku's programs.
  private func takeAt(
    _ value: JSONSlice, of line: UnsafeRawBufferPointer, into fields: inout RecordFields
  ) {
    let text = line.slice(value)
    if let civil = TimestampText.parse(text) {
      guard fields.time == nil, fields.localTime == nil else { return }
      fields.take(civil)
    } else if fields.level == .unknown, let word = LevelWord(text[...]) {
      fields.level = word.level
    }
  }

  /// The router's host is the site's name, and its service a duration.
  private func finishRouter(
    _ found: Found, of line: UnsafeRawBufferPointer, into fields: inout RecordFields
  ) {
    fields.host = nil
    if let service = found.service {
      fields.latencyMilliseconds = SpokenDuration.milliseconds(line.slice(service))
    }
    if let forwarded = found.forwarded {
      // The client comes first, the proxies behind it.
      let first = line.slice(forwarded).prefix { $0 != 0x2C }
      fields.address = JSONSlice(
        kind: .string, start: forwarded.start, end: forwarded.start &+ first.count)
    }
    if let bytes = found.bytes {
      fields.size = NumberText.integer(line.slice(bytes)).flatMap { Int(exactly: $0) }
    }
  }

  /// Behind `<189>`, which firewalls send before their pairs and nothing else.
  private static func priorityEnd(_ line: UnsafeRawBufferPointer) -> Int {
    guard line.first == 0x3C, let close = line.prefix(5).firstIndex(of: 0x3E),
      line[1..<close].allSatisfy({ $0 &- 0x30 < 10 })
    else { return 0 }
    return close + 1
  }

  private static func isKey(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || MessageHead.isLetter(byte) || byte == 0x5F || byte == 0x2E
      || byte == 0x2D || byte == 0x40 || byte == 0x2F
  }
}
