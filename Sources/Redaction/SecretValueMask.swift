// Synchronization: a lock, because inputs are read by several threads.
import Synchronization

/// Replaces known secrets by their letters, in one pass over a text.
///
/// Values are looked up by their first eight bytes; behind a hit the longest value that
/// stands there is replaced. At no place are more than 64 bytes read ahead.
public struct SecretValueMask: Sendable {
  private var values: Set<[UInt8]>
  /// For each beginning the lengths of its values, as bits.
  private var lengths: [UInt64: UInt64] = [:]
  /// Hashes of the values, so that a set lookup is paid for hits alone.
  private var hashes: Set<UInt64> = []

  init(_ values: [[UInt8]]) {
    self.values = Set(values)
    for value in values {
      let text = ByteText(bytes: value)
      guard value.count >= SecretValues.least else { continue }
      lengths[Self.beginning(of: text, at: 0), default: 0] |= 1 << UInt64(value.count - 1)
      hashes.insert(value.reduce(Self.seed, Self.extend))
    }
  }

  /// The text with the values replaced by `[redacted]`.
  public func mask(_ text: String) -> RedactedText {
    guard !values.isEmpty else { return RedactedText(text: text) }
    let source = ByteText(bytes: Array(text.utf8))
    var output: [UInt8] = []
    var (index, copied, count) = (0, 0, 0)
    while index + SecretValues.least <= source.count {
      guard let bits = lengths[Self.beginning(of: source, at: index)],
        let end = longest(in: source, at: index, lengths: bits)
      else {
        index += 1
        continue
      }
      output += source.bytes[copied..<index]
      output += RedactionScan.mark
      (index, copied, count) = (end, end, count + 1)
    }
    guard count > 0 else { return RedactedText(text: text) }
    output += source.bytes[copied...]
    var counts = RedactionCounts()
    counts.add(.value, count: count)
    return RedactedText(text: String(decoding: output, as: UTF8.self), counts: counts)
  }

  private func longest(in text: ByteText, at index: Int, lengths: UInt64) -> Int? {
    var found: Int?
    var hash = Self.seed
    for length in 1...SecretValues.kept where index + length <= text.count {
      hash = Self.extend(hash, text.bytes[index + length - 1])
      guard lengths >> UInt64(length - 1) & 1 == 1, hashes.contains(hash) else { continue }
      let value = Array(text.bytes[index..<index + length])
      guard values.contains(value) else { continue }
      var end = index + length
      if length == SecretValues.kept {
        // Known by its beginning only; the rest of it goes too.
        while text[end].isBase64URL || text[end] == Ascii.dot { end += 1 }
      } else if Self.isWord(value),
        !text.isWordStart(index) || text[end].isWord
      {
        continue
      }
      found = end
    }
    return found
  }

  /// A value of letters alone, or of digits alone, is masked as a whole word only: it may be
  /// a part of many others.
  private static func isWord(_ value: [UInt8]) -> Bool {
    value.allSatisfy(\.isLetter) || value.allSatisfy(\.isDigit)
  }

  private static func beginning(of text: ByteText, at index: Int) -> UInt64 {
    var word: UInt64 = 0
    for byte in text.bytes[index..<index + 8] { word = word << 8 | UInt64(byte) }
    return word
  }

  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  private static func extend(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }
}

/// The secrets that one run has met, from whatever texts, to be masked wherever else they stand.
///
/// What it holds is a set, so neither the order of inputs nor of threads makes a difference.
public final class KnownSecrets: Sendable {
  private let values = Mutex(SecretValues())

  public init() {}

  /// A text without its secrets, which are noted.
  public func redact(_ text: String, by redactor: Redactor) -> RedactedText {
    var found = SecretValues()
    let redacted = redactor.redact(text, collecting: &found)
    if !found.isEmpty { values.withLock { $0.formUnion(found) } }
    return redacted
  }

  /// Adds those that another has met.
  public func formUnion(_ other: KnownSecrets) {
    let more = other.values.withLock { $0 }
    if !more.isEmpty { values.withLock { $0.formUnion(more) } }
  }

  /// How many are known.
  public var count: Int { values.withLock(\.count) }

  /// A mask for all that are known by now.
  ///
  /// - Parameter names: names of services, hosts and operations: whoever chose one of these as a
  ///   password does not have them masked all over the output.
  public func masker(without names: Set<String> = []) -> SecretValueMask {
    values.withLock { $0.masker(without: names) }
  }
}
