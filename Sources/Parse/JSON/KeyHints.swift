/// What the name of a key hints at, where it is none of the known ones.
struct KeyHints {
  private let name: UnsafeRawBufferPointer

  init(_ name: UnsafeRawBufferPointer) {
    self.name = UnsafeRawBufferPointer(rebasing: name.prefix(64))
  }

  /// Names of times; stretches of time are none.
  var isTime: Bool {
    if ["uptime", "timeout", "runtime", "duration", "elapsed", "latency"].contains(where: holds) {
      return false
    }
    return ["time", "date", "stamp"].contains(where: holds)
      || ["ts", "when", "at"].contains(where: hasWord)
  }

  /// Names of days and of clocks, where these stand apart.
  var isDay: Bool { ["day", "clock", "hour"].contains(where: hasWord) }

  var isLevel: Bool { ["level", "lvl", "sever", "prio"].contains(where: holds) }

  var isMessage: Bool {
    ["msg", "message", "text", "event", "title", "desc"].contains(where: holds) || hasWord("log")
  }

  /// Of the status of an answer; codes may be anybody's: of a country, of an error, of a place.
  var isStatus: Bool {
    ["status", "http"].contains(where: holds)
      || holds("code") && ["resp", "answer", "result", "reply", "ret"].contains(where: holds)
  }

  /// What a client says of itself, which is no message.
  var isOfClient: Bool {
    ["agent", "refer", "cookie", "browser"].contains(where: holds) || hasWord("ua")
  }

  /// A stretch of time, with its unit at the name's end or in the value.
  var isDuration: Bool {
    ["dur", "latency", "elapsed", "took", "time"].contains(where: holds)
  }

  /// The unit at the end of the name.
  var unit: LatencyUnit? {
    for (word, unit) in Self.units where ends(with: word) { return unit }
    return nil
  }

  private static let units: [(String, LatencyUnit)] = [
    ("milliseconds", .milliseconds), ("millis", .milliseconds), ("msec", .milliseconds),
    ("ms", .milliseconds), ("microseconds", .microseconds), ("micros", .microseconds),
    ("us", .microseconds), ("nanoseconds", .nanoseconds), ("nanos", .nanoseconds),
    ("ns", .nanoseconds), ("seconds", .seconds), ("secs", .seconds), ("sec", .seconds),
    ("s", .seconds),
  ]

  /// The letters stand in the name, in any case.
  private func holds(_ part: String) -> Bool {
    let part = part.utf8
    guard name.count >= part.count else { return false }
    return (0...name.count - part.count).contains { isSame(part, at: $0) }
  }

  /// They are a word of it: signs or a change of case part words.
  private func hasWord(_ word: String) -> Bool {
    let word = word.utf8
    guard name.count >= word.count else { return false }
    return (0...name.count - word.count).contains { start in
      isSame(word, at: start) && begins(at: start) && begins(at: start + word.count)
    }
  }

  private func ends(with word: String) -> Bool {
    let start = name.count - word.utf8.count
    return start > 0 && isSame(word.utf8, at: start) && begins(at: start)
  }

  private func isSame(_ word: String.UTF8View, at start: Int) -> Bool {
    zip(word, name[start...]).allSatisfy { $0 == $1 | 0x20 }
  }

  /// Whether a word may begin at `at`, or the one before it end there.
  private func begins(at: Int) -> Bool {
    guard at > 0, at < name.count, isLetter(name[at]), isLetter(name[at - 1]) else { return true }
    return name[at] &- 0x41 < 26 && name[at - 1] &- 0x61 < 26
  }

  private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
}
