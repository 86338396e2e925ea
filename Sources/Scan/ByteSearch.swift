/// Searches in runs of bytes, thirty-two at a time.
///
/// Vectors are compared with vectors of the same byte: the overload that takes a scalar
/// compiles to a loop over lanes and was measured twenty times slower.
public enum ByteSearch {
  private typealias Lanes = SIMD16<UInt8>
  private typealias Mask = SIMDMask<SIMD16<Int8>>

  /// One bit a lane, lowest lane first.
  @inline(__always)
  private static func bits(_ mask: Mask) -> UInt64 {
    // A literal in place: a static would be looked up behind a lock, every sixteen bytes.
    let words =
      unsafeBitCast(mask, to: SIMD2<UInt64>.self)
      & SIMD2<UInt64>(repeating: 0x8040_2010_0804_0201)
    let low = (words[0] &* 0x0101_0101_0101_0101) &>> 56
    let high = (words[1] &* 0x0101_0101_0101_0101) &>> 56
    return low | (high &<< 8)
  }

  /// Whether any lane is set; cheaper than ``bits(_:)``, which has to gather them.
  @inline(__always)
  private static func isAny(_ mask: Mask) -> Bool {
    let words = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    return words[0] | words[1] != 0
  }

  @inline(__always)
  private static func lanes(_ base: UnsafePointer<UInt8>, _ at: Int) -> Lanes {
    UnsafeRawPointer(base + at).loadUnaligned(as: Lanes.self)
  }

  /// The closing quote of a JSON string whose first byte is at `start`; `nil` when it is cut.
  ///
  /// - Precondition: what stands right before `start`, if anything does, is the opening quote.
  @inline(__always)
  static func endOfString(
    _ base: UnsafePointer<UInt8>, from start: Int, to end: Int
  ) -> (end: Int, hasEscapes: Bool)? {
    if start &+ 16 <= end {
      // Most strings are short and have no escapes.
      let here = lanes(base, start)
      let quotes = here .== Lanes(repeating: 0x22)
      if isAny(quotes), !isAny(here .== Lanes(repeating: 0x5C)) {
        return (start &+ bits(quotes).trailingZeroBitCount, false)
      }
    }
    return endOfLongString(base, from: start, to: end)
  }

  private static func endOfLongString(
    _ base: UnsafePointer<UInt8>, from start: Int, to end: Int
  ) -> (end: Int, hasEscapes: Bool)? {
    guard start >= 4, end >= 20 else { return walk(base, from: start, to: end) }
    var at = start
    var escapes = Mask(repeating: false)
    while at &+ 32 <= end {
      let (one, two) = (look(base, at), look(base, at &+ 16))
      if isAny(one.stops .| two.stops) {
        let stops = bits(one.stops) | bits(two.stops) &<< 16
        if let found = Self.end(base, from: start, at: at, stops: stops) {
          let behind = bits(one.escapes) | bits(two.escapes) &<< 16
          let seen = behind & (2 &<< UInt64(found &- at) &- 1)
          return (found, seen != 0 || isAny(escapes))
        }
      }
      escapes .|= (one.escapes .| two.escapes)
      at &+= 32
    }
    // What is left, in blocks that may begin before it: those bytes are masked.
    while at < end {
      let block = min(at, end &- 16)
      let passed = UInt64(at &- block)
      let (stops, follows) = look(base, block)
      let wanted = UInt64.max &<< passed
      if let found = Self.end(base, from: start, at: block, stops: bits(stops) & wanted) {
        let seen = bits(follows) & wanted & (2 &<< UInt64(found &- block) &- 1)
        return (found, seen != 0 || isAny(escapes))
      }
      if bits(follows) & wanted != 0 { escapes = Mask(repeating: true) }
      at = block &+ 16
    }
    return nil
  }

  /// Quotes among sixteen bytes that may end a string, and which bytes follow a backslash.
  ///
  /// A quote behind one backslash, or three, is escaped: bodies that hold JSON in a string, or a
  /// body in an exported line, have one every few bytes, and all are passed without a look at each.
  @inline(__always)
  private static func look(
    _ base: UnsafePointer<UInt8>, _ at: Int
  ) -> (stops: Mask, escapes: Mask) {
    let slash = Lanes(repeating: 0x5C)
    let escapes = lanes(base, at &- 1) .== slash
    let second = lanes(base, at &- 2) .== slash
    let stops = (lanes(base, at) .== Lanes(repeating: 0x22)) .& (.!escapes .| second)
    // Of most blocks none is left by then.
    guard isAny(stops) else { return (stops, escapes) }
    let third = lanes(base, at &- 3) .== slash
    let fourth = lanes(base, at &- 4) .== slash
    return (stops .& (.!escapes .| .!third .| fourth), escapes)
  }

