/// Follows the lines of a text through blocks of private keys: `-----BEGIN … PRIVATE KEY-----` to
/// its END, and the private lines of a PuTTY file.
public struct KeyBlock: Sendable {
  /// Whether the next line lies within a block.
  public private(set) var isOpen = false
  private var linesLeft = 0

  public init() {}

  /// Takes up one more line.
  public mutating func read(_ line: String) {
    let text = ByteText(bytes: Array(line.utf8))
    if linesLeft > 0 {
      linesLeft -= 1
      isOpen = linesLeft > 0
    }
    var index = 0
    while index < text.count {
      if text[index] == Ascii.dash, let begin = text.match("-----BEGIN ", at: index) {
        isOpen = text.isPrivateLabel(at: begin)
        linesLeft = 0
        index = begin
      } else if text[index] == Ascii.dash, let end = text.match("-----END ", at: index) {
        isOpen = false
        index = end
      } else if text[index] == UInt8(ascii: "P"),
        let count = text.match("Private-Lines: ", at: index), text[count].isDigit
      {
        linesLeft = Int(text[count] & 0x0F)
        if text[count + 1].isDigit { linesLeft = linesLeft * 10 + Int(text[count + 1] & 0x0F) }
        isOpen = linesLeft > 0
        index = count
      } else {
        index += 1
      }
    }
  }

  /// Whether a line ends with a word of base64, as every line within a block does.
  public static func mayBeInside(_ line: String) -> Bool {
    Redactor.blockRun(in: ByteText(bytes: Array(line.utf8))) != nil
  }
}

extension ByteText {
  /// Whether what follows `-----BEGIN ` is not what everyone may see.
  func isPrivateLabel(at label: Int) -> Bool {
    for open in [
      "CERTIFICATE", "PUBLIC", "RSA PUBLIC", "EC PUBLIC", "SSH2 PUBLIC", "PGP PUBLIC",
      "PGP MESSAGE", "PGP SIGN", "X509 CRL", "NEW CERTIFICATE", "TRUSTED CERTIFICATE",
      "DH PARAMETERS", "EC PARAMETERS", "PKCS7", "CMS",
    ] as [StaticString] where match(open, at: label) != nil { return false }
    return true
  }
}

extension Redactor {
  /// A line from within a block of a private key, without what it holds of the key.
  public func redactedBlockLine(_ line: String) -> RedactedText {
    let text = ByteText(bytes: Array(line.utf8))
    guard let run = Self.blockRun(in: text) else { return redact(line) }
    var counts = RedactionCounts()
    counts.add(.privateKey)
    let before = redact(String(decoding: text.bytes[..<run.lowerBound], as: UTF8.self))
    let hidden =
      before.text + ShownPath.mark
      + String(decoding: text.bytes[run.upperBound...], as: UTF8.self)
    return RedactedText(text: hidden, counts: before.counts + counts)
  }

  /// The last word of a line, without quotes behind it, where it is made of base64.
  static func blockRun(in text: ByteText) -> Range<Int>? {
    var end = text.count
    while end > 0, text[end - 1].isSpace || text[end - 1].isQuote || text[end - 1] == Ascii.comma {
      end -= 1
    }
    var start = end
    while start > 0,
      text[start - 1].isAlphanumeric || text[start - 1] == Ascii.plus
        || text[start - 1] == Ascii.slash || text[start - 1] == Ascii.equals
    {
      start -= 1
    }
    return end - start >= 4 ? start..<end : nil
  }
}
