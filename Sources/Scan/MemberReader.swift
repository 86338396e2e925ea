/// Reads the members of JSON lines whose keys mean something to the caller.
///
/// A logger writes the same keys in the same order, so what stands between two values
/// (`,"statusCode":`) is compared with what followed there before, eight bytes at a time, and
/// only a miss is scanned and looked up. Decides speed, no result: a prediction is used only
/// when the bytes are those. One line is one call: the walk and the search for the ends of
/// strings are compiled into each other.
public final class MemberReader {
  /// A member that was read.
  public struct Member {
    /// What the caller said of its key.
    public var tag: UInt16
    public var member: JSONMember
  }

  /// What stands before a value: comma, key, colon and, of a string, its opening quote.
  private struct Slot {
    var count = 0
    /// Words of eight bytes behind the first that are compared, and what counts of the last.
    var moreWords = 0
    var lastMask: UInt64 = 0
    var isString = false
    var tag: UInt16?
    var keyStart = 0
    var keyEnd = 0
    /// What a key that is passed over adds to ``MemberReader/extras``.
    var extra: UInt64 = 0
    /// The slots that followed this one, eight bits each, the one that was learnt last lowest.
    var next: UInt32 = 0
  }

  /// Longest text of a slot; and most slots. Slot 0 stands before the first key, the last one
  /// behind a key that was not learnt: nothing is predicted there.
  private static let width = 48
  private static let limit = 64
  private static let nowhere = limit - 1
  /// A line with so many wanted members is refused.
  public static let memberLimit = 64

  private let tag: (UnsafeRawBufferPointer) -> UInt16?
  private let extra: (UnsafeRawBufferPointer) -> UInt64
  private let texts: UnsafeMutablePointer<UInt8>
  private let slots: UnsafeMutablePointer<Slot>
  private let members: UnsafeMutablePointer<Member>
  private let passed: UnsafeMutablePointer<JSONMember>
  @exclusivity(unchecked) private var passedCount = 0
  @exclusivity(unchecked) private var used = 1
  /// The sum over the keys of the last line that were passed over.
  @exclusivity(unchecked) public private(set) var extras: UInt64 = 0

  /// Most keys that are passed over of which is known where they stand.
  private static let passedLimit = 24

  /// The first members of the last line that were passed over.
  public var passedOver: UnsafeBufferPointer<JSONMember> {
    UnsafeBufferPointer(start: passed, count: passedCount)
  }

  /// - Parameters:
  ///   - tag: what a key means; `nil` for one that is passed over. A pure function.
  ///   - extra: what such a key adds to ``extras``.
  public init(
    tag: @escaping (UnsafeRawBufferPointer) -> UInt16?,
    extra: @escaping (UnsafeRawBufferPointer) -> UInt64 = { _ in 0 }
  ) {
    self.tag = tag
    self.extra = extra
    texts = .allocate(capacity: Self.width * Self.limit)
    texts.initialize(repeating: 0, count: Self.width * Self.limit)
    slots = .allocate(capacity: Self.limit)
    slots.initialize(repeating: Slot(), count: Self.limit)
    passed = .allocate(capacity: Self.passedLimit)
    passed.initialize(repeating: JSONMember(), count: Self.passedLimit)
    members = .allocate(capacity: Self.memberLimit)
    members.initialize(repeating: Member(tag: 0, member: JSONMember()), count: Self.memberLimit)
  }

  deinit {
    texts.deallocate()
    slots.deallocate()
    members.deallocate()
    passed.deallocate()
  }

