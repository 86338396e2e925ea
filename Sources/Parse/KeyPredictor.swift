import Scan

/// Knows the next key of a JSON line before it is read, from the lines before.
///
/// A logger writes the same keys in the same order, so what stands between two values
/// (`,"statusCode":`) is compared with what followed there last, eight bytes at a time, and
/// only a miss is scanned and looked up. Decides speed, no result: a prediction is used only
/// when the bytes are those.
final class KeyPredictor {
  /// What stands before a value, and what the key in it means.
  private struct Slot {
    var count = 0
    var keyStart = 0
    var keyEnd = 0
    var match: FieldKeyTable.Match?
    /// The slots that followed this one, the last one first.
    var next = -1
    var nextToo = -1
  }

  /// Longest text of a slot; and most slots. Slot 0 stands before the first key, the last one
  /// behind a key that was not learnt: nothing is predicted there.
  private static let width = 48
  private static let limit = 64
  private static let nowhere = limit - 1
  private let table = FieldKeyTable.standard
  private let texts: UnsafeMutablePointer<UInt8>
  private let slots: UnsafeMutablePointer<Slot>
  private var used = 1

  init() {
    texts = .allocate(capacity: Self.width * Self.limit)
    texts.initialize(repeating: 0, count: Self.width * Self.limit)
    slots = .allocate(capacity: Self.limit)
    slots.initialize(repeating: Slot(), count: Self.limit)
  }

  deinit {
    texts.deallocate()
    slots.deallocate()
  }

  /// One walk over the members of an object, predicted.
  struct Walk {
    var slot = 0
  }

  /// The next member behind `cursor`, and what its key means.
  func next(
    _ walk: inout Walk, _ cursor: inout JSONCursor, _ line: UnsafeRawBufferPointer,
    _ member: inout JSONMember
  ) -> (step: JSONCursor.Step, match: FieldKeyTable.Match?) {
    let start = cursor.position
    let from = walk.slot
    var guess = slots[from].next
    if guess > 0, !cursor.skip(texts + guess * Self.width, slots[guess].count) {
      guess = slots[from].nextToo
      if guess > 0, !cursor.skip(texts + guess * Self.width, slots[guess].count) { guess = -1 }
    }
    if guess > 0 {
      walk.slot = guess
      member.keyStart = start + slots[guess].keyStart
      member.keyEnd = start + slots[guess].keyEnd
      return (cursor.value(&member.value), slots[guess].match)
    }
    let step = cursor.nextMember(&member)
    guard step == .member else { return (step, nil) }
    let key = UnsafeRawBufferPointer(rebasing: line[member.keyStart..<member.keyEnd])
    let match = table.match(key)
    walk.slot = learn(member, from: from, start: start, line, match)
    return (step, match)
  }

  private func learn(
    _ member: JSONMember, from: Int, start: Int, _ line: UnsafeRawBufferPointer,
    _ match: FieldKeyTable.Match?
  ) -> Int {
    let isString = member.value.kind == .string
    let count = member.value.start - (isString ? 1 : 0) - start
    guard count > 0, count <= Self.width else { return Self.nowhere }
    let text = UnsafeRawBufferPointer(rebasing: line[start..<start + count])
    var found = 1
    while found < used,
      slots[found].count != count
        || !UnsafeRawBufferPointer(start: texts + found * Self.width, count: count)
          .elementsEqual(text)
    {
      found += 1
    }
    if found == used {
      guard used < Self.nowhere else { return Self.nowhere }
      used += 1
      for (at, byte) in text.enumerated() { texts[found * Self.width + at] = byte }
      slots[found] = Slot(
        count: count, keyStart: member.keyStart - start, keyEnd: member.keyEnd - start,
        match: match)
    }
    if from != Self.nowhere {
      slots[from].nextToo = slots[from].next
      slots[from].next = found
    }
    return found
  }
}
