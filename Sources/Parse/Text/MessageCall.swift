import Glibc
import Scan

/// A call that a message tells of: `"GET /menu HTTP/1.1" 500`, `POST /buy -> 503 (39ms)`.
enum MessageCall {
  /// Slashes that are looked at for a path.
  private static let limit = 12
  /// Between a path and its status.
  private static let reach = 40
  private static let methods = [
    "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "CONNECT", "TRACE", "PROPFIND",
  ].map { Array($0.utf8) }
  private static let words = [
    "status", "code", "responded", "returned", "answered", "completed", "with", "failed", "http",
  ].map { Array($0.utf8) }

  /// What a number behind a path counts, where a word follows it: `GET /cart 512 bytes`.
  private static let units = [
    "b", "byte", "bytes", "kb", "kib", "mb", "mib", "gb", "ms", "msec", "msecs", "millis",
    "milliseconds", "us", "usec", "micros", "microseconds", "ns", "s", "sec", "secs", "second",
    "seconds", "min", "minutes", "items", "rows", "records", "times", "users", "requests", "lines",
    "entries", "chars", "characters", "tokens", "connections", "retries", "results", "hits",
    "objects", "messages", "documents", "files", "elements", "attempts", "opened", "port",
  ].map { Array($0.utf8) }
  /// Statuses that servers and edges answer with; others may be ports and sizes.
  private static let answers: Set<Int> = Set(
    [226, 440, 444, 449, 450, 451, 460, 463, 464, 561, 598, 599] + Array(100...103)
      + Array(200...208) + Array(300...308) + Array(400...431) + Array(494...499)
      + Array(500...511) + Array(520...530))

  /// Takes method, path and status, where all of them are known; and how long it took.
  static func take(
    _ line: UnsafeRawBufferPointer, _ range: Range<Int>, into fields: inout RecordFields
  ) {
    var end = range.lowerBound
    if fields.path == nil, let call = call(line, range) {
      let status = status(line, from: call.path.upperBound, to: range.upperBound)
      if let status, fields.status == 0 { fields.status = status.code }
      if fields.status != 0 {
        fields.method = text(call.method)
        takePath(call.path, of: line, into: &fields)
        // A line that begins with an address tells whom it served.
        if line[range.lowerBound] &- 0x30 < 10 { fields.isTarget = false }
        end = status?.end ?? call.path.upperBound
        if fields.grpcStatus < 0 { takeRemoteStatus(line, end..<range.upperBound, into: &fields) }
        ServedCall.take(line, call: call.method.lowerBound, end..<range.upperBound, into: &fields)
      }
    }
    guard fields.status != 0 || fields.path != nil || fields.grpcStatus >= 0,
      fields.latencyMilliseconds == nil
    else { return }
    fields.latencyMilliseconds =
      duration(line, end..<range.upperBound)
      ?? (end > range.lowerBound ? duration(line, range) : nil)
  }

  /// A path; of a whole URL the host as well, which is whom the line's program called.
  private static func takePath(
    _ range: Range<Int>, of line: UnsafeRawBufferPointer, into fields: inout RecordFields
  ) {
    let value = text(range)
    let path = JSONFieldTaker.withoutAuthority(value, in: line)
    fields.authority = JSONFieldTaker.authority(before: path, of: value, in: line)
    fields.isTarget = fields.authority != nil
    fields.path = path
  }

  /// `grpc-status: 14` behind the status of HTTP, which is 200 whatever came of the call.
  private static func takeRemoteStatus(
    _ line: UnsafeRawBufferPointer, _ range: Range<Int>, into fields: inout RecordFields
  ) {
    let end = min(range.upperBound, range.lowerBound + 160)
    let rest = UnsafeRawBufferPointer(rebasing: line[range.lowerBound..<end])
    guard let base = rest.baseAddress, let found = memchr(base, 0x67, rest.count) else { return }
    var at = UnsafeRawPointer(found) - base + 4
    guard at < rest.count, rest[(at - 4)...].starts(with: "grpc".utf8) else { return }
    guard at + 8 < rest.count, [0x2D, 0x5F, 0x2E, 0x20].contains(rest[at]) else { return }
    let name = rest[(at + 1)...].prefix { MessageHead.isLetter($0) }
    guard isSame(name, Array("status".utf8)) || isSame(name, Array("code".utf8)) else { return }
    at = name.endIndex
    while at < rest.count, [0x20, 0x3A, 0x3D, 0x22].contains(rest[at]) { at += 1 }
    let value = rest[at...].prefix {
      MessageHead.isLetter($0) || $0 &- 0x30 < 10 || $0 == 0x5F
    }
    fields.grpcStatus = GRPCStatusText.status(UnsafeRawBufferPointer(rebasing: value)) ?? -1
  }

