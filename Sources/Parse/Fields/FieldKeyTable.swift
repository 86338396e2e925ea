import LogModel
import Scan

/// What the names of keys mean; a lookup is a hash and a comparison.
struct FieldKeyTable: Sendable {
  /// A key's meaning and its rank among the names of that meaning; one word, for it is handed
  /// on with every member.
  struct Match {
    private var bits: UInt64

    init(
      key: FieldKey, rank: UInt8, way: ValueInterpretation, isPrefix: Bool = false,
      isContainer: Bool = false,
      index: UInt16
    ) {
      bits =
        UInt64(key.rawValue) | UInt64(rank) &<< 8 | UInt64(way.rawValue) &<< 16
        | UInt64(index) &<< 24 | (isPrefix ? Self.prefixBit : 0)
        | (isContainer ? Self.containerBit : 0)
    }

    private static let prefixBit: UInt64 = 1 &<< 40
    private static let containerBit: UInt64 = 1 &<< 41

    /// The raw value comes from `FieldKey.rawValue`, so the bit cast is always valid.
    var key: FieldKey { unsafeBitCast(UInt8(truncatingIfNeeded: bits), to: FieldKey.self) }
    var way: ValueInterpretation {
      unsafeBitCast(UInt8(truncatingIfNeeded: bits &>> 16), to: ValueInterpretation.self)
    }
    /// Smaller is preferred.
    var rank: UInt8 { UInt8(truncatingIfNeeded: bits &>> 8) }
    /// Which of the meaning's names.
    var index: UInt16 { UInt16(truncatingIfNeeded: bits &>> 24) }
    /// The name is one only as the beginning of longer ones: `http` of `http.status_code`.
    var isPrefix: Bool { bits & Self.prefixBit != 0 }
    /// Longer names begin with it: an object under it is looked into.
    var isContainer: Bool { bits & Self.containerBit != 0 }

    /// The same under a name that may lead on to longer ones.
    func leadingOn(_ leads: Bool) -> Match {
      var match = self
      if leads { match.bits |= Self.containerBit }
      return match
    }

    /// The same as the beginning of longer names alone.
    var asPrefix: Match {
      var match = self
      match.bits |= Self.prefixBit | Self.containerBit
      return match
    }

    /// The same with a value that any other replaces.
    var asLast: Match {
      var match = self
      match.bits = bits & ~0xFF00 | 254 &<< 8
      return match
    }

    /// The same, found in an object of its own: the record's go first.
    var nested: Match {
      var match = self
      match.bits = bits & ~0xFF00 | UInt64(rank &+ FieldKeyTable.nestedRank) &<< 8
      return match
    }
  }

  static let standard = FieldKeyTable()

  /// One place of the open-addressing table; a count of 0 is empty.
  private struct Place {
    var hash: UInt64 = 0
    var start: UInt32 = 0
    var count: UInt32 = 0
    var match = Match(key: .time, rank: 0, way: .plain, index: 0)
  }

  /// Made once and never freed: a lookup per key of every line counts no references.
  nonisolated(unsafe) private let places: UnsafePointer<Place>
  nonisolated(unsafe) private let text: UnsafePointer<UInt8>
  private static let mask = 2047
  /// Longer names are none.
  static let nameLimit = 64
  /// What is added to the rank of a field in an object of its own.
  static let nestedRank: UInt8 = 100

  private init() {
    let places = UnsafeMutablePointer<Place>.allocate(capacity: Self.mask + 1)
    places.initialize(repeating: Place(), count: Self.mask + 1)
    var text: [UInt8] = []
    func add(_ name: [UInt8], _ match: Match) {
      let hash = name.withUnsafeBytes { Self.hash($0) }
      var slot = Int(truncatingIfNeeded: hash) & Self.mask
      while places[slot].count != 0 {
        let place = places[slot]
        if text[Int(place.start)..<Int(place.start + place.count)].elementsEqual(name) {
          let isKnown = !place.match.isPrefix || match.isPrefix
          places[slot].match = (isKnown ? place.match : match)
            .leadingOn(place.match.isContainer || match.isContainer)
          return
        }
        slot = (slot + 1) & Self.mask
      }
      places[slot] = Place(
        hash: hash, start: UInt32(text.count), count: UInt32(name.count), match: match)
      text += name
    }
    for isFolded in [false, true] {
      for key in FieldKey.allCases where !isFolded || key.isFolded {
        for (index, (name, way)) in key.names.enumerated() {
          let bytes = isFolded ? Self.folded(name) : Array(name.utf8)
          let match = Match(
            key: key, rank: UInt8(min(index, 90)), way: way, isContainer: key == .wrapper,
            index: UInt16(index))
          // `durations` is a word of its own.
          if !isFolded || !name.hasSuffix("_s") { add(bytes, match) }
          for (at, byte) in bytes.enumerated() where byte == 0x2E {
            add(Array(bytes[..<at]), match.asPrefix)
          }
        }
      }
    }
    self.places = UnsafePointer(places)
    let kept = UnsafeMutablePointer<UInt8>.allocate(capacity: text.count + 1)
    for (at, byte) in text.enumerated() { kept[at] = byte }
    self.text = UnsafePointer(kept)
  }