  /// The first of `stops`, bits counted from `at`, that no odd run of backslashes precedes.
  @inline(__always)
  private static func end(
    _ base: UnsafePointer<UInt8>, from start: Int, at: Int, stops: UInt64
  ) -> Int? {
    var rest = stops
    while rest != 0 {
      let quote = at &+ rest.trailingZeroBitCount
      var before = quote &- 1
      while before >= start, base[before] == 0x5C { before &-= 1 }
      if (quote &- before) & 1 == 1 { return quote }
      rest &= rest &- 1
    }
    return nil
  }

  /// The first place from `start` on that holds one of two bytes; `end` where none does.
  @inline(__always)
  static func first(
    _ one: UInt8, or other: UInt8, _ base: UnsafePointer<UInt8>, from start: Int, to end: Int
  ) -> Int {
    let (ones, others) = (Lanes(repeating: one), Lanes(repeating: other))
    var at = start
    while at &+ 16 <= end {
      let here = lanes(base, at)
      let found = (here .== ones) .| (here .== others)
      if isAny(found) { return at &+ bits(found).trailingZeroBitCount }
      at &+= 16
    }
    while at < end, base[at] != one, base[at] != other { at &+= 1 }
    return at
  }

  /// Byte by byte, where there are too few for vectors.
  private static func walk(
    _ base: UnsafePointer<UInt8>, from start: Int, to end: Int
  ) -> (end: Int, hasEscapes: Bool)? {
    var at = start
    var hasEscapes = false
    while at < end {
      if base[at] == 0x22 { return (at, hasEscapes) }
      if base[at] == 0x5C {
        hasEscapes = true
        at &+= 2
      } else {
        at &+= 1
      }
    }
    return nil
  }
}

/// Looks for control bytes that JSON wants escaped.
public enum ControlSearch {
  private typealias Lanes = SIMD16<UInt8>

  /// Whether a byte below 0x20 stands inside of a string of the JSON text `line`.
  ///
  /// Most lines hold no such byte anywhere, which is seen sixty-four bytes at a time.
  @inline(__always)
  public static func isInString(_ line: UnsafeRawBufferPointer) -> Bool {
    hasAny(line) && stringHas(line)
  }

  @inline(__always)
  private static func hasAny(_ line: UnsafeRawBufferPointer) -> Bool {
    guard line.count >= 64, let base = line.baseAddress else { return line.contains { $0 < 0x20 } }
    var one = Lanes(repeating: 0xFF)
    var two = one
    var at = 0
    let last = line.count &- 64
    while true {
      let here = base + at
      one = smaller(one, here.loadUnaligned(as: Lanes.self))
      two = smaller(two, here.loadUnaligned(fromByteOffset: 16, as: Lanes.self))
      one = smaller(one, here.loadUnaligned(fromByteOffset: 32, as: Lanes.self))
      two = smaller(two, here.loadUnaligned(fromByteOffset: 48, as: Lanes.self))
      if at == last { break }
      // The rest comes together with bytes that were looked at.
      at = min(at &+ 64, last)
    }
    let high = smaller(one, two) & Lanes(repeating: 0xE0)
    let words = unsafeBitCast(high .== Lanes(repeating: 0), to: SIMD2<UInt64>.self)
    return words[0] | words[1] != 0
  }

  /// Compiles to one instruction; `pointwiseMin` was measured to be a call.
  @inline(__always)
  private static func smaller(_ a: Lanes, _ b: Lanes) -> Lanes {
    a.replacing(with: b, where: b .< a)
  }

  private static func stringHas(_ line: UnsafeRawBufferPointer) -> Bool {
    var isString = false
    var isEscaped = false
    for byte in line {
      if isString, byte < 0x20 { return true }
      if isEscaped {
        isEscaped = false
      } else if byte == 0x22 {
        isString.toggle()
      } else if byte == 0x5C {
        isEscaped = isString
      }
    }
    return false
  }
}