  private static func text(_ range: Range<Int>) -> JSONSlice {
    JSONSlice(kind: .string, start: range.lowerBound, end: range.upperBound)
  }

  /// A method in capitals, a blank, a path.
  private static func call(
    _ line: UnsafeRawBufferPointer, _ range: Range<Int>
  ) -> (method: Range<Int>, path: Range<Int>)? {
    guard let base = line.baseAddress else { return nil }
    var at = range.lowerBound
    for _ in 0..<limit {
      guard at < range.upperBound, let found = memchr(base + at, 0x2F, range.upperBound - at)
      else { return nil }
      let slash = UnsafeRawPointer(found) - base
      at = slash &+ 1
      var start = slash
      if slash &- range.lowerBound > 6, line[slash &- 1] == 0x3A {
        // Of a whole URL.
        let scheme = line[slash &- 2] | 0x20 == 0x73 ? 6 : 5
        if slash &- range.lowerBound > scheme,
          line[(slash &- scheme)...].starts(with: "http".utf8)
        {
          start = slash &- scheme
        }
      }
      if start > range.lowerBound, line[start &- 1] == 0x22 { start &-= 1 }
      guard start &- range.lowerBound >= 4, line[start &- 1] == 0x20,
        let method = method(line, endingAt: start &- 1, from: range.lowerBound)
      else { continue }
      if line[start] == 0x22 { start &+= 1 }
      var end = start
      while end < range.upperBound, line[end] > 0x20, line[end] != 0x22, line[end] != 0x27,
        line[end] != 0x5D, line[end] != 0x29
      {
        end &+= 1
      }
      while end > start &+ 1, [0x2C, 0x3A, 0x3B].contains(line[end &- 1]) { end &-= 1 }
      return (method, start..<end)
    }
    return nil
  }

  private static func method(
    _ line: UnsafeRawBufferPointer, endingAt end: Int, from floor: Int
  ) -> Range<Int>? {
    var start = end
    while start > floor, end &- start < 9, line[start &- 1] &- 0x41 < 26 { start &-= 1 }
    guard end &- start >= 3, start == floor || !MessageHead.isLetter(line[start &- 1]) else {
      return nil
    }
    let word = line[start..<end]
    return methods.contains { word.elementsEqual($0) } ? start..<end : nil
  }

  /// Three digits close behind, with nothing but a protocol, marks and words of answering between.
  private static func status(
    _ line: UnsafeRawBufferPointer, from start: Int, to limit: Int
  ) -> (code: Int, end: Int)? {
    var at = start
    let stop = min(limit, start &+ reach)
    var isSaid = false
    while at < stop {
      let byte = line[at]
      if MessageHead.isLetter(byte) {
        var end = at
        while end < stop, MessageHead.isLetter(line[end]) { end &+= 1 }
        let word = line[at..<end]
        if end < stop, line[end] == 0x2F, word.elementsEqual("HTTP".utf8) {
          while end < stop, line[end] > 0x22 { end &+= 1 }
        } else if !words.contains(where: { isSame(word, $0) }) {
          return nil
        }
        isSaid = true
        at = end
        continue
      }
      if byte &- 0x30 < 10 {
        var end = at
        while end < limit, line[end] &- 0x30 < 10 { end &+= 1 }
        let isWord = end < limit && (MessageHead.isLetter(line[end]) || line[end] == 0x2E)
        guard end &- at == 3, !isWord || isSentenceEnd(line, end, limit),
          let code = NumberText.integer(UnsafeRawBufferPointer(rebasing: line[at..<end])),
          (100...599).contains(code), isSaid || answers.contains(Int(code)),
          !isCount(line, end, limit)
        else { return nil }
        return (Int(code), end)
      }
      guard
        byte <= 0x20
          || [0x22, 0x2D, 0x3E, 0x3D, 0x3A, 0x7C, 0x2C, 0x28, 0x5B, 0x5D, 0x29, 0x27]
            .contains(byte)
      else { return nil }
      at &+= 1
    }
    return nil
  }

  /// A word follows that says what was counted.
  private static func isCount(
    _ line: UnsafeRawBufferPointer, _ at: Int, _ limit: Int
  ) -> Bool {
    guard at &+ 1 < limit, line[at] == 0x20 else { return false }
    let word = line[(at &+ 1)..<limit].prefix { MessageHead.isLetter($0) }
    return !word.isEmpty && units.contains { isSame(word, $0) }
  }

  private static func isSentenceEnd(
    _ line: UnsafeRawBufferPointer, _ at: Int, _ limit: Int
  ) -> Bool {
    line[at] == 0x2E && (at &+ 1 >= limit || line[at &+ 1] == 0x20)
  }

