/// A message with what varies masked, so that lines that say the same are counted together.
public enum MessageTemplate {
  /// Longest template, in bytes; and most words.
  public static let byteLimit = 160
  static let wordLimit = 24

  /// Words that hold a digit or an `@`, and long hexadecimal words, become `#`; line breaks
  /// end the template, because what follows is a stack trace.
  public static func mask(_ message: some Sequence<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    var word: [UInt8] = []
    var words = 0
    var isVariable = false
    func isCode() -> Bool {
      word.withUnsafeBytes { word in out.withUnsafeBytes { CodeWord.isOne(word, after: $0) } }
    }
    func flush() {
      guard !word.isEmpty else { return }
      if !out.isEmpty { out.append(0x20) }
      if isVariable, !isCode() {
        let tail = word.last.map { Self.isPunctuation($0) ? [$0] : [] } ?? []
        out.append(contentsOf: [0x23] + tail)
      } else {
        out.append(contentsOf: word)
      }
      words += 1
      word.removeAll(keepingCapacity: true)
      isVariable = false
    }
    for byte in message {
      if byte == 0x0A || byte == 0x0D { break }
      // The separator of signatures and other controls count as blanks.
      if byte <= 0x20 || byte == 0x7F {
        flush()
        if words >= wordLimit || out.count >= byteLimit { break }
        continue
      }
      if byte &- 0x30 < 10 || byte == 0x40 || word.count > 40 { isVariable = true }
      if word.count <= 64 { word.append(byte) }
    }
    if words < wordLimit { flush() }
    return Array(out.prefix(byteLimit))
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    byte == 0x2C || byte == 0x3A || byte == 0x3B || byte == 0x2E
  }
}
