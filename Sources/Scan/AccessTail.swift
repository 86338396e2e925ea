/// What a configuration adds behind an access line: times, names of upstreams, anything.
///
/// A bare number is a time only if it has a decimal point, and then seconds (nginx's
/// `$request_time`, Rack); a bare whole number may be microseconds, bytes or a count. A key or a
/// unit says more: `rt=0.2`, `time_us=200000`, `200ms`.
public struct AccessTail: Equatable, Sendable {
  /// How long the request took: the number, and the milliseconds it counts in.
  public var duration: Range<Int>?
  public var unit = 1000.0
  /// Who the request was handed on to, by name.
  public var peer: Range<Int>?

  public init() {}

  /// Fields that are looked at; the rest of a line is left alone.
  private static let fieldLimit = 32

  /// Reads what is left of a line.
  public init(_ scanner: inout FieldScanner) {
    var previousQuoted: Range<Int>?
    var lastQuoted: Range<Int>?
    var isBehindTime = false
    for _ in 0..<Self.fieldLimit {
      guard let first = scanner.peek() else { return }
      if first == 0x22, let text = scanner.quoted() {
        previousQuoted = lastQuoted
        lastQuoted = text
        continue
      }
      // The ingress controller names its upstream in brackets, right behind the time.
      if first == 0x5B, isBehindTime, let name = scanner.enclosed(open: 0x5B, close: 0x5D) {
        if peer == nil, !name.isEmpty, !scanner.isByte(0x2D, name) { peer = name }
        isBehindTime = false
        continue
      }
      let start = scanner.at
      guard var word = scanner.word() else { return }
      if let value = scanner.quotedValue(from: start) { word = start..<value }
      // A list: `0.1, 0.2` or `0.1 : 0.2`, one for each upstream that was tried.
      if let last = scanner.bytes(word).last, first != 0x2C, last == 0x2C || last == 0x3A,
        !scanner.bytes(word).contains(0x3D)
      {
        _ = scanner.word()
        continue
      }
      isBehindTime = duration == nil && take(word, of: scanner)
      // Traefik ends in router, server and time.
      if isBehindTime, unit == 1, lastQuoted != nil, let router = previousQuoted, peer == nil,
        !scanner.isByte(0x2D, router)
      {
        let name = scanner.line[router]
        peer = router.lowerBound..<(name.firstIndex(of: 0x40) ?? router.upperBound)
      }
    }
  }

  /// Takes a word that is the request's duration.
  private mutating func take(_ word: Range<Int>, of scanner: FieldScanner) -> Bool {
    let text = scanner.bytes(word)
    guard let first = text.first else { return false }
    if first &- 0x30 < 10 { return takeNumber(word, text) }
    guard let equals = text.prefix(24).firstIndex(of: 0x3D),
      let scale = Self.scale(ofKey: UnsafeRawBufferPointer(rebasing: text[..<equals]))
    else { return false }
    var value = word.lowerBound + equals + 1..<word.upperBound
    if value.count > 2, scanner.line[value.lowerBound] == 0x22,
      scanner.line[value.upperBound - 1] == 0x22
    {
      value = value.lowerBound + 1..<value.upperBound - 1
    }
    // A comma may follow, as between members.
    if let last = scanner.line[value].last, last == 0x2C { value = value.dropLast() }
    guard !value.isEmpty, Self.isNumber(scanner.bytes(value)) else { return false }
    duration = value
    unit = scale
    return true
  }

  private mutating func takeNumber(_ word: Range<Int>, _ text: UnsafeRawBufferPointer) -> Bool {
    if text.count > 2, text[text.count - 2] == 0x6D, text[text.count - 1] == 0x73,
      Self.isNumber(UnsafeRawBufferPointer(rebasing: text.dropLast(2)))
    {
      duration = word.dropLast(2)
      unit = 1
      return true
    }
    // Seven digits before the point are a moment, not a time that somebody waited.
    guard let point = text.firstIndex(of: 0x2E), point < 7, Self.isNumber(text) else {
      return false
    }
    duration = word
    return true
  }

  /// Digits with at most one point among them; a point stands in bare numbers only between.
  private static func isNumber(_ text: UnsafeRawBufferPointer) -> Bool {
    guard (1...20).contains(text.count), let first = text.first, first != 0x2E,
      text.last != 0x2E
    else { return false }
    var points = 0
    for byte in text {
      if byte == 0x2E { points += 1 } else if byte &- 0x30 >= 10 { return false }
    }
    return points <= 1
  }

  /// Milliseconds in one of what a key counts; `nil` for keys that are no time of the request.
  private static func scale(ofKey key: UnsafeRawBufferPointer) -> Double? {
    for (name, scale) in keys where name.utf8CodeUnitCount == key.count {
      if (0..<key.count).allSatisfy({ name.utf8Start[$0] == key[$0] }) { return scale }
    }
    return nil
  }

  private static let keys: [(StaticString, Double)] = [
    ("rt", 1000), ("request_time", 1000), ("req_time", 1000), ("T", 1000), ("time_s", 1000),
    ("request_time_ms", 1), ("duration_ms", 1), ("time_ms", 1), ("ms", 1), ("rt_ms", 1),
    ("D", 0.001), ("time_us", 0.001), ("duration_us", 0.001), ("us", 0.001), ("usec", 0.001),
    ("request_time_us", 0.001),
  ]
}
