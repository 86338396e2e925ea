import LogModel

/// How long calls took, counted by classes: what is kept of a crowded bucket.
///
/// Eight classes to a doubling, so a class is 6 to 13 % wide. Counts alone, so that two of them
/// add up in any order.
public struct LatencySpread: Hashable, Sendable {
  /// By class, ascending, none of them empty: the class above the count.
  private var packed: [UInt64] = []

  private static let countBits: UInt64 = 56
  private static let countMask: UInt64 = (1 << countBits) - 1

  init() {}

  var isEmpty: Bool { packed.isEmpty }

  /// Calls by class, fastest first.
  public func forEachClass(_ body: (_ latency: LatencyClass, _ count: Int) -> Void) {
    for one in packed {
      body(
        LatencyClass(rawValue: UInt8(truncatingIfNeeded: one &>> Self.countBits)),
        Int(one & Self.countMask))
    }
  }

  /// The calls of some classes, and how many they are.
  func calls(in classes: Range<LatencyClass>) -> (spread: LatencySpread, count: Int) {
    // Of all classes the last has none above it.
    let from = packed.firstIndex { Self.latency($0) >= classes.lowerBound } ?? packed.count
    let to = packed[from...].firstIndex { Self.latency($0) >= classes.upperBound } ?? packed.count
    var part = self
    if to - from < packed.count { part.packed = Array(packed[from..<to]) }
    return (part, packed[from..<to].reduce(0) { $0 + Int($1 & Self.countMask) })
  }

  /// How many calls are below a class, and how many of some classes.
  func counts(below least: LatencyClass, from classes: Range<LatencyClass>) -> (
    below: Int, from: Int
  ) {
    var counts = (below: 0, from: 0)
    for one in packed {
      let latency = Self.latency(one)
      if latency < least {
        counts.below += Int(one & Self.countMask)
      } else if classes.contains(latency) {
        counts.from += Int(one & Self.countMask)
      }
    }
    return counts
  }

  private static func latency(_ packed: UInt64) -> LatencyClass {
    LatencyClass(rawValue: UInt8(truncatingIfNeeded: packed &>> countBits))
  }

  mutating func add(_ latency: LatencyClass, _ count: Int = 1) {
    let key = UInt64(latency.rawValue) &<< Self.countBits
    var at = packed.count
    while at > 0, packed[at - 1] >= key {
      at -= 1
      if packed[at] & ~Self.countMask == key {
        packed[at] &+= UInt64(count)
        return
      }
    }
    packed.insert(key | UInt64(count), at: at)
  }

  /// Counts a call, if the log says how long it took.
  mutating func add(_ mark: EventRef) {
    if let latency = mark.latencyClass { add(latency) }
  }
}

/// A class of latencies: `[lower, upper)` in microseconds.
public struct LatencyClass: RawRepresentable, Hashable, Comparable, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// - Parameter code: microseconds and one, so that no time at all has a class too.
  @inline(__always)
  init(code: UInt32) {
    let code = max(1, code)
    let power = 31 - code.leadingZeroBitCount
    let step = power >= 3 ? code &>> UInt32(power - 3) : code &<< UInt32(3 - power)
    rawValue = UInt8(truncatingIfNeeded: power &* 8 &+ Int(step & 7))
  }

  /// The class that a latency falls into.
  public init(microseconds: Double) {
    let code = (microseconds + 1).rounded(.down)
    self.init(code: code >= 1 ? UInt32(exactly: min(code, 4_294_967_295)) ?? 1 : 1)
  }

  /// The least latency of the class, in microseconds.
  public var lower: Double {
    let power = Int(rawValue / 8)
    let scale = Double(UInt64(1) << UInt64(power))
    return max(0, (scale * (1 + Double(rawValue % 8) / 8)).rounded(.up) - 1)
  }

  /// The class after it, or itself where there is none.
  public var next: LatencyClass { LatencyClass(rawValue: rawValue == .max ? .max : rawValue + 1) }

  /// What a call of the class took most likely, in microseconds.
  public var middle: Double { (lower + max(lower, next.lower)) / 2 }

  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

// MARK: In a file

extension LatencySpread {
  func write(to writer: inout ByteWriter) {
    writer.count(packed.count)
    forEachClass { latency, count in
      writer.byte(latency.rawValue)
      writer.count(count)
    }
  }

  /// - Parameter most: calls there are in all.
  init(from reader: inout ByteReader, upTo most: Int) throws(TallyError) {
    var left = most
    for _ in 0..<(try reader.count(ofBytes: 2)) {
      let key = UInt64(try reader.byte()) &<< Self.countBits
      let count = try reader.integer(upTo: min(left, Int(Self.countMask)))
      guard count > 0, packed.last.map({ $0 & ~Self.countMask < key }) ?? true else {
        throw reader.damaged
      }
      left -= count
      packed.append(key | UInt64(count))
    }
  }
}