  /// Small letters, without `_` and `-`: as names are compared that are spelled otherwise.
  private static func folded(_ name: String) -> [UInt8] {
    name.utf8.compactMap { fold($0) }
  }

  @inline(__always)
  private static func fold(_ byte: UInt8) -> UInt8? {
    if byte == 0x5F || byte == 0x2D { return nil }
    return byte &- 0x41 < 26 ? byte | 0x20 : byte
  }

  /// First and last eight bytes and the length: a few cycles.
  private static func hash(_ name: UnsafeRawBufferPointer) -> UInt64 {
    var first: UInt64 = 0
    var last: UInt64 = 0
    let count = name.count
    if count >= 8 {
      first = name.loadUnaligned(as: UInt64.self)
      last = name.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
    } else {
      for index in 0..<count { first = first &<< 8 | UInt64(name[index]) }
    }
    let mixed =
      (first ^ UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15)
      &* 0xD6E8_FEB8_6659_FD93 ^ (last &* 0xA076_1D64_78BD_642F)
    return mixed ^ mixed &>> 29
  }

  func match(_ name: UnsafeRawBufferPointer) -> Match? { tag(of: name).map(match(tag:)) }

  /// A small number that stands for a name's meaning, as ``MemberReader`` hands it back.
  ///
  /// The name as it stands is looked for first, then in other letters; GELF's `_name` is `name`,
  /// and a name with escapes is what they stand for.
  func tag(of name: UnsafeRawBufferPointer) -> UInt16? {
    guard name.count > 0, name.count <= Self.nameLimit else { return nil }
    if let found = place(of: name) { return found }
    return withUnsafeTemporaryAllocation(byteCount: Self.nameLimit, alignment: 8) { buffer in
      var count = 0
      var hasEscapes = false
      for byte in name {
        hasEscapes = hasEscapes || byte == 0x5C
        if let folded = Self.fold(byte) {
          buffer[count] = folded
          count += 1
        }
      }
      if hasEscapes { return tag(ofEscaped: name) }
      if name[0] == 0x5F {
        return place(of: UnsafeRawBufferPointer(rebasing: name.dropFirst()))
      }
      guard let found = place(of: UnsafeRawBufferPointer(rebasing: buffer[..<count])) else {
        return nil
      }
      return match(tag: found).key.isFolded ? found : nil
    }
  }

  private func tag(ofEscaped name: UnsafeRawBufferPointer) -> UInt16? {
    var plain: [UInt8] = []
    JSONText.unescape(name, into: &plain)
    guard !plain.contains(0x5C) else { return nil }
    return plain.withUnsafeBytes { tag(of: $0) }
  }

  private func place(of name: UnsafeRawBufferPointer) -> UInt16? {
    guard name.count > 0 else { return nil }
    let hash = Self.hash(name)
    var slot = Int(truncatingIfNeeded: hash) & Self.mask
    while places[slot].count != 0 {
      let place = places + slot
      if place.pointee.hash == hash, Int(place.pointee.count) == name.count,
        UnsafeRawBufferPointer(start: text + Int(place.pointee.start), count: name.count)
          .elementsEqual(name)
      {
        return UInt16(slot)
      }
      slot = (slot &+ 1) & Self.mask
    }
    return nil
  }

  /// What a number stands for that ``tag(of:)`` gave.
  @inline(__always)
  func match(tag: UInt16) -> Match { places[Int(tag) & Self.mask].match }
}

extension FieldKeyTable {
  /// The meaning of a key given as text.
  func match(named name: String) -> FieldKey? {
    Array(name.utf8).withUnsafeBytes { name in
      match(name).flatMap { $0.isPrefix ? nil : $0.key }
    }
  }
}