  private static func isSame(_ word: Slice<UnsafeRawBufferPointer>, _ name: [UInt8]) -> Bool {
    word.count == name.count && zip(word, name).allSatisfy { $0 | 0x20 == $1 }
  }

  /// `took 39 ms`, `in 39ms`, `(39ms)`; the first that has its unit.
  private static func duration(
    _ line: UnsafeRawBufferPointer, _ range: Range<Int>
  ) -> Double? {
    var at = range.lowerBound
    var looks = 0
    while at < range.upperBound, looks < 32 {
      guard line[at] &- 0x30 < 10 else {
        at &+= 1
        continue
      }
      looks += 1
      if isIntroduced(line, at, from: range.lowerBound),
        let found = SpokenDuration.read(
          UnsafeRawBufferPointer(rebasing: line[..<range.upperBound]), at: at)
      {
        return found.milliseconds
      }
      while at < range.upperBound, line[at] &- 0x30 < 10 || line[at] == 0x2E { at &+= 1 }
    }
    return nil
  }

  /// Bytes of a message in which the length of work is looked for.
  private static let workReach = 240
  /// What ended, where `in` says how long it took: otherwise it may say when something will be.
  private static let endings = [
    "done", "finished", "completed", "processed", "succeeded", "executed", "handled", "delivered",
    "sent", "ran", "ended",
  ]

  /// How long work took, as a message that is about no request says: `job 7 done in 8123 ms`,
  /// `sync took 4.1s`.
  static func workDuration(_ text: UnsafeRawBufferPointer) -> Double? {
    let end = min(text.count, workReach)
    var at = 1
    while at < end {
      defer { at &+= 1 }
      guard text[at] &- 0x30 < 10, text[at &- 1] == 0x20 else { continue }
      let before = text[..<(at &- 1)]
      let isTook = before.suffix(4).elementsEqual("took".utf8)
      guard isTook || before.suffix(3).elementsEqual(" in".utf8) else { continue }
      if !isTook {
        let said = String(decoding: before, as: UTF8.self).lowercased()
        guard endings.contains(where: said.contains) else { continue }
      }
      if let found = SpokenDuration.read(text, at: at) { return found.milliseconds }
    }
    return nil
  }

  /// `took`, `in` or a bracket stands before, or nothing but blanks and dashes since the status.
  private static func isIntroduced(
    _ line: UnsafeRawBufferPointer, _ at: Int, from floor: Int
  ) -> Bool {
    var end = at
    while end > floor, [0x20, 0x3A, 0x3D, 0x28, 0x2D].contains(line[end &- 1]) { end &-= 1 }
    if end == floor { return true }
    if at > floor, line[at &- 1] == 0x28 { return true }
    let before = line[floor..<end]
    return ["took", "in"].contains { word in
      before.suffix(word.utf8.count).elementsEqual(word.utf8)
        && !(before.dropLast(word.utf8.count).last.map(MessageHead.isLetter) ?? false)
    }
  }
}

/// What OpenStack's servers (oslo, eventlet) write around a request they served: the client before
/// the quoted request, and ` len: 1089 time: 4.938` behind the status.
enum ServedCall {
  /// Takes the client's address and how long it took, in seconds as these programs count.
  ///
  /// - Parameters:
  ///   - call: where the method begins, behind its quote.
  ///   - rest: what follows the status.
  static func take(
    _ line: UnsafeRawBufferPointer, call: Int, _ rest: Range<Int>, into fields: inout RecordFields
  ) {
    guard fields.latencyMilliseconds == nil, call > 1, line[call - 1] == 0x22 else { return }
    var scanner = FieldScanner(line, from: rest.lowerBound)
    guard scanner.peek() == 0x6C, let label = scanner.word(),
      line[label].elementsEqual("len:".utf8),
      scanner.integer() != nil, let key = scanner.word(), line[key].elementsEqual("time:".utf8),
      let value = scanner.word(), value.upperBound <= rest.upperBound,
      let seconds = NumberText.decimal(scanner.bytes(value)), seconds >= 0
    else { return }
    fields.latencyMilliseconds = seconds * 1000
    fields.latencyUnit = .seconds
    // Proxies on the way stand behind the client, with commas between.
    var end = call - 1
    while end > 0, line[end - 1] == 0x20 { end -= 1 }
    var start = end
    while start > 0, line[start - 1] > 0x20 { start -= 1 }
    if let comma = line[start..<end].firstIndex(of: 0x2C) { end = comma }
    if start < end, AddressText.isAddress(line, start..<end), fields.address == nil {
      fields.address = RecordFields.plain(start..<end)
    }
  }
}
