import Glibc
import LogModel
import Scan

/// Which members a good answer has: those of its JSON body, and those of its line that mean
/// nothing else.
///
/// Walked for most calls of a log, so bodies are not decoded: from quote to quote, whose place
/// tells what is a key of the outermost object, however often the body was encoded.
enum AnswerShape {
  /// Larger bodies are not walked: what stands behind the limit would come and go.
  private static let byteLimit = 4096
  private static let keyLimit = 32
  private static let nameLimit = 48
  /// Between the names of a shape.
  static let separator: UInt8 = 0x1F

  /// The hash of the names, whatever their order; 0 without any, `nil` of what is no object or
  /// too large.
  static func hash(_ body: UnsafeRawBufferPointer) -> UInt64? {
    var sum: UInt64 = 0
    let isWhole = forEachKey(of: body) { sum &+= hash(ofName: $0) }
    return isWhole ? sum : nil
  }

  /// The same, with the plain values beside the names.
  ///
  /// - Parameter take: called with a name, its value and the hash of the name, of such as are no
  ///   longer than ``valueLimit``.
  @inline(__always)
  static func hash(
    _ body: UnsafeRawBufferPointer,
    values take: (_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer, _ hash: UInt64)
      ->
      Void
  ) -> UInt64? {
    var sum: UInt64 = 0
    var name: UnsafeRawBufferPointer?
    var last: UInt64 = 0
    let isWhole = forEachKey(
      of: body,
      {
        last = hash(ofName: $0)
        sum &+= last
        name = $0
      }, wantsValues: true,
      value: { value in
        if let known = name { take(known, value, last) }
        name = nil
      })
    return isWhole ? sum : nil
  }

  /// Bytes of a value that is looked at.
  static let valueLimit = 64

  /// What one name adds to the hash of its shape.
  @inline(__always)
  static func hash(ofName name: UnsafeRawBufferPointer) -> UInt64 {
    isData(name) ? 0 : StableHash.hash(name)
  }

  /// A name that is itself data, such as an id, tells no shape.
  static func isData(_ name: UnsafeRawBufferPointer) -> Bool {
    name.isEmpty || name.count > nameLimit
      || name.contains { $0 &- 0x30 < 10 || $0 < 0x20 || $0 == 0x5C || $0 == 0x40 }
  }

  /// The names, sorted, each once and parted by ``separator``.
  static func text(names: [[UInt8]]) -> [UInt8] {
    let kept = names.filter { name in !name.withUnsafeBytes { isData($0) } }
    let sorted = kept.sorted { $0.lexicographicallyPrecedes($1) }
    var out: [UInt8] = []
    for (at, name) in sorted.enumerated() where at == 0 || sorted[at - 1] != name {
      if !out.isEmpty { out.append(separator) }
      out += name
    }
    return out
  }

  static func names(of body: UnsafeRawBufferPointer) -> [[UInt8]] {
    var names: [[UInt8]] = []
    _ = forEachKey(of: body) { names.append(Array($0)) }
    return names
  }

  /// Calls `take` with each key of the outermost object, and `value` with what stands behind it
  /// where that is a short string or a bare word.
  ///
  /// - Returns: `false` of what is no object, or was not walked to its end.
  @inline(__always)
  private static func forEachKey(
    of body: UnsafeRawBufferPointer, _ take: (UnsafeRawBufferPointer) -> Void,
    wantsValues: Bool = false, value: (UnsafeRawBufferPointer) -> Void = { _ in }
  ) -> Bool {
    var at = 0
    // `"{…` inside a string: the body was encoded twice.
    while at < body.count, body[at] <= 0x20 || body[at] == 0x5C || body[at] == 0x22 { at &+= 1 }
    guard body.count <= byteLimit, at < body.count, body[at] == 0x7B else { return false }
    var next = at &+ 1
    while next < body.count, body[next] <= 0x20 { next &+= 1 }
    // Backslashes before a quote that opens or closes: 0, 1 or 3, by how often it was encoded.
    var marks = 0
    while next < body.count, body[next] == 0x5C, marks < 4 {
      marks &+= 1
      next &+= 1
    }
    guard marks == 0 || marks == 1 || marks == 3 else { return false }
    guard next < body.count, body[next] == 0x22 else { return next < body.count && marks == 0 }
    let period = 2 &* (marks &+ 1)
    var depth = 0
    var isKeyNext = false
    var keys = 0
    /// Behind the colon of a member whose value has not come yet.
    var plain = -1
    while at < body.count {
      switch body[at] {
      case 0x7B, 0x5B:
        depth &+= 1
        isKeyNext = depth == 1
        plain = -1
      case 0x7D, 0x5D:
        if wantsValues, depth == 1, plain >= 0 { word(of: body, from: plain, to: at, value) }
        plain = -1
        depth &-= 1
        if depth == 0 { return true }
      case 0x3A where wantsValues && depth == 1: plain = at &+ 1
      case 0x2C:
        if wantsValues, plain >= 0 { word(of: body, from: plain, to: at, value) }
        plain = -1
        isKeyNext = depth == 1
      case 0x22:
        guard let end = endOfString(body, from: at &+ 1, marks, period) else { return false }
        if isKeyNext, depth == 1 {
          keys &+= 1
          guard keys <= keyLimit else { return false }
          take(UnsafeRawBufferPointer(rebasing: body[(at &+ 1)..<(end &- marks)]))
          isKeyNext = false
        } else if wantsValues, plain >= 0, end &- marks &- at &- 1 <= valueLimit {
          value(UnsafeRawBufferPointer(rebasing: body[(at &+ 1)..<(end &- marks)]))
        }
        plain = -1
        at = end
      default: break
      }
      at &+= 1
    }
    return false
  }

  /// Hands on a number or a word, without the blanks around it.
  @inline(__always)
  private static func word(
    of body: UnsafeRawBufferPointer, from: Int, to: Int, _ take: (UnsafeRawBufferPointer) -> Void
  ) {
    var (start, end) = (from, to)
    while start < end, body[start] <= 0x20 { start &+= 1 }
    while end > start, body[end &- 1] <= 0x20 { end &-= 1 }
    guard start < end, end &- start <= valueLimit else { return }
    take(UnsafeRawBufferPointer(rebasing: body[start..<end]))
  }

  /// Where the quote stands that closes a string: so many backslashes before it, but for pairs
  /// that stand for themselves.
  @inline(__always)
  private static func endOfString(
    _ body: UnsafeRawBufferPointer, from start: Int, _ marks: Int, _ period: Int
  ) -> Int? {
    guard let base = body.baseAddress else { return nil }
    var at = start
    while at < body.count {
      guard let found = memchr(base + at, 0x22, body.count &- at) else { return nil }
      let quote = UnsafeRawPointer(found) - base
      var slashes = 0
      while quote &- slashes > start, body[quote &- slashes &- 1] == 0x5C { slashes &+= 1 }
      if slashes % period == marks { return quote }
      at = quote &+ 1
    }
    return nil
  }
}
