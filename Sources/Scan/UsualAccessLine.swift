/// The access line that most servers write, walked once from mark to mark.
///
///     203.0.113.9 - - [08/Apr/2025:15:02:11 +0000] "GET /menu HTTP/1.1" 200 231 "-" "curl" 0.016
///
/// Decides speed, no result: it has the parts that ``AccessLine`` finds, and a line with anything
/// else in it (a named user, an escaped quote, a whole URL) is left to that.
public struct UsualAccessLine {
  /// Who asked begins the line and ends here.
  public private(set) var hostEnd = 0
  /// Where the 26 bytes of the time begin.
  public private(set) var time = 0
  public private(set) var method = 0..<0
  public private(set) var path = 0..<0
  /// 0 for `000`: nothing was answered.
  public private(set) var status = 0
  /// Bytes of the answer; -1 where the log has `-`.
  public private(set) var size = 0
  public private(set) var userAgent = 0..<0
  /// How long the request took, in seconds, where a number with a point ends the line; else -1.
  public private(set) var seconds = -1.0
  /// Where what follows the agent begins, if it is anything but that number; else 0.
  private var rest = 0

  /// Bytes of the time, `08/Apr/2025:15:02:11 +0000`.
  public static let timeLength = 26
  /// Bytes of the shortest such line, and more than any load below reaches past its place.
  private static let leastLength = 56

  public init() {}

  /// Reads a line.
  ///
  /// - Returns: `false` when it is another one; what it holds then means nothing.
  @inline(__always)
  public mutating func read(_ line: UnsafeRawBufferPointer) -> Bool {
    let end = line.count
    guard end >= Self.leastLength, let raw = line.baseAddress else { return false }
    let base = raw.assumingMemoryBound(to: UInt8.self)
    guard base[0] != 0x5B, readHead(base, end), let request = readRequest(base, end),
      let counted = readStatus(base, behind: request, end)
    else { return false }
    return readTexts(base, from: counted, end)
  }

  /// Host, ` - - [`, and the bracket and the quote behind the time.
  @inline(__always)
  private mutating func readHead(_ base: UnsafePointer<UInt8>, _ end: Int) -> Bool {
    hostEnd = ByteSearch.first(0x20, or: 0x22, base, from: 0, to: end)
    time = hostEnd &+ 6
    let behind = time &+ Self.timeLength
    guard hostEnd > 0, behind &+ 8 <= end else { return false }
    let marks = Self.word(base, hostEnd) & 0xFFFF_FFFF_FFFF
    return marks == 0x5B20_2D20_2D20 && base[time] &- 0x30 < 10
      && Self.word(base, behind) & 0xFF_FFFF == 0x22_205D
  }

  /// Method, path and protocol; where their closing quote stands.
  @inline(__always)
  private mutating func readRequest(_ base: UnsafePointer<UInt8>, _ end: Int) -> Int? {
    let start = time &+ Self.timeLength &+ 3
    var blank = start
    while blank < end, base[blank] &- 0x41 < 26 { blank &+= 1 }
    guard blank > start, blank &+ 1 < end, base[blank] == 0x20, base[blank &+ 1] == 0x2F else {
      return nil
    }
    let stop = ByteSearch.first(0x20, or: 0x22, base, from: blank &+ 1, to: end)
    guard stop < end, base[stop] == 0x20 else { return nil }
    method = start..<blank
    path = (blank &+ 1)..<stop
    let quote = ByteSearch.first(0x22, or: 0x5C, base, from: stop &+ 1, to: end)
    return quote < end && base[quote] == 0x22 ? quote : nil
  }

  /// Three digits and a count; where the blank behind them stands.
  @inline(__always)
  private mutating func readStatus(
    _ base: UnsafePointer<UInt8>, behind quote: Int, _ end: Int
  ) -> Int? {
    guard quote &+ 9 <= end else { return nil }
    let digits = Self.word(base, quote &+ 1) ^ 0x20_3030_3020
    let (hundreds, tens, ones) = (digits &>> 8 & 0xFF, digits &>> 16 & 0xFF, digits &>> 24 & 0xFF)
    guard digits & 0xFF == 0, digits &>> 32 & 0xFF == 0, hundreds < 10, tens < 10, ones < 10
    else { return nil }
    status = Int(truncatingIfNeeded: hundreds &* 100 &+ tens &* 10 &+ ones)
    var at = quote &+ 6
    if base[at] == 0x2D {
      size = -1
      at &+= 1
    } else {
      let first = at
      var count = 0
      while at < end, base[at] &- 0x30 < 10 {
        count = count &* 10 &+ Int(base[at] &- 0x30)
        at &+= 1
      }
      guard at > first, at &- first <= 15 else { return nil }
      size = count
    }
    return at < end && base[at] == 0x20 ? at : nil
  }

  /// Referrer, agent, and the number that may follow.
  @inline(__always)
  private mutating func readTexts(
    _ base: UnsafePointer<UInt8>, from blank: Int, _ end: Int
  ) -> Bool {
    guard blank &+ 1 < end, base[blank &+ 1] == 0x22 else { return false }
    let quote = ByteSearch.first(0x22, or: 0x5C, base, from: blank &+ 2, to: end)
    guard quote &+ 2 < end, base[quote] == 0x22, base[quote &+ 1] == 0x20,
      base[quote &+ 2] == 0x22
    else { return false }
    let close = ByteSearch.first(0x22, or: 0x5C, base, from: quote &+ 3, to: end)
    guard close < end, base[close] == 0x22 else { return false }
    userAgent = (quote &+ 3)..<close
    seconds = -1
    rest = 0
    if close &+ 1 < end { readSeconds(base, from: close &+ 1, end) }
    return true
  }

  /// ` 0.016` up to the line's end: at most six digits before the point, as ``AccessTail`` has it.
  @inline(__always)
  private mutating func readSeconds(
    _ base: UnsafePointer<UInt8>, from start: Int, _ end: Int
  ) {
    rest = start
    guard base[start] == 0x20, end &- start <= 17 else { return }
    var at = start &+ 1
    var value: Int64 = 0
    while at < end, base[at] &- 0x30 < 10 {
      value = value &* 10 &+ Int64(base[at] &- 0x30)
      at &+= 1
    }
    guard at > start &+ 1, at &- start <= 7, at &+ 1 < end, base[at] == 0x2E else { return }
    at &+= 1
    var scale = 1.0
    while at < end, base[at] &- 0x30 < 10 {
      value = value &* 10 &+ Int64(base[at] &- 0x30)
      scale *= 10
      at &+= 1
    }
    guard at == end else { return }
    // At most fifteen digits: both numbers are exact, so their quotient is the nearest there is.
    seconds = Double(value) / scale
    rest = 0
  }

  /// What a configuration added behind the agent; nothing where ``seconds`` says it all.
  public func tail(of line: UnsafeRawBufferPointer) -> AccessTail? {
    guard rest > 0 else { return nil }
    var scanner = FieldScanner(line, from: rest)
    return AccessTail(&scanner)
  }

  @inline(__always)
  private static func word(_ base: UnsafePointer<UInt8>, _ at: Int) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self))
  }
}
