import Scan

/// Durations whose unit is known, in milliseconds.
///
/// The unit stands in the value ("123ms", "1m2.5s", "PT0.04S") or in the key (`latency_ms`,
/// `request_time` of nginx). A bare number under `latency` or `responseTime` is milliseconds,
/// as every web logger that uses these keys writes it; under `duration` it is not known.
enum DurationText {
  /// Longer ones before those they end in.
  private static let units: [(suffix: [UInt8], milliseconds: Double)] = [
    ("ns", 1e-6), ("us", 1e-3), ("\u{B5}s", 1e-3), ("\u{3BC}s", 1e-3), (#"\u00b5s"#, 1e-3),
    (#"\u00B5s"#, 1e-3), (#"\u03bcs"#, 1e-3), ("ms", 1), ("msec", 1), ("millis", 1),
    ("milliseconds", 1), ("s", 1000), ("sec", 1000), ("secs", 1000), ("second", 1000),
    ("seconds", 1000), ("m", 60_000), ("min", 60_000), ("h", 3_600_000),
  ].map { (Array($0.0.utf8), $0.1) }

  /// The unit a key states; `nil` where it states none.
  static func unit(of way: ValueInterpretation) -> LatencyUnit? {
    switch way {
    case .nanoseconds: .nanoseconds
    case .microseconds: .microseconds
    case .milliseconds, .web: .milliseconds
    case .seconds: .seconds
    default: nil
    }
  }

  /// A number with its unit behind it, several of them as Go writes them, an ISO 8601 duration,
  /// or a clock of .NET (`00:00:00.0394`).
  static func milliseconds(_ text: UnsafeRawBufferPointer) -> Double? {
    guard text.count >= 2, text.count <= 48 else { return nil }
    if text[0] | 0x20 == 0x70, text[1] | 0x20 == 0x74 { return iso(text.dropFirst(2)) }
    guard text[0] &- 0x30 < 10 else { return nil }
    if text.count > 8, text[2] == 0x3A, text[5] == 0x3A { return clock(text) }
    var rest = text[...]
    var total = 0.0
    var largest = Double.infinity
    while !rest.isEmpty {
      guard let (number, behind) = number(rest) else { return nil }
      let blanks = behind.drop { $0 == 0x20 }
      let end = blanks.firstIndex { $0 &- 0x30 < 10 } ?? blanks.endIndex
      // `\u00b5s` holds digits of its own.
      let stop = blanks.first == 0x5C ? blanks.endIndex : end
      guard let unit = units.first(where: { blanks[..<stop].elementsEqual($0.suffix) }),
        unit.milliseconds < largest
      else { return nil }
      largest = unit.milliseconds
      total += number * unit.milliseconds
      rest = blanks[stop...]
    }
    return total.isFinite ? total : nil
  }

  /// `0.039S`, `1M2S`: what follows `PT`.
  private static func iso(_ text: Slice<UnsafeRawBufferPointer>) -> Double? {
    var rest = text
    var total = 0.0
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      guard let (number, behind) = number(rest), let unit = behind.first else { return nil }
      switch unit | 0x20 {
      case 0x68: total += number * 3_600_000
      case 0x6D: total += number * 60_000
      case 0x73: total += number * 1000
      default: return nil
      }
      rest = behind.dropFirst()
    }
    return total.isFinite ? total : nil
  }

  private static func clock(_ text: UnsafeRawBufferPointer) -> Double? {
    func part(_ range: Range<Int>) -> Double? {
      NumberText.decimal(UnsafeRawBufferPointer(rebasing: text[range]))
    }
    guard let hours = part(0..<2), let minutes = part(3..<5), minutes < 60,
      let seconds = part(6..<text.count), seconds >= 0, seconds < 60
    else { return nil }
    return (hours * 60 + minutes) * 60_000 + seconds * 1000
  }

  /// The number at the start, and what follows it.
  private static func number(
    _ text: Slice<UnsafeRawBufferPointer>
  ) -> (Double, Slice<UnsafeRawBufferPointer>)? {
    let end = text.firstIndex { $0 &- 0x30 > 9 && $0 != 0x2E } ?? text.endIndex
    guard let value = NumberText.decimal(UnsafeRawBufferPointer(rebasing: text[..<end])) else {
      return nil
    }
    return (value, text[end...])
  }
}

/// The status of a gRPC call, as a number or as one of its names.
public enum GRPCStatusText {
  /// In the order of their numbers.
  private static let names: [[UInt8]] = [
    "ok", "cancelled", "unknown", "invalidargument", "deadlineexceeded", "notfound",
    "alreadyexists", "permissiondenied", "resourceexhausted", "failedprecondition", "aborted",
    "outofrange", "unimplemented", "internal", "unavailable", "dataloss", "unauthenticated",
  ].map { Array($0.utf8) }

