/// A JSON value as it stands in its bytes.
public struct JSONSlice: Equatable, Sendable {
  public enum Kind: UInt8, Sendable { case string, number, object, array, bool, null }

  // 32 bits: a record holds a dozen of these, and no window is larger than 16 MiB.
  private let first: UInt32
  private let last: UInt32
  public let kind: Kind
  public let hasEscapes: Bool

  /// First byte; of a string, the byte behind its opening quote.
  public var start: Int { Int(first) }
  /// Behind the last byte; of a string, its closing quote.
  public var end: Int { Int(last) }

  public init(kind: Kind, start: Int, end: Int, hasEscapes: Bool = false) {
    self.kind = kind
    first = UInt32(truncatingIfNeeded: start)
    last = UInt32(truncatingIfNeeded: end)
    self.hasEscapes = hasEscapes
  }

  public var count: Int { end - start }
}

/// A member of an object: its key, without quotes, and its value.
public struct JSONMember {
  public var keyStart = 0
  public var keyEnd = 0
  public var value = JSONSlice(kind: .null, start: 0, end: 0)

  public init() {}
}

/// Walks one JSON text without building anything: members in, slices out.
///
/// The walk checks what it passes (commas, colons, brackets, numbers, literals), but not
/// escapes or UTF-8 inside strings. Nesting is counted, never recursed.
public struct JSONCursor {
  public enum Step { case member, end, invalid, cut }

  private let base: UnsafePointer<UInt8>
  private let end: Int
  /// Where the next thing is read.
  public private(set) var position: Int
  private var isFirst = true

  /// - Parameter bytes: must stay alive and unmoved while the cursor is used.
  public init(_ bytes: UnsafeRawBufferPointer, from start: Int = 0) {
    // An empty buffer has no address; nothing is ever read through the stand-in.
    base =
      bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
      ?? UnsafePointer(bitPattern: 1).unsafelyUnwrapped
    end = bytes.count
    position = start
  }

  /// A cursor in the midst of an object; `isFirst` when none of its members was read.
  @inline(__always)
  init(_ base: UnsafePointer<UInt8>, to end: Int, from start: Int, isFirst: Bool) {
    self.base = base
    self.end = end
    position = start
    self.isFirst = isFirst
  }

  @inline(__always)
  private mutating func skipBlanks() {
    while position < end {
      let byte = base[position]
      if byte > 0x20 { return }
      if byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
        position &+= 1
      } else {
        return
      }
    }
  }

  /// Enters an object; false when none begins here.
  public mutating func enterObject() -> Bool {
    skipBlanks()
    guard position < end, base[position] == 0x7B else { return false }
    position &+= 1
    isFirst = true
    return true
  }

  /// Enters an array; false when none begins here.
  public mutating func enterArray() -> Bool {
    skipBlanks()
    guard position < end, base[position] == 0x5B else { return false }
    position &+= 1
    isFirst = true
    return true
  }

  /// Nothing but blanks is left.
  public mutating func isAtEnd() -> Bool {
    skipBlanks()
    return position >= end
  }

  /// The next member of the object entered last.
  public mutating func nextMember(_ member: inout JSONMember) -> Step {
    skipBlanks()
    guard position < end else { return .cut }
    if base[position] == 0x7D {
      position &+= 1
      return .end
    }
    if !isFirst {
      guard base[position] == 0x2C else { return .invalid }
      position &+= 1
      skipBlanks()
      guard position < end else { return .cut }
    }
    isFirst = false
    guard base[position] == 0x22 else { return .invalid }
    guard let key = ByteSearch.endOfString(base, from: position &+ 1, to: end) else {
      return .cut
    }
    member.keyStart = position &+ 1
    member.keyEnd = key.end
    position = key.end &+ 1
    skipBlanks()
    guard position < end else { return .cut }
    guard base[position] == 0x3A else { return .invalid }
    position &+= 1
    return value(&member.value)
  }

  /// The next element of the array entered last.
  public mutating func nextElement(_ slice: inout JSONSlice) -> Step {
    skipBlanks()
    guard position < end else { return .cut }
    if base[position] == 0x5D {
      position &+= 1
      return .end
    }
    if !isFirst {
      guard base[position] == 0x2C else { return .invalid }
      position &+= 1
    }
    isFirst = false
    return value(&slice)
  }

  /// A value of any kind; the cursor stands behind it afterwards.
  public mutating func value(_ slice: inout JSONSlice) -> Step {
    skipBlanks()
    guard position < end else { return .cut }
    let start = position
    switch base[position] {
    case 0x22:
      guard let string = ByteSearch.endOfString(base, from: start &+ 1, to: end) else {
        return .cut
      }
      slice = JSONSlice(
        kind: .string, start: start &+ 1, end: string.end, hasEscapes: string.hasEscapes)
      position = string.end &+ 1
      return .member
    case 0x7B, 0x5B:
      let step = skipContainer()
      slice = JSONSlice(kind: base[start] == 0x7B ? .object : .array, start: start, end: position)
      return step
    case 0x74: return literal("true", .bool, &slice)
    case 0x66: return literal("false", .bool, &slice)
    case 0x6E: return literal("null", .null, &slice)
    default: return number(&slice)
    }
  }

  private mutating func literal(
    _ text: StaticString, _ kind: JSONSlice.Kind, _ slice: inout JSONSlice
  ) -> Step {
    let start = position
    for index in 0..<text.utf8CodeUnitCount {
      guard position < end else { return .cut }
      guard base[position] == text.utf8Start[index] else { return .invalid }
      position &+= 1
    }
    slice = JSONSlice(kind: kind, start: start, end: position)
    return .member
  }

  private mutating func digits() -> Int {
    let start = position
    while position < end, base[position] &- 0x30 < 10 { position &+= 1 }
    return position &- start
  }

  private mutating func number(_ slice: inout JSONSlice) -> Step {
    let start = position
    if base[position] == 0x2D { position &+= 1 }
    let first = position < end ? base[position] : 0
    let whole = digits()
    guard whole > 0, whole == 1 || first != 0x30 else {
      return position >= end && whole == 0 ? .cut : .invalid
    }
    if position < end, base[position] == 0x2E {
      position &+= 1
      guard digits() > 0 else { return position >= end ? .cut : .invalid }
    }
    if position < end, base[position] | 0x20 == 0x65 {
      position &+= 1
      if position < end, base[position] == 0x2B || base[position] == 0x2D { position &+= 1 }
      guard digits() > 0 else { return position >= end ? .cut : .invalid }
    }
    slice = JSONSlice(kind: .number, start: start, end: position)
    return .member
  }

  /// Passes a whole object or array; the kinds of brackets are checked 64 levels deep.
  private mutating func skipContainer() -> Step {
    var depth = 0
    var kinds: UInt64 = 0
    while position < end {
      switch base[position] {
      case 0x22:
        guard let string = ByteSearch.endOfString(base, from: position &+ 1, to: end) else {
          return .cut
        }
        position = string.end &+ 1
      case 0x7B, 0x5B:
        if depth < 64 {
          let bit: UInt64 = 1 &<< UInt64(depth)
          kinds = base[position] == 0x7B ? kinds | bit : kinds & ~bit
        }
        depth &+= 1
        position &+= 1
      case 0x7D, 0x5D:
        depth &-= 1
        if depth < 64 {
          let isObject = kinds & (1 &<< UInt64(depth)) != 0
          guard isObject == (base[position] == 0x7D) else { return .invalid }
        }
        position &+= 1
        if depth == 0 { return .member }
      default: position &+= 1
      }
    }
    return .cut
  }
}
