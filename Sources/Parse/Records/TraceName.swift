import LogModel

/// What programs call one request so that others know it again.
enum TraceName {
  /// Shorter ones are counters of one process, which another has too; longer ones no names.
  private static let lengths = 8...128

  /// The same for the forms in which one name is written: letters of either case, with dashes or
  /// without, in a `traceparent`, behind a path.
  ///
  /// - Returns: `nil` for what can be no name, and for the zeros that stand for none.
  static func hash(_ text: UnsafeRawBufferPointer) -> UInt64? {
    guard lengths.contains(text.count) else { return nil }
    // Most names are written as they are compared.
    if isPlain(text) { return StableHash.combine(StableHash.hash(text), 2) | 1 }
    let start = text.lastIndex(of: 0x2F).map { $0 + 1 } ?? 0
    return withUnsafeTemporaryAllocation(byteCount: lengths.upperBound, alignment: 8) { name in
      var count = 0
      var isMeant = false
      guard
        table.withUnsafeBufferPointer({ table in
          for at in start..<text.count {
            let byte = table[Int(text[at])]
            guard byte != 0 else { return false }
            guard byte != 0x2D else { continue }
            isMeant = isMeant || byte != 0x30
            name[count] = byte
            count &+= 1
          }
          return true
        })
      else { return nil }
      guard isMeant, count >= lengths.lowerBound else { return nil }
      var whole = UnsafeRawBufferPointer(rebasing: name[..<count])
      // More dashes than its three leave it shorter than a name of that form is.
      if isParent(text), count == parentCount {
        whole = UnsafeRawBufferPointer(rebasing: whole[2..<34])
      }
      // A second mixing, so that which names are sampled is not up to who makes them.
      return StableHash.combine(StableHash.hash(whole), 2) | 1
    }
  }

  /// Digits and small letters alone, not all of them zeros.
  @inline(__always)
  private static func isPlain(_ text: UnsafeRawBufferPointer) -> Bool {
    var isMeant = false
    for byte in text {
      guard byte &- 0x30 < 10 || byte &- 0x61 < 26 else { return false }
      isMeant = isMeant || byte != 0x30
    }
    return isMeant
  }

  /// Bytes of a `traceparent` without its dashes.
  private static let parentCount = 52

  /// `00-4bf9…-00f0…-01`: the version, the trace, who called, flags.
  private static func isParent(_ text: UnsafeRawBufferPointer) -> Bool {
    text.count == 55 && text[2] == 0x2D && text[35] == 0x2D && text[52] == 0x2D
  }

  /// By byte: what stands for it in a name, 0 for what stands in none.
  private static let table: [UInt8] = (0...255).map { (byte: UInt8) in
    if byte &- 0x41 < 26 { return byte | 0x20 }
    return isOfName(byte) ? byte : 0
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    byte == 0x2D || byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte == 0x2E
      || byte == 0x3A || byte == 0x3D || byte == 0x2B
  }
}

/// A record of a batch that names the request it belongs to.
///
/// Beside the records and not in them: a record fills two cache lines, and most have no such name.
public struct TracedRecord: Hashable, Sendable {
  /// Its place among the batch's records.
  public var record: Int
  /// Hash of the name.
  public var trace: UInt64
}

extension RecordBatch {
  /// Notes what the record that was added last calls its request.
  mutating func noteTrace(_ name: UnsafeRawBufferPointer) {
    guard !records.isEmpty, let trace = TraceName.hash(name) else { return }
    traces.append(TracedRecord(record: records.count - 1, trace: trace))
  }
}