  /// The wanted members of `line`, in its order, valid until the next call.
  ///
  /// `nil` when the line is not one object from its first byte to its end, or has
  /// ``memberLimit`` of them.
  public func read(_ line: UnsafeRawBufferPointer) -> UnsafeBufferPointer<Member>? {
    guard line.count > 1, let bytes = line.baseAddress else { return nil }
    let base = bytes.assumingMemoryBound(to: UInt8.self)
    let end = line.count
    guard base[0] == 0x7B else { return nil }
    var (at, slot, found) = (1, 0, 0)
    var extras: UInt64 = 0
    passedCount = 0
    defer { self.extras = extras }
    while at < end, base[at] != 0x7D {
      let from = at
      let guess = predict(behind: slot, base, at, end)
      guard guess > 0 else {
        // Read key by key, and learnt.
        var cursor = JSONCursor(base, to: end, from: at, isFirst: at == 1)
        var member = JSONMember()
        switch cursor.nextMember(&member) {
        case .member: break
        case .end: return isBlank(base, from: cursor.position, to: end) ? given(found) : nil
        case .invalid, .cut: return nil
        }
        at = cursor.position
        let (tag, more) = meaning(of: member, in: line)
        extras &+= more
        slot = learn(member, from: slot, start: from, base, tag, extra: more)
        if tag == nil { pass(member) }
        guard let tag else { continue }
        members[found] = Member(tag: tag, member: member)
        found &+= 1
        guard found < Self.memberLimit else { return nil }
        continue
      }
      let known = slots + guess
      extras &+= known.pointee.extra
      slot = guess
      at &+= known.pointee.count
      if known.pointee.isString {
        guard let string = ByteSearch.endOfString(base, from: at, to: end) else { return nil }
        // Written where it is handed out from, wanted or not, and not copied there.
        members[found].member.value = JSONSlice(
          kind: .string, start: at, end: string.end, hasEscapes: string.hasEscapes)
        at = string.end &+ 1
      } else {
        var cursor = JSONCursor(base, to: end, from: at, isFirst: false)
        guard cursor.value(&members[found].member.value) == .member else { return nil }
        at = cursor.position
      }
      members[found].member.keyStart = from &+ known.pointee.keyStart
      members[found].member.keyEnd = from &+ known.pointee.keyEnd
      if let tag = known.pointee.tag {
        members[found].tag = tag
        found &+= 1
        guard found < Self.memberLimit else { return nil }
      } else {
        pass(members[found].member)
      }
    }
    guard at < end, isBlank(base, from: at &+ 1, to: end) else { return nil }
    return given(found)
  }

  @inline(__always)
  private func pass(_ member: JSONMember) {
    guard passedCount < Self.passedLimit else { return }
    passed[passedCount] = member
    passedCount &+= 1
  }

  private func meaning(
    of member: JSONMember, in line: UnsafeRawBufferPointer
  ) -> (tag: UInt16?, extra: UInt64) {
    let key = UnsafeRawBufferPointer(rebasing: line[member.keyStart..<member.keyEnd])
    let tag = tag(key)
    return (tag, tag == nil ? extra(key) : 0)
  }

  private func given(_ count: Int) -> UnsafeBufferPointer<Member> {
    UnsafeBufferPointer(start: members, count: count)
  }

  @inline(__always)
  private func isBlank(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Bool {
    if start == end { return true }
    var cursor = JSONCursor(base, to: end, from: start, isFirst: false)
    return cursor.isAtEnd()
  }

  /// The slot whose text stands at `at`, of those that followed `slot` before; 0 if none does.
  @inline(__always)
  private func predict(
    behind slot: Int, _ base: UnsafePointer<UInt8>, _ at: Int, _ end: Int
  ) -> Int {
    var next = slots[slot].next
    while next != 0 {
      let guess = Int(next & 0xFF)
      if stands(guess, base, at, end) { return guess }
      next &>>= 8
    }
    return 0
  }

  @inline(__always)
  private func stands(
    _ guess: Int, _ base: UnsafePointer<UInt8>, _ at: Int, _ end: Int
  ) -> Bool {
    let words = slots[guess].moreWords
    guard at &+ words &* 8 &+ 8 <= end else { return false }
    var here = UnsafeRawPointer(base + at)
    var there = UnsafeRawPointer(texts + guess &* Self.width)
    for _ in 0..<words {
      if here.loadUnaligned(as: UInt64.self) != there.loadUnaligned(as: UInt64.self) {
        return false
      }
      here += 8
      there += 8
    }
    let last = here.loadUnaligned(as: UInt64.self) ^ there.loadUnaligned(as: UInt64.self)
    return last & slots[guess].lastMask == 0
  }

  private func learn(
    _ member: JSONMember, from: Int, start: Int, _ base: UnsafePointer<UInt8>, _ tag: UInt16?,
    extra: UInt64
  ) -> Int {
    let isString = member.value.kind == .string
    let count = member.value.start &- start
    guard count > 0, count <= Self.width else { return Self.nowhere }
    let text = UnsafeBufferPointer(start: base + start, count: count)
    var found = 1
    while found < used,
      slots[found].count != count || slots[found].isString != isString
        || !UnsafeBufferPointer(start: texts + found * Self.width, count: count)
          .elementsEqual(text)
    {
      found += 1
    }
    if found == used {
      guard used < Self.nowhere else { return Self.nowhere }
      used += 1
      for (at, byte) in text.enumerated() { texts[found * Self.width + at] = byte }
      let moreWords = (count - 1) / 8
      slots[found] = Slot(
        count: count, moreWords: moreWords,
        lastMask: UInt64.max &>> UInt64(64 &- 8 &* (count &- moreWords &* 8)),
        isString: isString, tag: tag, keyStart: member.keyStart - start,
        keyEnd: member.keyEnd - start, extra: extra)
    }
    if from != Self.nowhere {
      slots[from].next = slots[from].next &<< 8 | UInt32(found)
    }
    return found
  }
}
