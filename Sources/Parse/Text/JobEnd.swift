import Scan

/// The lines with which runners of background jobs end a job: Sidekiq, Celery, Active Job, Delayed
/// Job, Laravel's queue worker, APScheduler.
///
///     Task shop.mail[5f0c] succeeded in 0.01s: None    Performed MailJob (Job ID: 7) … in 12ms
///     class=MailJob jid=7 elapsed=0.01 INFO: done      Processed:  App\Jobs\Mail
///     App\Jobs\Mail ........ 12.34ms FAIL              Job MailJob (id=7) COMPLETED after 0.01
///
/// Such a line is a call of that job, with its outcome and how long it took; lines that say that a
/// job began are none.
enum JobEnd {
  /// Bytes of a message that are looked at, and of a job's name.
  private static let reach = 512
  private static let nameLimit = 128
  private static let groupLimit = 4

  /// Takes the job as the operation, where the message is such a line and of no request.
  @inline(__always)
  static func take(
    _ line: UnsafeRawBufferPointer, _ range: Range<Int>, into fields: inout RecordFields
  ) {
    guard range.count >= 4, fields.path == nil, fields.status == 0, fields.operation == nil,
      mayBe(line[range.lowerBound], line[range.upperBound &- 1])
    else { return }
    read(line, range, into: &fields)
  }

  /// By the first and the last byte: most messages are none.
  @inline(__always)
  private static func mayBe(_ first: UInt8, _ last: UInt8) -> Bool {
    switch first {
    case 0x54, 0x50, 0x70, 0x46, 0x45, 0x4A, 0x5B: return true
    default: return last == 0x65 || last == 0x6C || last == 0x45 || last == 0x4C || last == 0x63
    }
  }

  private struct Job {
    var name: Range<Int>
    var succeeded: Bool
    var milliseconds: Double?
  }

  private static func read(
    _ line: UnsafeRawBufferPointer, _ whole: Range<Int>, into fields: inout RecordFields
  ) {
    var text = WordReader(line, whole.lowerBound..<min(whole.upperBound, whole.lowerBound + reach))
    for _ in 0..<groupLimit { text.skipGroup() }
    guard
      let job = celery(text) ?? activeJob(text) ?? queued(text) ?? dotted(text)
        ?? laravel(text) ?? sidekiq(text),
      (1...nameLimit).contains(job.name.count)
    else { return }
    fields.operation = RecordFields.plain(job.name)
    fields.outcome = job.succeeded ? .success : .failure
    if fields.latencyMilliseconds == nil, let taken = job.milliseconds {
      fields.latencyMilliseconds = taken
      fields.latencyUnit = .spelled
    }
  }

  /// `Task NAME[id] succeeded in 0.0123s: …`; an attempt that is tried again has failed.
  private static func celery(_ text: WordReader) -> Job? {
    var text = text
    guard text.skip("Task "), let word = text.word(),
      let open = text.line[word].firstIndex(of: 0x5B), let said = text.word()
    else { return nil }
    let name = word.lowerBound..<open
    if text.isWord(said, "succeeded") {
      return Job(name: name, succeeded: true, milliseconds: text.duration(behind: "in "))
    }
    let isFailure = ["raised", "failed", "failed:", "retry:"].contains { text.isWord(said, $0) }
    return isFailure ? Job(name: name, succeeded: false) : nil
  }

  /// `Performed NAME (Job ID: …) from … in 12.3ms`, `Error performing NAME …`; the first word of
  /// the latter may have been taken for a level.
  private static func activeJob(_ text: WordReader) -> Job? {
    var text = text
    let succeeded = text.skip("Performed ")
    guard succeeded || text.skip("Error performing ") || text.skip("performing "),
      let name = text.word(), text.skip("(Job ID: ") || text.skip("from ")
    else { return nil }
    return Job(name: name, succeeded: succeeded, milliseconds: text.duration(behind: " in "))
  }

