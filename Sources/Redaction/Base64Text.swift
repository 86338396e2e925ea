/// Text behind base64, with either pair of signs for 62 and 63.
enum Base64Text {
  /// The text that a run encodes; `nil` when it is none. What is left over at the end of a cut
  /// run is passed over.
  static func decoded(_ run: ArraySlice<UInt8>) -> [UInt8]? {
    var content: [UInt8] = []
    content.reserveCapacity(run.count / 4 * 3 + 3)
    var (bits, held) = (UInt32(0), 0)
    for byte in run {
      guard let value = value(of: byte) else { return nil }
      bits = bits << 6 | value
      held += 6
      guard held >= 8 else { continue }
      held -= 8
      let sign = UInt8(truncatingIfNeeded: bits >> UInt32(held))
      // The first sign that no text holds ends the attempt: most words are no base64.
      guard sign >= 0x20 && sign != 0x7F || sign == 0x0A || sign == 0x0D || sign == 0x09 else {
        return nil
      }
      content.append(sign)
    }
    let foreign = content.count { $0 >= 0x80 }
    return foreign * 4 <= content.count ? content : nil
  }

  private static func value(of byte: UInt8) -> UInt32? {
    switch byte {
    case _ where byte.isUpper: UInt32(byte &- 0x41)
    case _ where byte.isLower: UInt32(byte &- 0x61) + 26
    case _ where byte.isDigit: UInt32(byte &- 0x30) + 52
    case Ascii.plus, Ascii.dash: 62
    case Ascii.slash, Ascii.underscore: 63
    default: nil
    }
  }
}
