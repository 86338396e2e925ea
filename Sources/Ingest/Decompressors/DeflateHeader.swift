/// The header of a block of deflate (RFC 1951, 3.2.3 and 3.2.7), read to tell if it may be one.
///
/// A block's own codes must use up all bits that can come, but for a single code; zlib refuses
/// others, where decoders that are lenient go on with noise.
enum DeflateHeader {
  /// Bits in the order in which they come.
  struct Bits {
    private let bits: [UInt8]
    private var at = 0

    /// - Parameters:
    ///   - first: the first bits, the lowest one first.
    ///   - then: the bytes behind them.
    init(_ first: UInt64, count: Int, then bytes: [UInt8]) {
      bits =
        (0..<max(0, min(count, 64))).map { UInt8(first >> UInt64($0) & 1) }
        + bytes.flatMap { byte in (0..<8).map { byte >> $0 & 1 } }
    }

    /// A number, its lowest bit first; `nil` where the bits have ended.
    mutating func number(_ count: Int) -> Int? {
      guard bits.count - at >= count else { return nil }
      defer { at += count }
      return (0..<count).reduce(0) { $0 | Int(bits[at + $1]) << $1 }
    }
  }

  /// Whether zlib takes the header; one that is not all there is taken too.
  static func isSound(_ bits: Bits) -> Bool {
    var bits = bits
    guard bits.number(1) != nil, let kind = bits.number(2) else { return true }
    guard kind == 2 else { return kind != 3 }
    guard let literals = bits.number(5), let distances = bits.number(5), let count = bits.number(4)
    else { return true }
    guard literals <= 29, distances <= 29 else { return false }
    var lengths = [Int](repeating: 0, count: 19)
    for symbol in Self.order.prefix(count + 4) {
      guard let length = bits.number(3) else { return true }
      lengths[symbol] = length
    }
    guard Self.isComplete(lengths[...], maySingle: false) else { return false }
    let wanted = literals + 257 + distances + 1
    switch codeLengths(wanted, Self.codes(lengths), &bits) {
    case .ended: return true
    case .wrong: return false
    case .all(let all):
      // The end of the block must have a code.
      return all[256] > 0 && isComplete(all[..<(literals + 257)], maySingle: true)
        && isComplete(all[(literals + 257)...], maySingle: true)
    }
  }

  private static let order = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
  ]

  private enum Lengths {
    case ended
    case wrong
    case all([Int])
  }

  private static func codeLengths(
    _ wanted: Int, _ codes: [Int: Int], _ bits: inout Bits
  ) -> Lengths {
    var all: [Int] = []
    while all.count < wanted {
      // A one before the bits, so that leading zeros count.
      var code = 1
      while codes[code] == nil {
        guard let bit = bits.number(1) else { return .ended }
        code = code << 1 | bit
        guard code < 1 << 8 else { return .wrong }
      }
      guard let symbol = codes[code] else { return .wrong }
      guard symbol > 15 else {
        all.append(symbol)
        continue
      }
      let (extra, least) = symbol == 16 ? (2, 3) : symbol == 17 ? (3, 3) : (7, 11)
      guard let more = bits.number(extra) else { return .ended }
      guard symbol != 16 || !all.isEmpty, all.count + least + more <= wanted else { return .wrong }
      let value = symbol == 16 ? all.last ?? 0 : 0
      all += [Int](repeating: value, count: least + more)
    }
    return .all(all)
  }

  /// Symbols by their code, a one before its bits.
  private static func codes(_ lengths: [Int]) -> [Int: Int] {
    var codes: [Int: Int] = [:]
    var next = 0
    for length in 1...7 {
      next <<= 1
      for (symbol, own) in lengths.enumerated() where own == length {
        codes[1 << length | next] = symbol
        next += 1
      }
    }
    return codes
  }

  /// Whether the codes use up all bits; distances may also have none.
  private static func isComplete(_ lengths: ArraySlice<Int>, maySingle: Bool) -> Bool {
    let used = lengths.filter { $0 > 0 }
    let sum = used.reduce(0) { $0 + 1 << (15 - $1) }
    return sum == 1 << 15 || (maySingle && (used.isEmpty || used == [1]))
  }
}