  /// `Job NAME (id=7) COMPLETED after 0.01`, `Job "NAME (trigger: …)" raised an exception`.
  private static func queued(_ text: WordReader) -> Job? {
    var text = text
    guard text.skip("Job ") else { return nil }
    let isQuoted = text.skip("\"")
    guard let name = text.word() else { return nil }
    if isQuoted {
      guard text.skip("(trigger: ") else { return nil }
      if text.holds("\" executed successfully") { return Job(name: name, succeeded: true) }
      return text.holds("\" raised an exception") ? Job(name: name, succeeded: false) : nil
    }
    guard text.skip("(id=") else { return nil }
    if text.holds(" FAILED ") { return Job(name: name, succeeded: false) }
    guard let after = text.place(behind: " COMPLETED after ") else { return nil }
    let number = text.line[after..<text.end].prefix { $0 &- 0x30 < 10 || $0 == 0x2E }
    let seconds = NumberText.decimal(UnsafeRawBufferPointer(rebasing: number))
    return Job(name: name, succeeded: true, milliseconds: seconds.map { $0 * 1000 })
  }

  /// `App\Jobs\Mail ........ 12.34ms DONE`
  private static func dotted(_ text: WordReader) -> Job? {
    var text = text
    let isFailure = text.ends(with: " FAIL")
    guard isFailure || text.ends(with: " DONE"), let name = text.word(), let dots = text.word(),
      dots.count > 1, text.line[dots].allSatisfy({ $0 == 0x2E })
    else { return nil }
    return Job(
      name: name, succeeded: !isFailure,
      milliseconds: SpokenDuration.read(text.rest, at: text.at)?.milliseconds)
  }

  /// `Processed:  App\Jobs\Mail`: one name of a class and nothing behind it.
  private static func laravel(_ text: WordReader) -> Job? {
    var text = text
    let succeeded = text.skip("Processed:")
    guard succeeded || text.skip("Failed:"), let name = text.word(), text.at >= text.end,
      text.line[name].contains(0x5C) || text.line[name].suffix(3).elementsEqual("Job".utf8)
    else { return nil }
    return Job(name: name, succeeded: succeeded)
  }

  /// `class=NAME jid=7 elapsed=0.012 INFO: done`, and of older versions `NAME JID-7 INFO: done:
  /// 0.012 sec`.
  private static func sidekiq(_ text: WordReader) -> Job? {
    if text.ends(with: " sec"), let end = text.place(behind: " JID-") {
      let failed = text.place(behind: ": fail: ")
      guard let number = failed ?? text.place(behind: ": done: ") else { return nil }
      let head = text.line[text.at..<(end - 5)]
      let start = head.lastIndex(of: 0x20).map { $0 + 1 } ?? head.startIndex
      let digits = text.line[number..<text.end].prefix { $0 != 0x20 }
      let seconds = NumberText.decimal(UnsafeRawBufferPointer(rebasing: digits))
      return Job(
        name: start..<head.endIndex, succeeded: failed == nil,
        milliseconds: seconds.map { $0 * 1000 })
    }
    let isFailure = text.ends(with: " fail")
    guard isFailure || text.ends(with: " done"), text.holds("jid="),
      let start = text.place(behind: "class=")
    else { return nil }
    let name = start..<(text.line[start..<text.end].firstIndex(of: 0x20) ?? text.end)
    let elapsed = text.place(behind: "elapsed=").flatMap { at in
      NumberText.decimal(
        UnsafeRawBufferPointer(rebasing: text.line[at..<text.end].prefix { $0 != 0x20 }))
    }
    return Job(name: name, succeeded: !isFailure, milliseconds: elapsed.map { $0 * 1000 })
  }
}

/// Reads a text word by word.
private struct WordReader {
  let line: UnsafeRawBufferPointer
  private(set) var at: Int
  let end: Int

  init(_ line: UnsafeRawBufferPointer, _ range: Range<Int>) {
    self.line = line
    at = range.lowerBound
    end = range.upperBound
  }

