/// Lists the words of log messages that tell of a failure, and those that take it back.
///
/// A word is looked up by its letters, five bits each, in any case.
enum FailureLexicon {
  /// What a word says of what its line tells.
  enum Meaning {
    /// Tells of a failure by itself.
    case alone
    /// Tells of one with certain words behind it: `timed out`.
    case opening
    /// `error`, which is also a part of many names.
    case error
    /// `timeout`, which is also a setting.
    case timeout
    /// The name of an exception's type.
    case type
    /// Says that there was none, somewhere behind it.
    case denial
    /// Says that what follows did not happen, or only may.
    case doubt
    /// Says that it went well after all.
    case recovery
  }

  private static let written: [(words: [String], meaning: Meaning)] = [
    (
      [
        "failed", "failure", "failures", "failing", "exception", "refused", "aborted", "aborting",
        "unreachable", "denied", "segfault", "crashed", "deadlock", "deadlocked", "unable",
        "cannot", "corrupt", "corrupted", "unavailable", "unresponsive", "panicked", "panic",
        "exhausted", "econnrefused", "econnreset", "etimedout", "ehostunreach", "enotfound",
        "epipe", "enospc", "timedout", "oops", "oom",
      ], .alone
    ),
    (
      [
        "timed", "could", "couldn", "can", "out", "broken", "reset", "connection", "lost",
        "segmentation", "core", "gave", "giving", "not", "no", "too", "killed", "disk",
      ], .opening
    ),
    (["error", "errors"], .error), (["timeout"], .timeout),
    (["zero", "without", "never", "nothing", "none"], .denial),
    (
      [
        "if", "when", "whether", "unless", "on", "upon", "avoid", "prevent", "ignore", "ignoring",
        "ignored", "until", "idle", "previously", "any",
      ], .doubt
    ),
    (
      [
        "succeeded", "recovered", "reconnected", "restored", "successfully", "cleared", "resumed",
      ], .recovery
    ),
  ]

  private static let pairs: [(first: String, second: [String])] = [
    ("timed", ["out"]), ("could", ["not"]), ("couldn", ["t"]), ("can", ["not", "t"]),
    ("out", ["of"]), ("broken", ["pipe"]), ("reset", ["by"]), ("connection", ["lost", "reset"]),
    ("lost", ["connection"]), ("segmentation", ["fault"]), ("core", ["dumped"]),
    ("gave", ["up"]), ("giving", ["up"]), ("too", ["many"]), ("killed", ["process"]),
    ("not", ["responding", "respond", "available", "reachable"]),
    ("no", ["space", "route", "such"]), ("disk", ["full"]),
  ]

  /// What is out, where something is out of it.
  private static let stores = ["memory", "space", "disk", "sockets", "descriptors", "resources"]

  /// Words behind `error` that say that it happened.
  private static let happenings = [
    "occurred", "while", "during", "reading", "writing", "connecting", "opening", "from", "in",
    "processing", "returned", "parsing", "sending", "fetching", "loading", "executing",
  ]

  private static let known: [(name: UInt64, meaning: Meaning)] = written.flatMap { entry in
    entry.words.map { (name: packed(Array($0.utf8)), meaning: entry.meaning) }
  }.sorted { ($0.name & 31, $0.name) < ($1.name & 31, $1.name) }

  /// By the first letter: where its words begin in ``known``.
  private static let starts: [Int] = (0...32).map { letter in
    known.firstIndex { $0.name & 31 >= letter } ?? known.count
  }

  /// By the first letter: the lengths of its words, a bit each.
  private static let lengths: [UInt32] = (0..<32).map { letter in
    written.flatMap(\.words).reduce(0) { lengths, word in
      UInt64(word.utf8.first ?? 0) & 31 == UInt64(letter)
        ? lengths | 1 << UInt32(word.utf8.count) : lengths
    }
  }

  private static let longest = 12

  private static func packed(_ word: some Collection<UInt8>) -> UInt64 {
    var name: UInt64 = 0
    var shift: UInt64 = 0
    for byte in word.prefix(longest) {
      name |= UInt64(byte & 31) &<< shift
      shift &+= 5
    }
    return name
  }

  /// - Parameter word: letters alone.
  @inline(__always)
  static func meaning(of text: UnsafeRawBufferPointer, _ word: Range<Int>) -> Meaning? {
    let letter = Int(text[word.lowerBound] & 31)
    guard word.count <= longest, lengths[letter] & 1 &<< UInt32(word.count) != 0 else {
      return word.count > 5 && isType(text, word) ? .type : nil
    }
    let name = packed(text[word])
    for at in starts[letter]..<starts[letter &+ 1] where known[at].name == name {
      return known[at].meaning
    }
    return word.count > 5 && isType(text, word) ? .type : nil
  }

  /// `ConnectException`, `TypeError` and a colon.
  private static func isType(_ text: UnsafeRawBufferPointer, _ word: Range<Int>) -> Bool {
    switch text[word.upperBound &- 1] {
    case 0x6E: return text[word].suffix(9).elementsEqual("Exception".utf8)
    case 0x72:
      return text[word].suffix(5).elementsEqual("Error".utf8)
        && word.upperBound < text.count && text[word.upperBound] == 0x3A
    default: return false
    }
  }

  /// Whether a word and the one behind it tell of a failure together.
  static func isPair(
    _ text: UnsafeRawBufferPointer, _ word: Range<Int>, with next: Range<Int>
  ) -> Bool {
    guard let pair = pairs.first(where: { isSame(text, word, $0.first) }),
      pair.second.contains(where: { isSame(text, next, $0) })
    else { return false }
    guard pair.first == "out" else { return true }
    let rest = text[next.upperBound...].dropFirst()
    let third = rest.startIndex..<rest.prefix { MessageHead.isLetter($0) }.endIndex
    return stores.contains { isSame(text, third, $0) }
  }

  static func isOfError(_ text: UnsafeRawBufferPointer, _ next: Range<Int>) -> Bool {
    happenings.contains { isSame(text, next, $0) }
  }

  /// The same letters, in any case.
  static func isSame(
    _ text: UnsafeRawBufferPointer, _ range: Range<Int>, _ word: String
  ) -> Bool {
    range.count == word.utf8.count
      && zip(text[range], word.utf8).allSatisfy { $0 == $1 || $0 | 0x20 == $1 }
  }
}