  /// `14`, `"14"`, `Unavailable`, `UNAVAILABLE`, `DEADLINE_EXCEEDED`; `nil` for anything else.
  public static func status(_ text: UnsafeRawBufferPointer) -> Int8? {
    guard let first = text.first, text.count <= 20 else { return nil }
    if first &- 0x30 < 10 {
      guard let number = NumberText.integer(text), (0...16).contains(number) else { return nil }
      return Int8(number)
    }
    let folded = text.lazy.filter { $0 != 0x5F && $0 != 0x20 }.map { $0 | 0x20 }
    if let index = names.firstIndex(where: { folded.elementsEqual($0) }) {
      return Int8(truncatingIfNeeded: index)
    }
    // Go spells it with one l.
    return folded.elementsEqual("canceled".utf8) ? 1 : nil
  }
}

/// Words that loggers write where a value is missing: `-`, `--`, `N/A`, `null`, `(none)`.
///
/// Such a word is nobody's name, no path and no method; an operation called `GET /null` would be
/// one that nobody asked for.
enum PlaceholderText {
  /// Longer values are looked at no further.
  private static let longest = 11

  private static let words = [
    "n/a", "null", "nil", "none", "undefined", "(null)", "(nil)", "(none)", "<null>", "<nil>",
    "<none>", "(unset)", "<undefined>",
  ].map { Array($0.utf8) }

  /// Whether a value stands for none.
  @inline(__always)
  static func isOne(_ text: UnsafeRawBufferPointer) -> Bool {
    guard let first = text.first, text.count <= longest else { return text.isEmpty }
    switch first {
    case 0x2D: return text.allSatisfy { $0 == 0x2D }
    // `n`, `u`, `(` and `<` in either case: most values begin otherwise.
    case 0x4E, 0x6E, 0x55, 0x75, 0x28, 0x3C: return isWord(text)
    default: return false
    }
  }

  /// Whether the value of a member for an error says that there was none.
  static func isNoError(_ text: UnsafeRawBufferPointer) -> Bool {
    guard text.count <= longest else { return false }
    return isOne(text) || isWord(text, among: noErrors)
  }

  private static let noErrors = [
    "0", "false", "no", "ok", "success", "no error", "no errors", "no_error", "noerror", "without",
    "\"\"", "''",
  ].map { Array($0.utf8) }

  private static func isWord(_ text: UnsafeRawBufferPointer) -> Bool { isWord(text, among: words) }

  private static func isWord(_ text: UnsafeRawBufferPointer, among words: [[UInt8]]) -> Bool {
    words.contains { word in
      word.count == text.count
        && zip(word, text).allSatisfy { $0 == ($1 &- 0x41 < 26 ? $1 | 0x20 : $1) }
    }
  }
}

/// Paths of files, which logs write under the same names as those of requests.
enum PathText {
  /// `/etc/shop/a.yaml`, `orders.db`, `C:\\shop`: what is named so is read or written rather
  /// than asked for.
  static func isFile(_ path: UnsafeRawBufferPointer) -> Bool {
    let name = path.prefix { $0 != 0x3F && $0 != 0x23 }
    if name.count > 2, name[1] == 0x3A, name[2] == 0x5C { return true }
    if roots.contains(where: { name.starts(with: $0) }) { return true }
    let last = name.lastIndex(of: 0x2F).map { name[($0 + 1)...] } ?? name
    guard let dot = last.lastIndex(of: 0x2E), dot > last.startIndex else { return false }
    let ending = last[(dot + 1)...]
    return (1...6).contains(ending.count)
      && ending.contains { ($0 | 0x20) &- 0x61 < 26 }
      && ending.allSatisfy { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 }
  }

  private static let roots = [
    "/etc/", "/var/", "/usr/", "/opt/", "/tmp/", "/srv/", "/mnt/", "/root/", "/proc/", "/sys/",
    "/dev/", "/lib/", "/Users/", "/private/",
  ].map { Array($0.utf8) }
}

/// Words for how something ended, where a program says it in a member of its own.
enum EndWord {
  private static let good = words("success succeeded successful ok completed passed")
  private static let bad = words("failed failure fail error errored timeout timed_out crashed")
  private static let longest = 10

  private static func words(_ text: String) -> [[UInt8]] {
    text.split(separator: " ").map { Array($0.utf8) }
  }

  /// `true` of `Succeeded`, `false` of `FAILURE`; `nil` of what says neither, such as `shipped`.
  static func succeeded(_ text: UnsafeRawBufferPointer) -> Bool? {
    guard text.count >= 2, text.count <= longest else { return nil }
    let isOne: ([UInt8]) -> Bool = { word in
      word.count == text.count
        && zip(word, text).allSatisfy { $0 == ($1 &- 0x41 < 26 ? $1 | 0x20 : $1) }
    }
    if bad.contains(where: isOne) { return false }
    return good.contains(where: isOne) ? true : nil
  }
}