  /// The line up to the text's end, for readers that take a place in it.
  var rest: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: line[..<end]) }

  private mutating func skipBlanks() {
    while at < end, line[at] == 0x20 { at += 1 }
  }

  /// Goes past `[…]` and the blanks behind it, where one is next.
  mutating func skipGroup() {
    guard at < end, line[at] == 0x5B, let close = line[at..<end].firstIndex(of: 0x5D) else {
      return
    }
    at = close + 1
    skipBlanks()
  }

  /// Goes past a text that is next, and the blanks behind it.
  mutating func skip(_ text: String) -> Bool {
    guard line[at..<end].starts(with: text.utf8) else { return false }
    at += text.utf8.count
    skipBlanks()
    return true
  }

  /// Up to the next blank.
  mutating func word() -> Range<Int>? {
    let start = at
    while at < end, line[at] > 0x20 { at += 1 }
    let found = start..<at
    skipBlanks()
    return found.isEmpty ? nil : found
  }

  func isWord(_ range: Range<Int>, _ text: String) -> Bool {
    line[range].elementsEqual(text.utf8)
  }

  func ends(with text: String) -> Bool {
    line[at..<end].suffix(text.utf8.count).elementsEqual(text.utf8)
  }

  /// Behind a text that stands somewhere in what is left.
  func place(behind text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard end - at >= bytes.count else { return nil }
    for start in at...(end - bytes.count)
    where line[start] == bytes[0] && line[start..<(start + bytes.count)].elementsEqual(bytes) {
      return start + bytes.count
    }
    return nil
  }

  func holds(_ text: String) -> Bool { place(behind: text) != nil }

  /// The length of time behind the last such word.
  func duration(behind text: String) -> Double? {
    var reader = self
    var found: Double?
    while let next = reader.place(behind: text) {
      found = SpokenDuration.read(rest, at: next)?.milliseconds ?? found
      reader.at = next
    }
    return found
  }
}

/// The same in JSON, as Sidekiq writes it: a message of one word, and the job among its context.
enum JobObject {
  /// Takes the job of `{"msg":"done","ctx":{"class":"MailJob","jid":"7","elapsed":0.012}}`.
  @inline(__always)
  static func take(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) {
    guard fields.path == nil, fields.status == 0, fields.operation == nil else { return }
    if takeEnded(&fields) { return }
    guard let said = fields.message else { return }
    if said.count == 4 {
      read(line, said: line.slice(said), into: &fields)
    } else if !said.hasEscapes {
      JobEnd.take(line, said.start..<said.end, into: &fields)
    }
  }

  /// Takes a job that took its time and says whether it came to an error.
  static func takeEnded(_ fields: inout RecordFields) -> Bool {
    guard let job = fields.job, fields.latencyMilliseconds != nil, fields.operation == nil,
      fields.path == nil, fields.status == 0, fields.error?.kind == .string || fields.deniesError
    else { return false }
    fields.operation = job
    return true
  }

  private static func read(
    _ line: UnsafeRawBufferPointer, said: UnsafeRawBufferPointer, into fields: inout RecordFields
  ) {
    let isFailure = said.elementsEqual("fail".utf8)
    guard isFailure || said.elementsEqual("done".utf8) else { return }
    var found = Found()
    walk(line, from: 0, depth: 0, &found)
    guard found.hasID, let name = found.name else { return }
    fields.operation = name
    fields.outcome = isFailure ? .failure : .success
    if fields.latencyMilliseconds == nil, let seconds = found.seconds {
      fields.latencyMilliseconds = seconds * 1000
      fields.latencyUnit = .seconds
    }
  }

  private struct Found {
    var name: JSONSlice?
    var hasID = false
    var seconds: Double?
  }

  private static func walk(
    _ line: UnsafeRawBufferPointer, from start: Int, depth: Int, _ found: inout Found
  ) {
    var cursor = JSONCursor(line, from: start)
    guard cursor.enterObject() else { return }
    var member = JSONMember()
    while cursor.nextMember(&member) == .member {
      let key = line[member.keyStart..<member.keyEnd]
      let value = member.value
      if value.kind == .object {
        if depth == 0 { walk(line, from: value.start, depth: 1, &found) }
      } else if key.elementsEqual("class".utf8), value.kind == .string, value.count > 0 {
        found.name = value
      } else if key.elementsEqual("jid".utf8) {
        found.hasID = true
      } else if key.elementsEqual("elapsed".utf8) || key.elementsEqual("duration".utf8) {
        found.seconds = NumberText.decimal(line.slice(value))
      }
    }
  }
}
